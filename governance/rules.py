"""Who may do what in the programme as a whole."""

from accounts.rules import Person, is_involvement, is_steering


def can_see_dashboard(user: Person) -> bool:
    """The steering group with its co-chairs, and the involvement team, see every project at once."""
    return is_steering(user) or is_involvement(user)
