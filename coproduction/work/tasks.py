"""What a person has to do, and what they are here as."""

from dataclasses import dataclass

from accounts.models import User


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
