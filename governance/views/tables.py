"""Three tables over all projects, 50 a page, and each of them whole as a file."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.queries import Totals, totals
from governance.views.numbers import HEADINGS as NUMBERS_HEADINGS
from governance.views.numbers import number_rows
from governance.views.rows import (
    GAP_HEADINGS,
    TWO_SIDES_HEADINGS,
    gap_cells,
    gap_row,
    question_row,
    two_sides_cells,
    two_sides_row,
)
from governance.views.scope import Scope, scope_of
from govuk.files import as_file
from ladder.as_shown import CONVERSATION_GAP
from ladder.disclosure import MOST_PEOPLE_FROM
from ladder.members_view import MembersRow, members_rows, widest_first, with_two_sides
from ladder.queries import newest_wording
from ladder.records import records_of_all
from ladder.rungs import RUNGS
from projects.models import Project
from projects.spreadsheets.writing import CSV_TYPE, Value, csv_lines
from words.working_days import london_date

PAGE_SIZE = 50
AT_A_TIME = 500


@require_safe
def gaps(request, pk=None):
    """Each project's step as the council says it and as people do, the widest gap first."""
    scope, counts = _scope_and_totals(request, pk)
    page = _page(request, widest_first(scope.viewed), counts.projects)
    return render(
        request,
        "governance/gaps.html",
        _frame(scope, "gaps", page)
        | {
            "rows": gap_rows(page.object_list, today=london_date(timezone.now())),
            "axis": [rung.label for rung in RUNGS],
            "gap": CONVERSATION_GAP,
            "most_people_from": MOST_PEOPLE_FROM,
        },
    )


@require_safe
def questions(request, pk=None):
    """What people said to each of the eight, project by project, with totals over all of them."""
    scope, counts = _scope_and_totals(request, pk)
    page = _page(request, widest_first(scope.viewed), counts.projects)
    return render(
        request,
        "governance/questions.html",
        _frame(scope, "questions", page)
        | {
            "rows": [question_row(row) for row in members_rows(page.object_list)],
            "statements": newest_wording().statements,
            "lows": counts.statements,
        },
    )


@require_safe
def two_sides(request, pk=None):
    """One line for each project whose team answered: where it and its people differ most."""
    scope, counts = _scope_and_totals(request, pk)
    page = _page(request, with_two_sides(scope.viewed), counts.checked - counts.no_team)
    wording = newest_wording()
    return render(
        request,
        "governance/two_sides.html",
        _frame(scope, "two-sides", page)
        | {
            "rows": [two_sides_row(row, wording) for row in members_rows(page.object_list)],
            "no_team": counts.no_team,
        },
    )


def _scope_and_totals(request, pk) -> tuple[Scope, Totals]:
    scope = scope_of(request.user, pk)
    return scope, totals(scope.projects)


def _page(request, projects, count):
    paginator = Paginator(projects, PAGE_SIZE)
    paginator.count = count
    return paginator.get_page(request.GET.get("page"))


def _frame(scope, table, page):
    return {
        "scope": scope,
        "page": page,
        "overview_url": scope.url("dashboard"),
        "csv_url": scope.csv_url(table),
    }


def gap_rows(projects: Sequence[Project] | QuerySet[Project], *, today: date) -> list[dict]:
    """Rows of the table of gaps for these projects, in their order. Two queries."""
    rows = members_rows(projects)
    records = records_of_all(row.project for row in rows)
    return [gap_row(row, records[row.project.pk], today=today) for row in rows]


@require_safe
def download(request, table, pk=None):
    """One of the tables as a file, with every row, in the words of its page."""
    scope = scope_of(request.user, pk)
    if table not in FILES:
        raise Http404
    today = london_date(timezone.now())
    headings, rows = FILES[table](request.user, scope, today)
    response = StreamingHttpResponse(csv_lines(headings, rows), content_type=CSV_TYPE)
    return as_file(response, f"{table}-{today.isoformat()}.csv")


def _some_at_a_time(scope: Scope, projects: QuerySet[Project]) -> Iterator[QuerySet[Project]]:
    """The same projects in the same order, a few hundred at a time."""
    for start in range(0, scope.projects.count(), AT_A_TIME):
        yield projects[start : start + AT_A_TIME]


def _gaps_file(user, scope: Scope, today: date) -> tuple[Sequence[str], Iterator[Sequence[Value]]]:
    some = _some_at_a_time(scope, widest_first(scope.viewed))
    return GAP_HEADINGS, (gap_cells(row) for each in some for row in gap_rows(each, today=today))


def _questions_file(user, scope: Scope, today: date) -> tuple[Sequence[str], Iterator[Sequence[Value]]]:
    asked = [statement.wording for statement in newest_wording().statements]
    rows = _rows_of(scope, widest_first(scope.viewed))
    cells = ([row.project.name, *(word for word, _ in question_row(row)["cells"])] for row in rows)
    return ["Project", *asked], cells


def _two_sides_file(user, scope: Scope, today: date) -> tuple[Sequence[str], Iterator[Sequence[Value]]]:
    wording = newest_wording()
    rows = _rows_of(scope, with_two_sides(scope.viewed))
    return TWO_SIDES_HEADINGS, (two_sides_cells(two_sides_row(row, wording)) for row in rows)


def _rows_of(scope: Scope, projects: QuerySet[Project]) -> Iterator[MembersRow]:
    return (row for some in _some_at_a_time(scope, projects) for row in members_rows(some))


def _numbers_file(user, scope: Scope, today: date) -> tuple[Sequence[str], Iterator[Sequence[Value]]]:
    return NUMBERS_HEADINGS, iter(number_rows(user, scope, today=today))


FILES = {
    "gaps": _gaps_file,
    "questions": _questions_file,
    "two-sides": _two_sides_file,
    "numbers": _numbers_file,
}
