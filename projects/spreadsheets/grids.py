"""From the bytes of a file to its cells, row by row. What the words mean is `reading`'s business. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from projects.spreadsheets.lines import Unreadable

LARGEST_FILE = 2_000_000
DELIMITERS = (",", ";", "\t")

NOT_A_SPREADSHEET = (
    "This is not a spreadsheet that we can read. Save it as an Excel workbook (.xlsx) or as CSV"
)
LOCKED_OR_OLD = (
    "This file has a password, or is an older Excel file (.xls). "
    "Take the password off, and save it as an Excel workbook (.xlsx)"
)
TOO_LARGE = "The file is over 2 MB. Split it, or take out pictures and other sheets"
EMPTY = "The file is empty. Choose the file with your projects"
OPEN_QUOTE = (
    "Near line {line} a quote mark opens and does not close where it should. "
    "Mend the file in your spreadsheet program, and save it again"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, and what is wrong with it ("" for nothing)."""

    text: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made into one: from a line and column to another, counted from 1."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: each row's cells, in order, the first on line 1; and the cells that are merged."""

    rows: Iterable[list[Cell]]
    merged: tuple[Merged, ...] = ()


def of_csv(data: bytes) -> Iterator[Grid]:
    """The sheet in a CSV file, once for each mark that may stand between its cells.

    Raises Unreadable for bytes that are no text.
    """
    text = _decode(data)
    if not text.strip():
        raise Unreadable(EMPTY)
    for delimiter in DELIMITERS:
        if delimiter in text or delimiter == DELIMITERS[0]:
            yield Grid(_rows_of_csv(text, delimiter))


def _decode(data: bytes) -> str:
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(NOT_A_SPREADSHEET)


def _rows_of_csv(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """Rows as a spreadsheet program counts them: a line end inside quotes begins no new row."""
    number = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            yield [Cell(each) for each in row]
    except csv.Error as wrong:
        raise Unreadable(OPEN_QUOTE.format(line=number + 1)) from wrong
