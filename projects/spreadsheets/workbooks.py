"""An Excel workbook, which may be made to do harm: refused before it costs anything, or read cell by cell."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from projects.spreadsheets.grids import LOCKED_OR_OLD, NOT_A_SPREADSHEET, Cell, Grid, Merged
from projects.spreadsheets.lines import Unreadable

LARGEST_UNPACKED = 20_000_000
MOST_MARKS = 1_500_000
"""Opening and closing marks of XML in the whole file: 2,000 full lines need a third of it."""
LAST_LINE = 5000
SHEET = "Projects"

BROKEN = "The file is broken. Open it in your spreadsheet program, and save it again as .xlsx"
HOLDS_MACROS = "This file holds macros. Save it as an Excel workbook (.xlsx) without them"
HOLDS_TOO_MUCH = "There is too much in this file. Copy your lines into the template"
TOO_FAR_DOWN = f"There is something below line {LAST_LINE:,}. Copy your lines into the template"
FORMULA = "This cell works something out (a formula). Write the words or the figure itself"
ERROR = "This cell shows an error. Write the words or the figure itself"

# It tells what it leaves out, and quotes cells as it does: none of that belongs in a log.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


def is_workbook(data: bytes) -> bool:
    """Whether the file is packed like an .xlsx file, whatever its name says."""
    return data.startswith(b"PK")


def of_workbook(data: bytes) -> Grid:
    """The sheet "Projects", or the first one.

    Raises Unreadable for what is no workbook, has macros, or is larger than a register of 2,000 projects.
    What reads it is loaded with the first one: it takes a fifth of the time in which a server starts.
    """
    from openpyxl import load_workbook

    _refuse_what_could_do_harm(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()
        rows = list(_rows_of(sheet))
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            merged = tuple(_merged(packed.read(sheet._worksheet_path.lstrip("/"))))
    except Unreadable:
        raise
    except Exception as broken:  # a stranger's bytes may stop a parser in any way it has
        raise Unreadable(BROKEN) from broken
    return Grid(rows, merged)


def _refuse_what_could_do_harm(data: bytes) -> None:
    """Sizes come from the zip's own list, which Python never unpacks more than."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable(LOCKED_OR_OLD)
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Unreadable(HOLDS_TOO_MUCH)
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise Unreadable(NOT_A_SPREADSHEET)
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Unreadable(HOLDS_MACROS)
            marks = 0
            for name in names:
                if name.lower().endswith((".xml", ".rels")):
                    words = packed.read(name).replace(b"\0", b"")
                    marks += words.count(b"<")
                    # No workbook declares entities of its own. What does wants to grow, or to read our files.
                    if b"<!DOCTYPE" in words or b"<!ENTITY" in words:
                        raise Unreadable(NOT_A_SPREADSHEET)
            if marks > MOST_MARKS:
                raise Unreadable(HOLDS_TOO_MUCH)
    except Unreadable:
        raise
    except Exception as broken:
        raise Unreadable(BROKEN) from broken


def _rows_of(sheet: Any) -> Iterator[list[Cell]]:
    number = 0
    for row in sheet.iter_rows(max_row=LAST_LINE):
        number += 1
        yield [_cell(each) for each in row]
    if number == LAST_LINE:  # it fills up to here only where there is something here or further down
        raise Unreadable(TOO_FAR_DOWN)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return _EMPTY
    if cell.data_type == "f":
        return Cell("", FORMULA)
    if cell.data_type == "e":
        return Cell("", ERROR)
    return Cell(_words_of(value))


_EMPTY = Cell("")


def _words_of(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    # Excel writes a carriage return and its like as _x000D_.
    return re.sub(r"_x00([01][0-9A-Fa-f])_", lambda found: chr(int(found[1], 16)), str(value))


def _merged(sheet: bytes) -> Iterator[Merged]:
    from openpyxl.utils import range_boundaries

    for found in re.finditer(
        rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"', sheet
    ):
        first_column, first_line, last_column, last_line = range_boundaries(found[1].decode())
        yield Merged(first_line, first_column, last_line, last_column)
