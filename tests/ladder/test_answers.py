"""What a draft holds, and what is left to do."""

import pytest

from ladder.answers import STEP_NOT_SURE, STEP_SKIPPED, Answers
from ladder.choices import Answer, Voice

ALL_EIGHT = tuple(answer.value for answer in (Answer.YES,) * 8)
DONE = Answers(statements=ALL_EIGHT, step=5, seen_better=True, practised=True, seen_helped=True)


def test_what_is_sealed_comes_out_the_same():
    answers = DONE.with_words("More time", voice=Voice.NAME, name="Wenna")
    assert Answers.from_dict(answers.as_dict()) == answers


def test_the_practice_comes_first():
    assert Answers().next_page() == "practice"


def test_the_next_page_is_the_first_statement_without_an_answer():
    answers = Answers(practised=True).with_statement(1, Answer.YES).with_statement(3, Answer.NO)
    assert answers.next_page() == "2"


def test_an_answer_that_someone_does_not_want_to_give_is_not_asked_again():
    assert Answers(practised=True).with_statement(1, Answer.SKIP).next_page() == "2"


@pytest.mark.parametrize(
    ("left_out", "asked"),
    [
        ({"step": None}, "ladder"),
        ({"seen_better": False}, "better"),
        ({"seen_helped": False}, "helped"),
        ({}, ""),
    ],
)
def test_after_the_eight_come_the_ladder_the_box_and_whether_someone_helped(left_out, asked):
    kept = {"statements": ALL_EIGHT, "step": 5, "seen_better": True, "practised": True, "seen_helped": True}
    assert Answers(**{**kept, **left_out}).next_page() == asked


@pytest.mark.parametrize(
    ("step", "counted"), [(1, 1), (7, 7), (STEP_SKIPPED, None), (STEP_NOT_SURE, None), (None, None)]
)
def test_only_a_step_that_was_chosen_is_counted(step, counted):
    answers = Answers(statements=ALL_EIGHT, step=step, practised=True)
    assert answers.to_send().placement == counted


@pytest.mark.parametrize("step", [STEP_SKIPPED, STEP_NOT_SURE])
def test_the_ladder_is_not_asked_again_when_someone_chose_no_step(step):
    answers = Answers(statements=ALL_EIGHT, step=step, practised=True, seen_better=True, seen_helped=True)
    assert answers.next_page() == ""


def test_a_statement_with_no_answer_is_sent_as_not_wanted():
    sent = Answers().with_statement(2, Answer.PARTLY).to_send()
    assert sent.answers == (Answer.SKIP, Answer.PARTLY, *(Answer.SKIP,) * 6)


def test_words_without_a_voice_are_asked_about_again():
    answers = DONE.with_words("More time", voice="", name="")
    assert answers.words_wait
    assert answers.next_page() == "better"


def test_words_under_a_name_wait_for_the_name():
    assert DONE.with_words("More time", voice=Voice.NAME, name="").words_wait
    assert not DONE.with_words("More time", voice=Voice.NAME, name="Wenna").words_wait


def test_someone_who_wrote_nothing_has_no_voice_and_no_name():
    answers = DONE.with_words("", voice=Voice.NAME, name="Wenna")
    assert (answers.voice, answers.name_to_show, answers.to_send().voice) == ("", "", None)


def test_a_name_is_kept_only_by_someone_who_shares_it():
    assert DONE.with_words("More time", voice=Voice.WORDS, name="Wenna").name_to_show == ""


def test_an_empty_box_leaves_words_that_its_writer_could_not_see():
    before = DONE.with_words("More time", voice="", name="")
    after = before.with_words("", voice=Voice.WORDS, name="", unseen=True)
    assert (after.words, after.voice) == ("More time", Voice.WORDS)


def test_an_empty_box_takes_away_words_that_its_writer_saw():
    before = DONE.with_words("More time", voice=Voice.WORDS, name="")
    assert before.with_words("", voice="", name="").words == ""


def test_stopping_at_an_empty_box_asks_it_again():
    before = Answers(statements=ALL_EIGHT, step=5, practised=True)
    assert before.with_words("", voice="", name="", stopping=True).next_page() == "better"
    assert before.with_words("", voice="", name="").next_page() == "helped"


def test_nothing_is_said_of_a_helper_who_was_none():
    answers = DONE.with_help("none", paid="yes", how_known="We talked")
    assert (answers.help, answers.helper_paid, answers.how_known) == ("none", "", "")


def test_only_whoever_answered_for_someone_says_how_they_know():
    assert DONE.with_help("wrote", paid="no", how_known="We talked").how_known == ""
    assert DONE.with_help("answered", paid="no", how_known="We talked").how_known == "We talked"


def test_help_that_did_not_stand_on_the_screen_stays_while_nothing_takes_its_place():
    before = DONE.with_help("answered", paid="no", how_known="We talked")
    assert before.with_help("", unseen=True) == before
    assert before.with_help("answered", unseen=True) == before
    assert before.with_help("answered", paid="yes", unseen=True).helper_paid == "yes"
    assert before.with_help("read", unseen=True).how_known == ""
    assert before.with_help("").help == "not-asked"


@pytest.mark.parametrize("said", ["", "none"])
def test_a_supporter_at_the_screen_must_say_how_they_helped(said):
    answers = DONE.with_help(said)
    assert answers.next_page() == ""
    assert answers.next_page(has_helper=True) == "helped"
    assert answers.with_help("read").next_page(has_helper=True) == ""
