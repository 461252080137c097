"""What a paper check says: easy to read, true on paper, and kind where there is no freepost."""

from dataclasses import replace

import pytest

from ladder.paper import Form, print_page
from ladder.paper.printing import PICTURES
from ladder.paper.saying import SHOWS, words
from tests.ladder.paper.printed import ABOUT, form_of, the_wording
from words.readability import reading_age, sentences_of, words_of

NO_FREEPOST = replace(ABOUT, freepost="", text_number="")
BOTH = pytest.mark.parametrize("about", [ABOUT, NO_FREEPOST], ids=["freepost", "no-freepost"])


def ours(said):
    """Every sentence that is not the framework's own wording, nor who wrote it."""
    published = set(texts_in([words_of_wording(), ABOUT.project, ABOUT.council]))
    return [
        sentence
        for text in texts_in(said)
        if text not in published
        for sentence in sentences_of(text)
    ]  # fmt: skip


def words_of_wording():
    wording = the_wording()
    return [
        [[each.wording, f"{each.number}. {each.wording}"] for each in wording.statements],
        [wording.credit, wording.credit_url.removeprefix("https://")],
    ]


def texts_in(said):
    if isinstance(said, dict):
        for key, value in said.items():
            if key not in ("key", "picture", "language"):
                yield from texts_in(value)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from texts_in(value)
    elif isinstance(said, str):
        yield said


@BOTH
def test_a_child_of_9_can_read_it(about):
    sentences = ours(words(the_wording(), about))
    assert len(sentences) > 50
    assert reading_age(sentences) <= 9
    assert [each for each in sentences if len(words_of(each)) > 15] == []


def test_everything_that_can_be_answered_online_can_be_answered_on_paper():
    wording, said = the_wording(), words(the_wording(), ABOUT)
    assert [each["heading"] for each in said["statements"]] == [
        f"{each.number}. {each.wording}" for each in wording.statements
    ]
    assert [each["lines"] for each in said["statements"]] == [list(each.easy) for each in wording.statements]
    assert [each["key"] for each in said["answers"]] == [each.key for each in wording.answers]
    assert [each["word"] for each in said["ladder"]["steps"]] == [
        each.name for each in reversed(wording.steps)
    ]
    assert [each["key"] for each in said["ladder"]["outside"]] == ["not-sure", "skip"]
    assert [each["word"] for each in said["voice"]["choices"]] == [each.word for each in wording.voices]
    assert [each["word"] for each in said["helped"]["choices"]] == [each.word for each in wording.helpers]
    assert [each["word"] for each in said["helped"]["paid_choices"]] == ["Yes", "No", "Not sure"]


def test_it_does_not_say_that_only_one_person_reads_the_words_that_others_type_in():
    count = words(the_wording(), ABOUT)["voice"]["choices"][0]
    assert count["word"] == "Just count me"
    assert count["gloss"].startswith("We type them in")


def test_without_freepost_people_are_asked_to_call_and_no_post_is_promised():
    said = words(the_wording(), NO_FREEPOST)
    text = " ".join(texts_in(said))
    assert "ost" not in "".join(
        word for word in text.split() if word.lower().startswith(("post", "freepost"))
    )
    assert "stamp" not in text
    assert said["by"] == "Please give this to us by Friday 27 November 2026."
    assert said["post"]["where"] == said["next"]["end"].removeprefix("Call us on ").rstrip(".") == ABOUT.phone


def test_a_late_form_is_thanked_for():
    last = words(the_wording(), ABOUT)["next"]["lines"][-1]
    assert "not counted" in last
    assert "thank you" in last


def test_each_picture_that_is_said_in_words_is_there():
    assert {name for name in SHOWS if not (PICTURES / name).is_file()} == set()


@pytest.mark.parametrize("wrong", [{"size": 12}, {"code": "R4T7WC3FH"}, {"link": "https://example.org/c/x"}])
def test_a_form_is_of_one_of_the_two_sizes_and_has_a_code_with_a_link_or_neither(wrong):
    with pytest.raises(ValueError, match="A form has"):
        Form(**wrong)


def test_the_page_to_print_has_the_same_words_and_the_persons_code():
    values = print_page(form_of("R4T7WC3FH"), wording=the_wording(), about=ABOUT)
    said = words(the_wording(), ABOUT)
    assert {key: values[key] for key in said} == said
    assert values["form"]["code"] == "R4T 7WC 3FH"
