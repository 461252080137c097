"""Whether lines can become drafts: thirty mistakes and more, each told on its own line and column."""

from datetime import date

import pytest

from ladder.rungs import Rung
from projects.choices import NEEDS_PAY, Part, Reason
from projects.models import Project
from projects.models.steps import StatedLevel, WhyNot
from projects.references import make_reference
from projects.spreadsheets.checking import check
from projects.spreadsheets.columns import COLUMNS, LONGEST, MOST_COLUMNS, PASSED_OVER, why_key
from projects.spreadsheets.families import Parent
from projects.spreadsheets.known import Bigger
from projects.spreadsheets.reading import read
from tests.projects.spreadsheets.files import BIGGER, HOUSING, IMPORTER, TODAY, book, csv_file, known, project
from tests.projects.spreadsheets.mistakes import FIRST, MISTAKES, mended, with_mistakes


def checked(*rows, make=csv_file, **changed):
    sheet = read(make(rows))
    assert sheet.problems == ()
    return check(sheet.lines, known(**changed), today=TODAY)


def problems(*rows, **changed):
    return [str(problem) for problem in checked(*rows, **changed).problems]


@pytest.mark.parametrize("make", [csv_file, book], ids=["csv", "xlsx"])
def test_a_register_with_thirty_mistakes_and_more_is_refused_line_by_line(make):
    assert len(MISTAKES) >= 30
    found = checked(*with_mistakes(), make=make).problems
    told = {problem.line: problem for problem in found}
    assert len(told) == len(found), "a line is told of twice"
    for number, mistake in enumerate(MISTAKES, start=FIRST):
        assert told[number].column == mistake.column, number
        assert mistake.says in told[number].sentence, number
    assert [problem.line for problem in found] == sorted(told)


@pytest.mark.parametrize("make", [csv_file, book], ids=["csv", "xlsx"])
def test_mended_it_has_no_mistake(make):
    whole = checked(*mended(), make=make)
    assert whole.problems == ()
    assert len(whole.drafts) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.says[:40])
def test_sentences_are_short(mistake):
    row = project(**{"name": "Project 7"} | mistake.cells)
    for problem in checked(project("Project 7"), row).problems:
        for sentence in problem.sentence.split(". "):
            if "ne of: " not in sentence:
                assert len(sentence.split()) <= 15, sentence


def test_a_line_becomes_what_it_says():
    (draft,) = checked(project("Homes", parent=BIGGER.lower())).drafts
    assert draft.fields["directorate_id"] == HOUSING
    assert (draft.fields["starts_on"], draft.fields["ends_on"]) == (date(2027, 3, 27), date(2028, 3, 27))
    assert draft.fields["could_be"] == "parts"
    assert draft.fields["ways"] == ["workshop", "online"]
    assert draft.fields["access_promises"] == ["interpreter", "quiet-room"]
    assert draft.fields["yearly_pay_budget_pence"] == 500_000
    assert draft.areas == (11, 12)
    assert draft.lead == 8
    assert (draft.rung, draft.parts) == (Rung.ENGAGING, {Part.PLAN: Rung.CONSULTING})
    assert draft.reasons == {Reason.RESOURCES: ("There is money for 3 meetings.", date(2027, 6, 1))}
    assert draft.parent == Parent(pk=21)


def test_a_line_with_no_more_than_it_needs_becomes_a_draft_that_is_led_by_whoever_brings_it():
    (draft,) = checked({"name": "Homes", "directorate": "HOUSING "}).drafts
    assert (draft.lead, draft.rung, draft.reasons, draft.parent) == (IMPORTER, None, {}, Parent())
    assert draft.fields["stage"] == draft.fields["could_be"] == draft.fields["pay_offered"] == ""


def test_the_involvement_team_leads_anywhere_and_so_does_whoever_brings_the_line():
    assert problems(project("A", lead="JO.Pascoe@example.org")) == []
    assert problems(project("A", lead="alex.morgan@example.org"), importer=9) == []


def test_a_bigger_project_may_stand_in_the_same_file_after_its_parts():
    rows = [project("Part", parent="Whole"), project("Whole")]
    assert [draft.parent for draft in checked(*rows).drafts] == [Parent(line=3), Parent()]


def test_families_of_a_file_are_one_level_deep_and_no_project_is_part_of_itself():
    rows = [project("A", parent="A"), project("B", parent="C"), project("C", parent="D"), project("D")]
    assert problems(*rows) == [
        "Line 2, Part of: A project cannot be part of itself. Write another one, or leave it empty",
        "Line 3, Part of: Line 4 is part of a bigger project itself. Write that one",
    ]


def test_a_name_that_two_projects_have_needs_a_reference():
    twins = (Bigger(1, "Twin", "TWINN3", HOUSING, False, False), Bigger(2, "twin", "TWINN4", 9, False, True))
    (told,) = problems(project("A", parent="Twin"), bigger=twins)
    assert "More than one project has this name" in told


def test_references_are_kept_where_they_are_free():
    new, taken = make_reference(), make_reference()
    (draft,) = checked(project("A", reference=f"{new[:3]}-{new[3:].lower()}")).drafts
    assert draft.reference == new
    rows = [project("A", reference=taken), project("B", reference=new), project("C", reference=new)]
    assert problems(*rows, references=frozenset({taken})) == [
        "Line 2, Reference: This reference is taken. Empty it for a new project, or take out the line",
        "Line 4, Reference: Line 3 has this reference too. Empty one of them",
    ]


def test_one_cell_with_trouble_is_told_once():
    sheet = read(csv_file([project("A", step="5\0", directorate="H\0", pay_offered="\0")]))
    told = [*sheet.problems, *check(sheet.lines, known(), today=TODAY).problems]
    assert [problem.column for problem in told] == ["Directorate", "Step", "Pay offered"]


def test_texts_are_no_longer_than_their_columns_hold():
    for key, longest in LONGEST.items():
        if key.startswith("why_"):
            field = WhyNot._meta.get_field("explanation")
        elif key == "justification":
            field = StatedLevel._meta.get_field(key)
        else:
            field = Project._meta.get_field(key)
        assert field.max_length == longest, key
    assert {why_key(reason) for reason in Reason} <= set(LONGEST)


def test_the_rule_about_pay_is_the_registers():
    no_reasons = {"why_resources": None, "again_resources": None}
    unpaid = {
        rung: problems(
            project(
                "Homes",
                step=rung.label,
                yearly_pay_budget_pence=None,
                **(no_reasons if rung == Rung.CO_PRODUCTION else {}),
            )
        )
        for rung in Rung
    }
    assert {rung for rung, told in unpaid.items() if told} == NEEDS_PAY
    assert all("needs pay" in told for rung in NEEDS_PAY for told in unpaid[rung])


def test_a_file_with_every_column_is_not_too_wide_to_read():
    assert len(COLUMNS) + len(PASSED_OVER) <= MOST_COLUMNS
