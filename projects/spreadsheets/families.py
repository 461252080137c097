"""Which bigger project each line is part of: one on the register, or another line. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from projects.references import reference_in
from projects.spreadsheets.columns import BY_KEY
from projects.spreadsheets.known import Bigger, Known
from projects.spreadsheets.lines import Line, Problem
from projects.spreadsheets.matching import key_of
from projects.spreadsheets.reading import UNREAD

Thing = TypeVar("Thing")
HEADING = BY_KEY["parent"].heading


@dataclass(frozen=True, slots=True)
class Parent:
    """A project by its id, or a line by its number, or neither."""

    pk: int | None = None
    line: int | None = None


class HasName(Protocol):
    """What is asked of a draft here."""

    @property
    def line(self) -> int:
        """The line it stands on."""

    @property
    def reference(self) -> str:
        """Its own reference, or "" for a new one."""

    @property
    def fields(self) -> Mapping[str, object]:
        """Its name and its directorate are in here."""


def find_parents(
    lines: Sequence[Line], drafts: Sequence[HasName], known: Known
) -> tuple[dict[int, Parent], list[Problem]]:
    """The parent of each line that names one, by the line's number; and what is wrong with the others."""
    wanted = {
        line.number: line.cells["parent"] for line in lines if line.cells.get("parent", UNREAD) != UNREAD
    }
    parents: dict[int, Parent] = {}
    problems = []
    directorates = {draft.line: draft.fields["directorate_id"] for draft in drafts}
    in_file = _by_words([(draft.line, str(draft.fields["name"]), draft.reference) for draft in drafts])
    on_register = _by_words([(each, each.name, each.reference) for each in known.bigger])
    for number, typed in wanted.items():
        here, there = _found(in_file, typed), _found(on_register, typed)
        there = [each for each in there if _fits(each, known, directorates[number])]
        sentence = _why_not(number, here, there, wanted)
        if sentence:
            problems.append(Problem(number, HEADING, sentence))
        elif here:
            parents[number] = Parent(line=here[0])
        else:
            parents[number] = Parent(pk=there[0].pk)
    return parents, problems


def _fits(bigger: Bigger, known: Known, directorate: object) -> bool:
    return bigger.is_own or known.may_join_any or bigger.directorate == directorate


def _by_words(named: Iterable[tuple[Thing, str, str]]) -> dict[str, list[Thing]]:
    """Everything under the key of its name, and of its reference."""
    found: dict[str, list[Thing]] = {}
    for thing, name, reference in named:
        found.setdefault(key_of(name), []).append(thing)
        if reference:
            found.setdefault(f"reference {reference}", []).append(thing)
    return found


def _found(by_words: Mapping[str, list[Thing]], typed: str) -> list[Thing]:
    by_reference = by_words.get(f"reference {reference_in(typed)}", [])
    return by_reference or by_words.get(key_of(typed), [])


def _why_not(number: int, here: list[int], there: list[Bigger], wanted: dict[int, str]) -> str:
    if not here and not there:
        return "We found no project of this name or reference. Correct it, or leave it empty"
    if here == [number]:
        return "A project cannot be part of itself. Write another one, or leave it empty"
    if len(here) + len(there) > 1:
        return "More than one project has this name. Write its reference"
    if here and here[0] in wanted:
        return f"Line {here[0]} is part of a bigger project itself. Write that one"
    if there and there[0].is_part:
        return "That project is part of a bigger one itself. Write that one"
    return ""
