"""Lines as CSV or as an Excel workbook that no spreadsheet program takes for formulas. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from projects.spreadsheets.columns import Column
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
    """An Excel workbook: the sheet "Projects", and where there are `help_rows` a second one that explains.

    What writes it is loaded with the first one: it takes a fifth of the time in which a server starts.
    """
    from projects.spreadsheets.packing import packed

    return packed(columns, rows, help_rows)
