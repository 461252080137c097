"""From a file to its lines, whatever the file is."""

import io
import random
import zipfile
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from projects.spreadsheets import grids, reading, workbooks
from projects.spreadsheets.grids import LARGEST_FILE
from projects.spreadsheets.lines import Unreadable
from projects.spreadsheets.reading import read
from tests.projects.spreadsheets.files import (
    KEYS,
    SHEET,
    STRINGS,
    as_excel_keeps_words,
    book,
    csv_file,
    headings_of,
    project,
    repacked,
)

AS_EXCEL_KEEPS_A_DAY = datetime(2027, 3, 27)  # noqa: DTZ001 - a cell has no time zone
ONE = [project("Loneliness in villages")]


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read(data)
    return str(refused.value)


def said(sheet):
    return [str(problem) for problem in sheet.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_whatever_stands_between_its_cells_and_however_it_is_written(delimiter, encoding):
    sheet = read(csv_file([project("Café “Mornings”", lead=None)], delimiter=delimiter, encoding=encoding))
    (line,) = sheet.lines
    assert line.number == 2
    assert line.cells == project("Café “Mornings”", lead=None)
    assert sheet.problems == ()


def test_a_workbook_says_the_same_as_a_csv_file():
    assert read(book(ONE)).lines == read(csv_file(ONE)).lines
    excels_own = as_excel_keeps_words(book(ONE))
    assert excels_own != book(ONE)
    assert read(excels_own).lines == read(csv_file(ONE)).lines


def test_days_numbers_and_ticks_of_excel_become_words():
    row = project("X", starts_on=AS_EXCEL_KEEPS_A_DAY, step=5, yearly_pay_budget_pence=1250.5, areas=True)
    cells = read(book([row])).lines[0].cells
    assert (cells["starts_on"], cells["step"]) == ("2027-03-27", "5")
    assert (cells["yearly_pay_budget_pence"], cells["areas"]) == ("1250.5", "Yes")


def test_headings_forgive_case_spaces_and_titles_above_and_empty_lines_are_no_projects():
    headings = [f" {heading.upper()}\u00a0*" for heading in headings_of(KEYS)]
    sheet = read(book([[], ONE[0], [" "], project("Two")], headings=headings, above=[["Our register"], []]))
    assert [(line.number, line.cells["name"]) for line in sheet.lines] == [
        (5, "Loneliness in villages"),
        (7, "Two"),
    ]
    assert sheet.problems == ()


def test_a_wrong_dimension_loses_no_line():
    rows = [project(f"Project {number}") for number in range(20)]
    data = repacked(book(rows), {SHEET: lambda xml: xml.replace(b'ref="A1:AJ21"', b'ref="A1:B2"')})
    assert b'ref="A1:B2"' in zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    assert read(data).lines == read(book(rows)).lines


def test_spaces_around_words_and_the_mark_against_formulas_are_taken_off():
    row = project("  Repairs \u00a0", summary="'=1+1", already_decided="''=1", can_still_change="'tis open")
    cells = read(csv_file([row])).lines[0].cells
    assert cells["name"] == "Repairs"
    assert (cells["summary"], cells["already_decided"]) == ("=1+1", "'=1")
    assert cells["can_still_change"] == "'tis open"


def test_a_heading_that_nobody_knows_is_named_and_so_are_words_under_none():
    headings = [*headings_of(KEYS), "Manager", "", "Name"]
    row = [*(ONE[0].get(key, "") for key in KEYS), "Bo", "stray", "again"]
    assert said(read(csv_file([row], headings=headings))) == [
        f"Line 1, “Manager”: {reading.UNKNOWN_HEADING}",
        "Line 1, Name: This heading is there twice, also in column AM. Keep one of them",
        "Line 2: There are words in column AL, which has no heading. Move them, or take them out",
    ]


def test_columns_that_the_portal_works_out_itself_are_passed_over():
    sheet = read(csv_file([["A", "Housing", "Match"]], headings=["Name", "Directorate", "Together"]))
    assert sheet.lines[0].cells == {"name": "A", "directorate": "Housing"}
    assert sheet.columns == ("name", "directorate")


def test_formulas_errors_and_characters_that_cannot_be_kept_are_named():
    def plant(sheet):
        sheet["B2"] = "=A1&A2"
        sheet["C2"].value, sheet["C2"].data_type = "#REF!", "e"

    assert said(read(book(ONE, change=plant))) == [
        f"Line 2, Name: {workbooks.FORMULA}",
        f"Line 2, Could this be co-production?: {workbooks.ERROR}",
    ]
    assert said(read(csv_file([project("Nul\0l")]))) == [f"Line 2, Name: {reading.UNPRINTABLE}"]
    row = project("Bell_x0007_", already_decided="One_x000D_\nTwo")
    assert said(read(book([row]))) == [f"Line 2, Name: {reading.UNPRINTABLE}"]
    assert read(book([row])).lines[0].cells["already_decided"] == "One\nTwo"


def test_merged_cells_are_named():
    def merge(sheet):
        sheet.merge_cells("E3:E4")
        sheet.merge_cells("B2:C2")

    three = [project(name) for name in "ABC"]
    assert set(said(read(book(three, change=merge)))) == {
        f"Line 2, Name: {reading.MERGED_ACROSS}",
        "Line 3, Directorate: These cells are merged down to line 4. Split them, and write the words in each",
    }


@pytest.mark.parametrize("make", [csv_file, book], ids=["csv", "xlsx"])
def test_the_limits_of_lines_and_columns(make):
    short = {"headings": ["Name", "Directorate"]}
    many = [[f"P{number}", "Housing"] for number in range(2001)]
    assert len(read(make(many[:2000], **short)).lines) == 2000
    assert refusal(make(many, **short)) == reading.TOO_MANY_LINES
    wide = [*headings_of(KEYS), *[""] * 4, "Far away"]
    assert refusal(make(ONE, headings=wide)) == reading.TOO_MANY_COLUMNS
    assert refusal(make([*many[:9], *[[]] * 5000, *many[:1]], **short)) == workbooks.TOO_FAR_DOWN
    assert refusal(make([], **short)) == reading.NO_LINES
    assert refusal(make([["A", "B"]], headings=["Name", "Where"])) == reading.NO_HEADINGS


def test_a_file_of_another_kind_is_told_in_plain_words():
    assert refusal(b"") == refusal(b" \n ") == grids.EMPTY
    assert refusal(b"x" * (LARGEST_FILE + 1)) == grids.TOO_LARGE
    assert refusal(b"\xd0\xcf\x11\xe0 old or locked") == grids.LOCKED_OR_OLD
    for other in (b"%PDF-1.7", b"{\\rtf1", b"<html><table>", b"\x81\x8d nothing"):
        assert refusal(other) == grids.NOT_A_SPREADSHEET
    assert refusal(b'Name,Directorate\n"open,Housing\n') == grids.OPEN_QUOTE.format(line=2)


def zipped(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return packed.getvalue()


def test_a_workbook_that_could_do_harm_is_refused_before_it_is_opened():
    good = book(ONE)
    assert refusal(zipped(**{"a.txt": "hello"})) == grids.NOT_A_SPREADSHEET
    bomb = zipped(**{"[Content_Types].xml": "<a/>", "xl/big.xml": b"0" * 20_000_001})
    assert len(bomb) < 100_000
    assert refusal(bomb) == workbooks.HOLDS_TOO_MUCH
    assert (
        refusal(zipped(**{"[Content_Types].xml": "<a/>", "xl/a.xml": "<c/>" * 1_500_001}))
        == workbooks.HOLDS_TOO_MUCH
    )
    assert refusal(repacked(good, {"xl/vbaProject.bin": lambda _: b"macro"})) == workbooks.HOLDS_MACROS
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert refusal(repacked(good, {SHEET: lambda xml: entity + xml})) == grids.NOT_A_SPREADSHEET
    wide = (entity.decode() + "<x/>").encode("utf-16")
    assert refusal(repacked(good, {STRINGS: lambda _: wide})) == grids.NOT_A_SPREADSHEET


def test_a_row_number_without_end_does_not_keep_us_busy():
    far = repacked(book(ONE), {SHEET: lambda xml: xml.replace(b'<row r="2"', b'<row r="999999999999"')})
    assert refusal(far) == workbooks.TOO_FAR_DOWN


def test_the_sheet_of_the_template_is_read_wherever_it_stands():
    made = Workbook()
    made.active.append(["Notes"])
    sheet = made.create_sheet("Projects")
    sheet.append(["Name", "Directorate"])
    sheet.append(["A", "Housing"])
    packed = io.BytesIO()
    made.save(packed)
    assert [line.cells["name"] for line in read(packed.getvalue()).lines] == ["A"]


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_that_is_broken_anywhere_is_read_or_refused_with_a_sentence(seed):
    chance = random.Random(seed)
    data = bytearray(book(ONE))
    if seed % 2:
        del data[chance.randrange(len(data)) :]
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    _read_or_refuse(bytes(data))


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_strange_words_in_its_parts_is_read_or_refused_with_a_sentence(seed):
    chance = random.Random(seed)

    def break_it(xml):
        broken = bytearray(xml)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.choice(b'<>"/=0A9-e\x00')
        return bytes(broken)

    part = chance.choice([SHEET, SHEET, STRINGS, "xl/styles.xml", "xl/workbook.xml"])
    _read_or_refuse(repacked(as_excel_keeps_words(book(ONE)), {part: break_it}))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    _read_or_refuse(data)


@given(st.text(max_size=80))
def test_any_words_under_the_headings_are_read_or_refused_with_a_sentence(text):
    _read_or_refuse(("Name,Directorate\n" + text).encode("utf-8", "replace"))


def _read_or_refuse(data):
    with suppress(Unreadable):
        read(data)
