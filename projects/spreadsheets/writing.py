"""Lines as CSV or as an Excel workbook that no spreadsheet program takes for formulas. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from projects.spreadsheets.columns import Column
from projects.spreadsheets.workbooks import SHEET
from words.plain_text import tidy

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"
"""Excel reads a CSV file as Windows-1252 without it."""

Value = str | int | float | date | None

# A program takes these at the start of a cell for a formula, the wide ones too. One that is guarded already
# gets one more quote mark, so that taking one off gives back what was there.
_LOOKS_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NOT_XML = re.compile("[\ufffe\uffff]")
_WIDE = {"summary", "already_decided", "can_still_change", "name", "could_be"}


def guarded(text: str) -> str:
    """The text with a quote mark before what a program would take for a formula."""
    return f"'{text}" if _LOOKS_LIKE_A_FORMULA.match(text) else text


def without_guard(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def csv_lines(headings: Iterable[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """A CSV file, a piece for each row, as UTF-8 text. Every cell is quoted, so that no mark splits one."""
    yield BYTE_ORDER_MARK
    yield _csv_line(list(headings))
    for row in rows:
        yield _csv_line(row)


def _csv_line(row: Sequence[Value]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([_csv_words(value) for value in row])
    return written.getvalue()


def _csv_words(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guarded(tidy(value, lines=True)) if isinstance(value, str) else str(value)


def workbook(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    help_rows: Iterable[Sequence[Value]] = (),
) -> bytes:
    """An Excel workbook: the sheet "Projects", and where there are `help_rows` a second one that explains."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    _lay_out(sheet, [40 if column.key in _WIDE else 22 for column in columns])
    _write(sheet, [column.heading for column in columns], rows)
    if help_rows := list(help_rows):
        explained = book.create_sheet("How to fill it in")
        _lay_out(explained, [34, 110])
        _write(explained, ["Column", "What to write"], help_rows)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _lay_out(sheet: Any, widths: Iterable[int]) -> None:
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _write(sheet: Any, headings: Iterable[str], rows: Iterable[Sequence[Value]]) -> None:
    bold = Font(bold=True)
    sheet.append([_cell(sheet, heading, font=bold) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Value, font: Font | None = None) -> Any:
    """Text is marked as text last of all: openpyxl would make a formula of what begins with "="."""
    if value is None or value == "":
        return None
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = guarded(_NOT_XML.sub("", tidy(value, lines=True)))
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "D MMMM YYYY"
    if font:
        cell.font = font
    return cell
