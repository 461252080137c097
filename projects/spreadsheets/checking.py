"""Whether lines can become drafts, said cell by cell: what is wrong, and how to mend it. Pure.

An empty cell may be filled in later, on the portal. What is said must hold together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ladder.rungs import Rung
from projects.choices import NEEDS_PAY, Part, PayOffered, Reason
from projects.spreadsheets.cells import CellReader
from projects.spreadsheets.columns import BY_KEY, again_key, step_key, why_key
from projects.spreadsheets.families import Parent, find_parents
from projects.spreadsheets.known import Known
from projects.spreadsheets.lines import Line, Problem
from projects.spreadsheets.matching import key_of


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A line that can become a draft. `fields` are columns of Project; `parent` is filled in at the end."""

    line: int
    reference: str
    fields: dict[str, object]
    lead: int
    areas: tuple[int, ...]
    rung: Rung | None
    parts: dict[Part, Rung]
    justification: str
    reasons: dict[Reason, tuple[str, date]]
    parent: Parent = field(default_factory=Parent)


@dataclass(frozen=True, slots=True)
class Checked:
    """The drafts to make, and what stands in the way. Where anything does, nothing is made."""

    drafts: tuple[NewDraft, ...]
    problems: tuple[Problem, ...]


def check(lines: Sequence[Line], known: Known, *, today: date) -> Checked:
    """Every line against what is known. Problems come in the order of lines and columns."""
    problems: list[Problem] = []
    drafts = []
    for line in lines:
        reader = CellReader(line, known, today=today)
        drafts.append(_draft(reader))
        problems += reader.problems
    problems += _said_twice(lines, drafts, known)
    parents, wrong = find_parents(lines, drafts, known)
    problems += wrong
    whole = tuple(replace(draft, parent=parents.get(draft.line, Parent())) for draft in drafts)
    return Checked(whole, in_order(problems))


_PLACES = {column.heading: place for place, column in enumerate(BY_KEY.values())}


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, _PLACES.get(problem.column, -1)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of lines and columns."""
    return tuple(sorted(problems, key=_place))


def _draft(reader: CellReader) -> NewDraft:
    fields = reader.project_fields()
    rung = reader.step("step")
    parts = {part: step for part in Part if (step := reader.step(step_key(part))) is not None}
    reasons = _reasons(reader, rung)
    _check_pay(reader, rung, fields)
    return NewDraft(
        line=reader.line.number,
        reference=reader.reference(),
        fields=fields,
        lead=reader.lead(fields.get("directorate_id")),
        areas=tuple(reader.areas()),
        rung=rung,
        parts=parts,
        justification=reader.words("justification"),
        reasons=reasons,
    )


def _reasons(reader: CellReader, rung: Rung | None) -> dict[Reason, tuple[str, date]]:
    """The reasons given, and what is wrong with them: none where one is needed, or half of one."""
    given = {}
    begun = False
    for reason in Reason:
        why, again = reader.words(why_key(reason)), reader.look_again(again_key(reason))
        has_why, has_again = reader.has(why_key(reason)), reader.has(again_key(reason))
        begun = begun or has_why or has_again
        if has_why and not has_again:
            reader.tell(again_key(reason), "Write the day you look at this reason again")
        if has_again and not has_why:
            reader.tell(why_key(reason), "Say why this reason is true, or empty its day")
        if why and again:
            given[reason] = (why, again)
    if not reader.was_read("step"):
        return given
    if begun and rung is None:
        reader.tell("step", "There are reasons here, but no step. Write the step, or empty the reasons")
    elif begun and rung == Rung.CO_PRODUCTION:
        reader.tell("step", "Co-production needs no reasons. Empty them, or write another step")
    elif not begun and rung is not None and rung < Rung.CO_PRODUCTION:
        reader.tell(
            "step",
            f"{rung.label} is below Co-production. Give one of the 5 reasons, and a day to look again",
        )
    return given


def _check_pay(reader: CellReader, rung: Rung | None, fields: dict[str, object]) -> None:
    if rung is None or rung not in NEEDS_PAY:
        return
    told_already = not (reader.was_read("pay_offered") and reader.was_read("yearly_pay_budget_pence"))
    if told_already or (fields["pay_offered"] == PayOffered.YES and fields["yearly_pay_budget_pence"]):
        return
    reader.tell(
        "step",
        f"{rung.label} needs pay, and a yearly budget above £0. Fill both in, or leave the step empty",
    )


def _said_twice(lines: Sequence[Line], drafts: Sequence[NewDraft], known: Known) -> Iterator[Problem]:
    """Names and references that stand twice in the file, or are on the register."""
    names: dict[tuple[object, str], int] = {}
    references: dict[str, int] = {}
    for draft in drafts:
        name = key_of(str(draft.fields["name"]))
        place = (draft.fields["directorate_id"], name)
        if name and place[0] is not None:
            if place in names:
                sentence = f"Line {names[place]} has this name too. Change one name, or take out one line"
                yield Problem(draft.line, BY_KEY["name"].heading, sentence)
            elif place in known.names:
                yield Problem(
                    draft.line,
                    BY_KEY["name"].heading,
                    "A project of this name is on the register. Change the name, or take out the line",
                )
            names.setdefault(place, draft.line)
        if not draft.reference:
            continue
        if draft.reference in references:
            sentence = f"Line {references[draft.reference]} has this reference too. Empty one of them"
            yield Problem(draft.line, BY_KEY["reference"].heading, sentence)
        elif draft.reference in known.references:
            yield Problem(
                draft.line,
                BY_KEY["reference"].heading,
                "This reference is taken. Empty it for a new project, or take out the line",
            )
        references.setdefault(draft.reference, draft.line)
