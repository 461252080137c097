"""What a screen reader finds in a printed check: headings, lists, pictures in words, the language."""

from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from ladder.paper import Form
from tests.ladder.paper.printed import form_of, printed, tags_of, the_wording

FORMS = {
    "18 point": form_of("R4T7WC3FH"),
    "24 point, cream": form_of("R4T7WC3FH", size=24, cream=True),
    "blank": Form(),
}


@pytest.fixture(scope="module", params=FORMS, ids=lambda name: name.replace(" ", "-"))
def made(request):
    return printed(FORMS[request.param])


def headings_of(made, kind):
    return [own["T"] for tag, own, _ in tags_of(made) if tag == kind]


def lists_of(made):
    """How many points each list has, after the heading it stands under."""
    found, heading = [], ""
    for tag, own, _ in tags_of(made):
        if tag in ("H1", "H2"):
            heading = own["T"]
        elif tag == "L":
            found.append([heading, 0])
        elif tag == "LI":
            found[-1][1] += 1
    return found


def test_it_says_that_it_is_for_everyone_in_which_language_and_what_it_is(made):
    with pikepdf.open(BytesIO(made)) as file, file.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Paper check: Direct payments support"
        assert file.Root.Lang == "en-GB"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_one_form_has_one_first_heading_and_one_for_each_question(made):
    wording = the_wording()
    assert headings_of(made, "H1") == ["Tell us what it is like"]
    assert headings_of(made, "H2") == [
        "Practice: Do I like tea?",
        *(f"{statement.number}. {statement.wording}" for statement in wording.statements),
        wording.step_question.wording,
        wording.better.wording,
        "How may we use your words?",
        wording.helped.wording,
        "What happens next",
    ]
    assert not headings_of(made, "H3")


def test_each_question_has_one_list_of_five_answers_and_the_ladder_one_of_nine(made):
    wording = the_wording()
    asked = ["Practice: Do I like tea?", *(f"{each.number}. {each.wording}" for each in wording.statements)]
    lists = lists_of(made)
    assert lists[:9] == [[heading, 5] for heading in asked]
    assert lists[9] == [wording.step_question.wording, 9]


def test_each_picture_is_said_in_words(made):
    figures = [own.get("Alt", "") for tag, own, _ in tags_of(made) if tag == "Figure"]
    assert len(figures) == 4 + 1 + 8 + 2
    assert all(figures)
    assert figures[5] == "Two people sit at one table"


def test_a_run_has_a_first_heading_for_each_person():
    made = printed(form_of("R4T7WC3FH"), form_of("K7M4HP9XD", size=24))
    kinds = Counter(tag for tag, _, _ in tags_of(made))
    assert (kinds["H1"], kinds["H2"]) == (2, 28)
