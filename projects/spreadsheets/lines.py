"""One line of a spreadsheet, and what is wrong with one. Pure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One project: the line it stands on, and its words by the key of their column, without empty cells."""

    number: int
    cells: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """What a batch keeps."""
        return {"line": self.number, "cells": self.cells}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Line":
        """The line that a batch kept."""
        return cls(kept["line"], kept["cells"])


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: on which line, in which column ("" for the whole line), and how."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}, {self.column}: {self.sentence}" if self.column else self.whole_line

    @property
    def whole_line(self) -> str:
        """The same, of a line and none of its columns."""
        return f"Line {self.line}: {self.sentence}"


class Unreadable(Exception):
    """The file cannot be read at all. `str(unreadable)` is plain sentences: what it is, and what to do."""
