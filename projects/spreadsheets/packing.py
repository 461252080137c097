"""An Excel workbook, sheet by sheet. Whoever writes one asks `projects.spreadsheets.writing` for it. Pure."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from projects.spreadsheets.columns import Column
from projects.spreadsheets.workbooks import SHEET
from projects.spreadsheets.writing import Value, guarded
from words.plain_text import tidy

_NOT_XML = re.compile("[\ufffe\uffff]")
_WIDE = {"summary", "already_decided", "can_still_change", "name", "could_be"}


def packed(
    columns: Sequence[Column], rows: Iterable[Sequence[Value]], help_rows: Iterable[Sequence[Value]]
) -> bytes:
    """The file: the sheet "Projects", and where there are `help_rows` a second one that explains."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    _lay_out(sheet, [40 if column.key in _WIDE else 22 for column in columns])
    _write(sheet, [column.heading for column in columns], rows)
    if help_rows := list(help_rows):
        explained = book.create_sheet("How to fill it in")
        _lay_out(explained, [34, 110])
        _write(explained, ["Column", "What to write"], help_rows)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


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
