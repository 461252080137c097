"""What a paper check is made from: whose form it is, and what it is about."""

from dataclasses import dataclass

SIZES = (18, 24)
"""The sizes of letters that a form can have, in points."""


@dataclass(frozen=True, slots=True)
class Form:
    """One person's form.

    `code` is that person's code and `link` their whole address, which is printed as a square code. Both are
    "" on a blank form: it has boxes to write the code in. `size` is one of SIZES. Raises ValueError for a
    form that has one without the other, or letters of another size.
    """

    code: str = ""
    link: str = ""
    size: int = 18
    cream: bool = False

    def __post_init__(self) -> None:
        if self.size not in SIZES:
            raise ValueError(f"A form has letters of 18 or 24 points, not {self.size}")
        if bool(self.code) != bool(self.link):
            raise ValueError("A form has a code and a link, or neither")

    @property
    def is_blank(self) -> bool:
        """Whether nobody's code is on it."""
        return not self.code


@dataclass(frozen=True, slots=True)
class About:
    """What the forms of one check say besides the questions. Dates are as they are read out.

    `freepost` is the address to post a form to, in one line or more, or "": then people are asked to call.
    """

    project: str
    answer_by: str
    closes_on: str
    council: str
    phone: str
    text_number: str = ""
    freepost: str = ""
