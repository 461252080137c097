"""What a person has to do, and what they are here as."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from governance.rules import can_see_dashboard


@dataclass(frozen=True, slots=True)
class Task:
    """One line of "To do". `kind` is a status tag's kind; without a `url` it is words only."""

    text: str
    hint: str
    status: str
    kind: str = ""
    url: str = ""


def roles_of(user: User) -> list[str]:
    """What a person is here as, in words."""
    return [f"{role.label}, {name}" if name else str(role.label) for role, _, name in user.held]


def projects_together(user: User) -> list[dict[str, str]]:
    """Pages about many projects that a person may open: of their directorates, and of the whole programme."""
    pages = [
        {"text": f"All projects of {name}, together", "url": reverse("governance:directorate", args=[pk])}
        for role, pk, name in user.held
        if role == Role.STAFF and pk
    ]
    if can_see_dashboard(user):
        pages.append({"text": "All projects together", "url": reverse("governance:dashboard")})
    return pages
