"""Bringing a spreadsheet of projects in: looked at first, made into drafts all at once, and undone whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from accounts.models import User
from audit.actions import record
from council.models import Directorate
from projects.actions.registering import publish
from projects.choices import ImportState
from projects.imports import IMPORTED, Touched, what_is_known, what_stops_undoing
from projects.models import ImportBatch, Project, StatedLevel, TeamMember, WhyNot
from projects.models.steps import PART_RUNGS
from projects.references import make_reference
from projects.spreadsheets.checking import Checked, NewDraft, check, in_order
from projects.spreadsheets.lines import Line, Problem
from projects.spreadsheets.reading import Sheet
from words.errors import Refused, StaleState
from words.plain_text import tidy
from words.working_days import london_date

KEPT_UNDECIDED = timedelta(days=7)
AT_A_TIME = 500
LONGEST_FILE_NAME = 100


class LinesHaveProblems(Refused):
    """Nothing was made. `problems` say what to mend, line by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("Nothing was brought in. Mend these lines first")
        self.problems = tuple(problems)


class CannotBeUndone(Refused):
    """Nothing was undone. `touched` are the projects that stop it."""

    def __init__(self, touched: Sequence[Touched]) -> None:
        super().__init__("This cannot be undone any more")
        self.touched = tuple(touched)


@transaction.atomic
def keep_lines(*, sheet: Sheet, file_name: str, by: User, now: datetime) -> ImportBatch:
    """Keep the lines of a file that has no mistake, until somebody says that drafts shall be made of them.

    Raises LinesHaveProblems, and keeps nothing, where there is anything to mend.
    """
    checked = _check(sheet.lines, by=by, now=now)
    if problems := in_order([*sheet.problems, *checked.problems]):
        raise LinesHaveProblems(problems)
    batch = ImportBatch.objects.create(
        file_name=tidy(file_name, lines=False).strip()[:LONGEST_FILE_NAME] or "A file",
        lines=[line.as_json() for line in sheet.lines],
        count=len(sheet.lines),
        brought_by=by,
        brought_at=now,
    )
    record("import.checked", by=by, subject=batch, now=now, lines=batch.count)
    return batch


def drafts_of(*, batch: ImportBatch, by: User, now: datetime) -> Checked:
    """What would be made of the lines that a batch keeps, as things are now."""
    return _check([Line.from_json(kept) for kept in batch.lines], by=by, now=now)


def _check(lines: Sequence[Line], *, by: User, now: datetime) -> Checked:
    today = london_date(now)
    return check(lines, what_is_known(by, lines, on=today), today=today)


@transaction.atomic
def make_drafts(*, batch: ImportBatch, by: User, now: datetime) -> None:
    """Make a draft of every line, or none. Each is led by whom its line names, and `by` is in its team.

    Everything is checked again here. Raises LinesHaveProblems where that finds any, and StaleState when the
    drafts are made already, or the lines are gone.
    """
    # One import at a time: two with the same names would not see each other.
    list(Directorate.objects.select_for_update(no_key=True).order_by("pk"))
    lines = [Line.from_json(kept) for kept in batch.lines]
    claimed = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.CHECKED)
    if not claimed.update(state=ImportState.DONE, made_at=now, lines=[]):
        raise StaleState("These drafts are made already, or the lines are gone. Look at the list of imports")
    checked = _check(lines, by=by, now=now)
    if checked.problems:
        raise LinesHaveProblems(checked.problems)
    try:
        with transaction.atomic():
            projects = _write(checked.drafts, batch=batch, by=by, now=now)
            connection.check_constraints()  # an area or a bigger project may be gone in this very moment
    except IntegrityError as meanwhile:
        raise StaleState("Someone changed the register in the same moment. Press the button again") from (
            meanwhile
        )
    record("import.made", by=by, subject=batch, now=now, drafts=len(projects))
    for project in projects:
        record(IMPORTED, by=by, subject=project, now=now, batch=batch.pk)


