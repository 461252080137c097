"""Files that no spreadsheet program takes for formulas, and that come back as they went out."""

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from projects.spreadsheets.columns import BY_KEY, COLUMNS
from projects.spreadsheets.reading import read
from projects.spreadsheets.writing import csv_lines, guarded, without_guard, workbook
from words.plain_text import tidy

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "'=1",
    "''@x",
    '=HYPERLINK("http://x","y")',
]
THREE = (BY_KEY["name"], BY_KEY["directorate"], BY_KEY["summary"])


def as_csv(rows, columns=THREE):
    return "".join(csv_lines([column.heading for column in columns], rows)).encode()


def as_workbook(rows, columns=THREE):
    return workbook(columns, rows)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_file_begins_like_a_formula(text):
    (_, row) = csv.reader(io.StringIO(as_csv([[text, "Housing", "x"]]).decode("utf-8-sig")))
    assert row[0][0] == "'"


@pytest.mark.parametrize("text", [*DANGEROUS, "#N/A", "#REF!"])
def test_every_cell_of_a_workbook_is_marked_as_text(text):
    packed = workbook(THREE, [[text, "Housing", "x"]], help_rows=[("=2", text)])
    book = load_workbook(io.BytesIO(packed))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} == {"s"}
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_days_are_days_and_money_is_a_number_in_a_workbook():
    columns = (BY_KEY["name"], BY_KEY["directorate"], BY_KEY["starts_on"], BY_KEY["yearly_pay_budget_pence"])
    book = load_workbook(io.BytesIO(as_workbook([["A", "B", date(2027, 3, 27), 1250.5]], columns)))
    row = book["Projects"][2]
    assert row[2].is_date
    assert (row[2].value.date(), row[3].value) == (date(2027, 3, 27), 1250.5)


def test_a_workbook_explains_its_columns_on_a_second_sheet():
    book = load_workbook(io.BytesIO(workbook(COLUMNS, (), help_rows=[(c.heading, c.hint) for c in COLUMNS])))
    assert book.sheetnames == ["Projects", "How to fill it in"]
    assert [cell.value for cell in book["Projects"][1]] == [column.heading for column in COLUMNS]
    assert book["How to fill it in"].max_row == len(COLUMNS) + 1


@given(st.text())
def test_the_mark_against_formulas_comes_off_again(text):
    assert without_guard(guarded(text)) == text


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(
    lambda text: " ".join(tidy(text, lines=False).replace("\ufffe", "").replace("\uffff", "").split())
)


@pytest.mark.parametrize("make", [as_csv, as_workbook], ids=["csv", "xlsx"])
@given(text=words.filter(bool))
def test_what_goes_out_comes_back(make, text):
    """But for Excel's own way of writing characters that cannot be printed, which is a character again."""
    text = text.replace("_x00", "")
    if not text.strip():
        return
    sheet = read(make([[text, "Housing", f"{text}\n{text}"]]))
    assert sheet.problems == ()
    assert sheet.lines[0].cells["name"] == text.strip()
