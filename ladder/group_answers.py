"""What a small group said together. Pure: the eight answers and a step, as they go under a seal and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ladder.choices import GroupAnswer
from ladder.rungs import RUNGS, Rung
from ladder.scoring import STATEMENTS

NO_STEP = 0
"""What stands for a step when the group chose none."""


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """One answer of the group to each of the eight statements, and its step, or NO_STEP.

    Raises ValueError for what no group can have said.
    """

    statements: tuple[str, ...]
    step: int

    def __post_init__(self) -> None:
        known = set(GroupAnswer.values)
        if len(self.statements) != STATEMENTS or not known.issuperset(self.statements):
            raise ValueError("A group gives one of its five answers to each statement")
        if not NO_STEP <= self.step <= len(RUNGS):
            raise ValueError("A group chooses a step of the ladder, or none")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "GroupAnswers":
        """Answers from a seal, or from a talk where everyone said yes."""
        return cls(statements=tuple(data["statements"]), step=data["step"])

    def as_dict(self) -> dict[str, Any]:
        """What goes under a seal."""
        return {"statements": list(self.statements), "step": self.step}

    @property
    def words(self) -> tuple[str, ...]:
        """The eight answers as pages print them."""
        return tuple(str(GroupAnswer(answer).label) for answer in self.statements)

    @property
    def step_name(self) -> str:
        """The step as pages print it, or "" for none."""
        return Rung(self.step).label if self.step else ""
