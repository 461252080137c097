"""From a file to its lines: finding the headings, and saying what stands where nothing should. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from projects.spreadsheets import grids, workbooks
from projects.spreadsheets.columns import (
    BY_KEY,
    MOST_COLUMNS,
    MOST_LINES,
    NEEDED,
    PASSED_OVER,
    Column,
    column_of,
)
from projects.spreadsheets.grids import Cell, Grid, Merged
from projects.spreadsheets.lines import Line, Problem, Unreadable
from projects.spreadsheets.writing import without_guard
from words.plain_text import has_unprintable, tidy

HEADINGS_WITHIN = 10
"""Titles and dates may stand above the headings, but not more lines than these."""

NO_HEADINGS = (
    "We could not find the headings in this file. "
    "The columns “Name” and “Directorate” must be there. Use the template"
)
NO_LINES = "There are no projects under the headings. Write one on each line"
TOO_MANY_LINES = f"There are more than {MOST_LINES:,} projects in this file. Split it, and bring in each part"
TOO_MANY_COLUMNS = f"There are more than {MOST_COLUMNS} columns in this file. Use the template"
UNPRINTABLE = "There is a character in this cell that we cannot keep. Type the words again"
UNKNOWN_HEADING = "We do not know this heading. Use one from the template, or take the column out"
NO_HEADING = "There are words in column {letter}, which has no heading. Move them, or take them out"
MERGED = "These cells are merged down to line {last}. Split them, and write the words in each"
MERGED_ACROSS = "This cell is merged with the one beside it. Split them"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says: its lines, the keys of its columns, and what is wrong with the sheet itself."""

    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Headings:
    """Where the headings stand, and what each of them is: a column, or words that we do not know."""

    line: int
    columns: dict[int, Column]
    unknown: dict[int, str]
    doubled: tuple[tuple[int, Column], ...]


def read(data: bytes) -> Sheet:
    """What a spreadsheet says. The bytes decide what it is, not its name.

    Raises Unreadable, in plain sentences, for a file of another kind, a broken or a too large one.
    """
    if len(data) > grids.LARGEST_FILE:
        raise Unreadable(grids.TOO_LARGE)
    if not data.strip():
        raise Unreadable(grids.EMPTY)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(grids.LOCKED_OR_OLD)
    if data.startswith((b"%PDF", b"{\\rtf", b"<")):
        raise Unreadable(grids.NOT_A_SPREADSHEET)
    if workbooks.is_workbook(data):
        return _sheet(workbooks.of_workbook(data))
    return _best_of_csv(data)


def _best_of_csv(data: bytes) -> Sheet:
    """With the mark between cells that shows the most headings."""
    found: list[tuple[int, Grid]] = []
    trouble: Unreadable | None = None
    for grid in grids.of_csv(data):
        try:
            rows = list(islice(grid.rows, workbooks.LAST_LINE))
            if len(rows) == workbooks.LAST_LINE:
                raise Unreadable(workbooks.TOO_FAR_DOWN)
        except Unreadable as unreadable:
            trouble = trouble or unreadable
            continue
        headings = _headings(rows)
        found.append((len(headings.columns) if headings else 0, Grid(rows)))
    if not found or (trouble and max(found, key=lambda each: each[0])[0] == 0):
        raise trouble or Unreadable(NO_HEADINGS)
    return _sheet(max(found, key=lambda each: each[0])[1])


def _sheet(grid: Grid) -> Sheet:
    rows = list(grid.rows)
    headings = _headings(rows)
    if headings is None:
        raise Unreadable(NO_HEADINGS)
    if any(len(row) > MOST_COLUMNS and _says_something(row[MOST_COLUMNS:]) for row in rows):
        raise Unreadable(TOO_MANY_COLUMNS)
    problems = list(_of_headings(headings))
    problems += _of_merged(grid.merged, headings)
    lines: list[Line] = []
    for number, row in enumerate(rows[headings.line :], start=headings.line + 1):
        if not _says_something(row):
            continue
        if len(lines) == MOST_LINES:
            raise Unreadable(TOO_MANY_LINES)
        line, wrong = _line(number, row, headings)
        lines.append(line)
        problems += wrong
    if not lines:
        raise Unreadable(NO_LINES)
    columns = tuple(column.key for column in headings.columns.values() if column.key in BY_KEY)
    return Sheet(tuple(lines), columns, tuple(problems))


def _says_something(row: Iterable[Cell]) -> bool:
    return any(cell.wrong or cell.text.strip() for cell in row)


def _headings(rows: list[list[Cell]]) -> _Headings | None:
    """The first line near the top on which every needed column has its heading."""
    for line, row in enumerate(rows[:HEADINGS_WITHIN], start=1):
        columns: dict[int, Column] = {}
        unknown: dict[int, str] = {}
        doubled = []
        for place, cell in enumerate(row):
            words = tidy(cell.text, lines=False).strip()
            column = column_of(words)
            if column is None:
                if words or cell.wrong:
                    unknown[place] = words
            elif column in columns.values():
                doubled.append((place, column))
            else:
                columns[place] = column
        if {column.key for column in columns.values()} >= set(NEEDED):
            return _Headings(line, columns, unknown, tuple(doubled))
    return None


def _of_headings(headings: _Headings) -> Iterator[Problem]:
    for place, words in headings.unknown.items():
        yield Problem(headings.line, _named(words) or f"column {_letter(place)}", UNKNOWN_HEADING)
    for place, column in headings.doubled:
        sentence = f"This heading is there twice, also in column {_letter(place)}. Keep one of them"
        yield Problem(headings.line, column.heading, sentence)


def _of_merged(merged: Iterable[Merged], headings: _Headings) -> Iterator[Problem]:
    for each in merged:
        column = headings.columns.get(each.first_column - 1)
        if each.last_line <= headings.line or column is None:
            continue
        sentence = MERGED.format(last=each.last_line) if each.last_line > each.first_line else MERGED_ACROSS
        yield Problem(each.first_line, column.heading, sentence)


def _line(number: int, row: list[Cell], headings: _Headings) -> tuple[Line, list[Problem]]:
    cells: dict[str, str] = {}
    problems = []
    for place, cell in enumerate(row):
        column = headings.columns.get(place)
        if column is None:
            known_to_be_wrong = place in headings.unknown or place in dict(headings.doubled)
            if not known_to_be_wrong and (cell.text.strip() or cell.wrong):
                problems.append(Problem(number, "", NO_HEADING.format(letter=_letter(place))))
            continue
        if column in PASSED_OVER:
            continue
        if cell.wrong or has_unprintable(cell.text):
            problems.append(Problem(number, column.heading, cell.wrong or UNPRINTABLE))
            cells[column.key] = UNREAD
            continue
        if words := _plain(cell.text):
            cells[column.key] = words
    return Line(number, cells), problems


UNREAD = "\0"
"""Stands for a cell whose trouble is told already. No cell holds it: it cannot be printed."""


def _plain(text: str) -> str:
    """The words without spaces around them and around each of their lines' ends."""
    lines = [line.rstrip() for line in tidy(without_guard(text.strip(" \n\xa0")), lines=True).split("\n")]
    return "\n".join(lines).strip()


def _named(words: str) -> str:
    return f"“{words[:40]}”" if words else ""


def _letter(place: int) -> str:
    """The letter of a column, counted from 0: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
