"""Spreadsheets as people have them: a register of a council, with whatever is planted in it."""

import csv
import io
import re
import zipfile
from datetime import date

from openpyxl import Workbook

from projects.references import make_reference
from projects.spreadsheets.columns import BY_KEY, COLUMNS
from projects.spreadsheets.known import Bigger, Known, Lead

TODAY = date(2026, 11, 23)
HOUSING, CARE = 1, 2
IMPORTER = 7
BIGGER = make_reference()
"""The reference of "Homes for life", a bigger project."""


def known(**changed):
    """What a portal knows where Housing is one's own directorate and Adult social care is not."""
    return Known(
        **{
            "own": {"housing": HOUSING},
            "names_of_own": ("Housing",),
            "others": frozenset({"adultsocialcare"}),
            "areas": {"northtown": 11, "southsands": 12},
            "leads": {
                "robin.shah@example.org": Lead(8, frozenset({HOUSING}), False),
                "alex.morgan@example.org": Lead(9, frozenset({CARE}), False),
                "jo.pascoe@example.org": Lead(10, frozenset(), True),
            },
            "importer": IMPORTER,
            "names": frozenset({(HOUSING, "repairsbyappointment")}),
            "references": frozenset({"TAKEN3"}),
            "bigger": (
                Bigger(21, "Homes for life", BIGGER, HOUSING, False, False),
                Bigger(22, "A part already", "PART33", HOUSING, True, False),
                Bigger(23, "Care for life", "CARE33", CARE, False, False),
            ),
            **changed,
        }
    )


def project(name, **changed):
    """The cells of a project that says all it can, by the key of their column. None empties a cell."""
    cells = {
        "name": name,
        "could_be": "Yes, some parts of it",
        "summary": "Where and when people can meet.",
        "directorate": "Housing",
        "stage": "Designing",
        "starts_on": "27 March 2027",
        "ends_on": "2028-03-27",
        "lead": "robin.shah@example.org",
        "already_decided": "The money.\nThe year.",
        "can_still_change": "The rest.",
        "ways": "Workshop; Online",
        "areas": "Northtown; South Sands",
        "step": "Engaging",
        "plan_step": "Consulting",
        "justification": "We ask often, and change things.",
        "why_resources": "There is money for 3 meetings.",
        "again_resources": "1/6/2027",
        "pay_offered": "Yes, we offer pay",
        "yearly_pay_budget_pence": "5000",
        "access_promises": "A sign language interpreter, if you ask; A quiet room",
        "access_words": "Tell us what helps.",
    }
    return {key: value for key, value in (cells | changed).items() if value is not None}


def headings_of(keys):
    return [BY_KEY[key].heading for key in keys]


KEYS = [column.key for column in COLUMNS]


def csv_file(rows, *, delimiter=",", encoding="utf-8-sig", headings=None, above=()):
    """A CSV file of such projects."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([*above, headings or headings_of(KEYS)])
    writer.writerows([row.get(key, "") for key in KEYS] if isinstance(row, dict) else row for row in rows)
    return written.getvalue().encode(encoding)


def book(rows, *, headings=None, above=(), change=lambda sheet: None):
    """An Excel workbook of such projects, as Excel would save it."""
    book = Workbook()
    sheet = book.active
    for row in (*above, headings or headings_of(KEYS)):
        sheet.append(list(row))
    for row in rows:
        sheet.append([row.get(key) for key in KEYS] if isinstance(row, dict) else list(row))
    change(sheet)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def repacked(data, changes):
    """The same workbook with some of its parts written anew: what to do with each, by its name."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            content = old.read(name) if name in old.namelist() else b""
            new.writestr(name, changes[name](content) if name in changes else content)
    return changed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def as_excel_keeps_words(data):
    """The same workbook with its words in a list of their own, as Excel itself writes them."""
    words = []

    def share(found):
        words.append(found[2])
        return found[1] + f' t="s"><v>{len(words) - 1}</v></c>'.encode()

    def without_words(xml):
        return re.sub(rb'(<c [^>]*?) t="inlineStr"[^>]*><is>(.*?)</is></c>', share, xml, flags=re.DOTALL)

    office = "http://schemas.openxmlformats.org"
    relation = f"{office}/officeDocument/2006/relationships/sharedStrings"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    without = repacked(data, {SHEET: without_words})
    listed = b"".join(b"<si>" + each + b"</si>" for each in words)
    return repacked(
        without,
        {
            STRINGS: lambda _: (
                f'<sst xmlns="{office}/spreadsheetml/2006/main">'.encode() + listed + b"</sst>"
            ),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                b"</Relationships>",
                f'<Relationship Id="rId99" Type="{relation}" Target="sharedStrings.xml"/>'.encode()
                + b"</Relationships>",
            ),
            "[Content_Types].xml": lambda xml: xml.replace(
                b"</Types>", f'<Override PartName="/{STRINGS}" ContentType="{kind}"/></Types>'.encode()
            ),
        },
    )
