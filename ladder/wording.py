"""The framework's wording, read from one version of it. Pure: the version's data is passed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Statement:
    """One of the eight "I" statements, in every form it has."""

    number: int
    key: str
    wording: str
    short: str
    easy: tuple[str, ...]
    phone: str
    picture: str
    we: str
    yes_looks_like: str
    no_looks_like: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder: what it means, with an example."""

    step: int
    key: str
    name: str
    meaning: str
    example: str
    easy: str
    phone: str


@dataclass(frozen=True, slots=True)
class Named:
    """A principle, a reason or a benefit: a name, and what it means."""

    name: str
    meaning: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a check that is not one of the eight."""

    wording: str
    easy: tuple[str, ...]
    phone: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen, with a few words more where it needs them."""

    key: str
    word: str
    gloss: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """All the words of one version of the framework."""

    version: int
    credit: str
    credit_url: str
    statements: tuple[Statement, ...]
    steps: tuple[Step, ...]
    practice: Question
    step_question: Question
    better: Question
    helped: Question
    answers: tuple[Choice, ...]
    helpers: tuple[Choice, ...]
    voices: tuple[Choice, ...]
    reasons: tuple[Named, ...]
    principles: tuple[Named, ...]
    benefits: tuple[Named, ...]

    def step(self, number: int) -> Step:
        """One step by its number, 1 to 7."""
        return self.steps[number - 1]


def _question(data: Mapping[str, Any]) -> Question:
    return Question(**{**data, "easy": tuple(data["easy"])})


def _choices(rows: list[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(**{key: row[key] for key in row if key != "value"}) for row in rows)


def read(data: Mapping[str, Any]) -> Wording:
    """The wording in one version's data, as `framework-1.toml` lays it out.

    Raises KeyError or TypeError when a form is missing, so an incomplete version cannot be loaded.
    """
    return Wording(
        version=data["version"],
        credit=data["credit"],
        credit_url=data["credit_url"],
        statements=tuple(Statement(**{**row, "easy": tuple(row["easy"])}) for row in data["statement"]),
        steps=tuple(Step(**row) for row in sorted(data["rung"], key=lambda row: row["step"])),
        practice=_question(data["practice"]),
        step_question=_question(data["step_question"]),
        better=_question(data["better"]),
        helped=_question(data["helped"]),
        answers=_choices(data["answer"]),
        helpers=_choices(data["helper"]),
        voices=_choices(data["voice"]),
        reasons=tuple(Named(**row) for row in data["reason"]),
        principles=tuple(Named(**row) for row in data["principle"]),
        benefits=tuple(Named(**row) for row in data["benefit"]),
    )
