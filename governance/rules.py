"""Who may do what in the programme as a whole."""

from accounts.rules import Person, is_involvement, is_steering, staff_directorates
from council.models import Directorate


def can_see_dashboard(user: Person) -> bool:
    """The steering group with its co-chairs, and the involvement team, see every project at once."""
    return is_steering(user) or is_involvement(user)


def can_see_directorate(user: Person, directorate: Directorate) -> bool:
    """They do, and the staff of a directorate see its own projects at once."""
    return can_see_dashboard(user) or directorate.pk in staff_directorates(user)
