"""Every model says which of its columns are plain, personal or special, and why we may hold them."""

from dataclasses import dataclass

PUBLIC_TASK = "6(1)(e) public task"
CONSENT = "6(1)(a) consent"
EXPLICIT_CONSENT = "9(2)(a) explicit consent"
SOCIAL_CARE = "9(2)(h) social care, or 9(2)(g) substantial public interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The class of every column of one model.

    `plain` says nothing about a person, `personal` does, `special` is special-category data.
    `basis` is the UK GDPR Article 6 basis and `condition` the Article 9 condition, each for the
    council's lawyer to confirm. `kept` says in plain words how long a row stays.
    """

    plain: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    basis: str = PUBLIC_TASK
    condition: str = ""
    kept: str

    def __post_init__(self) -> None:
        if self.special and not self.condition:
            raise ValueError("Special columns need an Article 9 condition")

    def every(self) -> tuple[str, ...]:
        """All column names that have a class, in order of class."""
        return (*self.plain, *self.personal, *self.special)