def _write(drafts: Sequence[NewDraft], *, batch: ImportBatch, by: User, now: datetime) -> list[Project]:
    """In bulk: one by one, through the actions of each task, 2,000 lines would take minutes."""
    references = _references(drafts)
    rows = {
        draft.line: Project(
            reference=references[draft.line],
            imported_in=batch,
            parent_id=draft.parent.pk,
            registered_by=by,
            registered_at=now,
            changed_at=now,
            **draft.fields,
        )
        for draft in drafts
    }
    parts = [draft for draft in drafts if draft.parent.line is not None]
    own_lines = {draft.line for draft in parts}
    Project.objects.bulk_create([row for line, row in rows.items() if line not in own_lines], AT_A_TIME)
    for draft in parts:
        rows[draft.line].parent = rows[draft.parent.line]
    Project.objects.bulk_create([rows[line] for line in sorted(own_lines)], AT_A_TIME)
    _write_around(drafts, rows, by=by, now=now)
    return list(rows.values())


def _write_around(drafts: Sequence[NewDraft], rows: dict[int, Project], *, by: User, now: datetime) -> None:
    """The team, the areas, and the step with its reasons."""
    today = london_date(now)
    TeamMember.objects.bulk_create(
        [
            TeamMember(project=rows[draft.line], user_id=user, is_lead=user == draft.lead, starts_on=today)
            for draft in drafts
            for user in sorted({draft.lead, by.pk})
        ],
        AT_A_TIME,
    )
    in_area = Project.areas.through
    in_area.objects.bulk_create(
        [in_area(project=rows[draft.line], area_id=area) for draft in drafts for area in draft.areas],
        AT_A_TIME,
    )
    levels = {
        draft.line: StatedLevel(
            project=rows[draft.line],
            rung=draft.rung,
            justification=draft.justification,
            **{PART_RUNGS[part]: rung for part, rung in draft.parts.items()},
        )
        for draft in drafts
        if draft.rung or draft.justification or draft.parts
    }
    StatedLevel.objects.bulk_create(levels.values(), AT_A_TIME)
    WhyNot.objects.bulk_create(
        [
            WhyNot(stated_level=levels[draft.line], reason=reason, explanation=why, look_again_on=again)
            for draft in drafts
            for reason, (why, again) in draft.reasons.items()
        ],
        AT_A_TIME,
    )


def _references(drafts: Sequence[NewDraft]) -> dict[int, str]:
    """The reference of each line: its own, or a new one that no project has."""
    taken = set(Project.objects.values_list("reference", flat=True))
    taken.update(draft.reference for draft in drafts if draft.reference)
    references = {}
    for draft in drafts:
        reference = draft.reference or next(new for new in iter(make_reference, None) if new not in taken)
        taken.add(reference)
        references[draft.line] = reference
    return references


def publish_each(*, projects: Sequence[Project], by: User, now: datetime) -> dict[Project, str]:
    """Publish drafts one after the other, each by itself. Returns those that could not be, and why not."""
    not_published = {}
    for project in projects:
        try:
            publish(project=project, by=by, now=now)
        except Project.DoesNotExist:
            not_published[project] = "It is not there any more"
        except Refused as refused:
            not_published[project] = str(refused)
    return not_published


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: User, now: datetime) -> int:
    """Take out every draft of an import, while none was published or changed. Returns how many went.

    Raises CannotBeUndone, and takes out nothing, once somebody touched one; and StaleState when it is undone
    already.
    """
    undone = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.DONE)
    if not undone.update(state=ImportState.UNDONE, undone_at=now):
        raise StaleState("This is undone already")
    # Whoever changes one in this moment waits here, or is waited for.
    locked = list(batch.projects.select_for_update().order_by("pk").values_list("pk", flat=True))
    if touched := what_stops_undoing(batch):
        raise CannotBeUndone(touched)
    drafts = Project.objects.filter(pk__in=locked)
    drafts.exclude(parent=None).delete()
    drafts.delete()
    record("import.undone", by=by, subject=batch, now=now, drafts=len(locked))
    return len(locked)


@transaction.atomic
def forget_undecided_imports(*, now: datetime) -> int:
    """Remove the lines of files of which nobody made drafts within 7 days. Returns how many files went."""
    old = ImportBatch.objects.filter(state=ImportState.CHECKED, brought_at__lt=now - KEPT_UNDECIDED)
    return old.delete()[0]
