"""A person answers on a screen, with no account: every page, every odd value, every way of going wrong."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from audit.models import Event
from ladder import check_cookie
from ladder.actions.answering import read_draft
from ladder.actions.closing import close_round
from ladder.answers import STEP_NOT_SURE, STEP_SKIPPED
from ladder.choices import Answer, Voice
from ladder.models import Draft, Invitation, Seal
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD, answer_everything, answer_the_eight, open_check, saved_by

pytestmark = pytest.mark.django_db
NOT_OPEN = "Open your check again"
CHOOSE = "Choose an answer. If you are not sure, choose ‘Not sure’"
QUESTION = [reverse("ladder:question", args=[number]) for number in range(9)]
CODE, START, CARRY_ON = (reverse(f"ladder:{name}") for name in ("enter_code", "start", "carry_on"))
PRACTICE, LADDER, BETTER, HELPED = (
    reverse(f"ladder:{name}") for name in ("practice", "ladder", "better", "helped")
)
ANSWERS, SEND, THANKS = (reverse(f"ladder:{name}") for name in ("answers", "send", "thank_you"))
SAVED, SHOW, AGAIN = (reverse(f"ladder:{name}") for name in ("saved", "show_answers", "start_again"))


@made_once
def now():
    return timezone.now()


@made_once
def team():
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def check(team, now):
    return factories.make_open_round(factories.make_project(by=team, now=now), by=team, members=7, now=now)


@made_once
def invitation(check):
    return check.invitations.order_by("pk").first()


@made_once
def person(invitation, now):
    return open_check(invitation, now=now)


def text_of(response):
    return response.content.decode()


# Answering


def test_the_start_page_says_what_is_asked_and_promises_no_money(person, check):
    page = text_of(person.get(START))
    assert "Direct payments support" in page
    assert "Nobody can look up your answers" in page
    assert "£" not in page


def test_the_pages_follow_one_another_to_thank_you(person, invitation):
    assert person.post(PRACTICE, {"answer": "no"}).url == QUESTION[1]
    for number in range(1, 8):
        assert person.post(QUESTION[number], {"answer": "yes"}).url == QUESTION[number + 1]
    assert person.post(QUESTION[8], {"answer": "skip"}).url == LADDER
    assert person.post(LADDER, {"step": "5"}).url == BETTER
    assert person.post(BETTER, {"words": "Sooner", "voice": "words"}).url == HELPED
    assert person.post(HELPED, {"help": "none"}).url == ANSWERS
    assert person.post(SEND).url == THANKS
    assert Invitation.objects.get(pk=invitation.pk).answered_on
    assert "Thank you. We have your answers" in text_of(person.get(THANKS))


def test_the_practice_answer_is_not_kept(person, invitation):
    person.post(PRACTICE, {"answer": "no"})
    assert set(saved_by(invitation).statements) == {""}


def test_a_question_says_which_of_eight_it_is_and_chooses_nothing_beforehand(person):
    page = text_of(person.get(QUESTION[3]))
    assert "Question 3 of 8" in page
    assert "Are my skills and experience valued?" in page
    assert 'autocomplete="off"' in page
    assert " checked" not in page


@pytest.mark.parametrize("number", [0, 9, 99])
def test_there_is_no_other_question(person, number):
    assert person.get(reverse("ladder:question", args=[number])).status_code == 404


@pytest.mark.parametrize("where", [PRACTICE, QUESTION[1]])
@pytest.mark.parametrize("typed", [*ODD.values(), "maybe", "YES", "['yes']"])
def test_an_answer_that_is_none_is_asked_again(person, invitation, where, typed):
    response = person.post(where, {"answer": typed})
    assert response.status_code == 200
    assert text_of(response).count(CHOOSE) == 2
    assert "<title>Error: " in text_of(response)
    assert not Draft.objects.filter(invitation=invitation).exists()


@pytest.mark.parametrize("typed", [*ODD.values(), "8", "-2", "5.0", "Engaging"])
def test_a_step_that_is_none_is_asked_again(person, typed):
    response = person.post(LADDER, {"step": typed})
    assert response.status_code == 200
    assert CHOOSE in text_of(response)


def test_two_answers_in_one_form_count_as_the_last(person, invitation):
    person.post(QUESTION[1], {"answer": ["yes", "no"]})
    assert saved_by(invitation).statements[0] == "no"


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [("7", 7), ("1", 1), (str(STEP_NOT_SURE), STEP_NOT_SURE), (str(STEP_SKIPPED), STEP_SKIPPED)],
)
def test_a_step_or_none_can_be_chosen(person, invitation, chosen, kept):
    person.post(LADDER, {"step": chosen})
    assert saved_by(invitation).step == kept


def test_the_ladder_is_shown_before_anyone_says_what_the_council_says(person, check):
    pages = "".join(
        text_of(person.get(page)) for page in (START, PRACTICE, *QUESTION[1:], LADDER, BETTER, HELPED)
    )
    assert check.stated_level.justification not in pages
    assert "The council says" not in pages


# The box


def test_the_box_may_stay_empty(person, invitation):
    answer_the_eight(person)
    person.post(LADDER, {"step": "5"})
    assert person.post(BETTER, {"words": "", "voice": ""}).url == HELPED
    assert saved_by(invitation).voice == ""


def test_words_need_a_voice_and_nothing_is_lost_meanwhile(person):
    response = person.post(BETTER, {"words": "Tell us sooner", "voice": ""})
    assert "Choose how we may use your words" in text_of(response)
    assert "Tell us sooner" in text_of(response)


def test_a_name_is_asked_of_someone_who_shares_it(person, invitation):
    response = person.post(BETTER, {"words": "Tell us sooner", "voice": "name", "name_to_show": " "})
    assert "Type the name to show" in text_of(response)
    person.post(BETTER, {"words": "Tell us sooner", "voice": "name", "name_to_show": "Wenna"})
    assert saved_by(invitation).name_to_show == "Wenna"


def test_a_name_that_is_too_long_matters_only_to_someone_who_shares_it(person):
    too_long = {"words": "Tell us sooner", "name_to_show": "x" * 10_000}
    assert "too long" in text_of(person.post(BETTER, {**too_long, "voice": "name"}))
    assert person.post(BETTER, {**too_long, "voice": "words"}).status_code == 302


def test_too_many_words_come_back_whole(person):
    response = person.post(BETTER, {"words": "w" * 10_000, "voice": "words"})
    assert "Use 400 characters or fewer" in text_of(response)
    assert "w" * 10_000 in text_of(response)


@pytest.mark.parametrize("typed", [odd for odd in ODD.values() if len(odd) < 400], ids=str)
def test_the_box_takes_any_words(person, invitation, typed):
    answer_the_eight(person)
    person.post(LADDER, {"step": "5"})
    assert person.post(BETTER, {"words": typed, "voice": "count"}).status_code == 302
    page = text_of(person.get(ANSWERS))
    assert "<script>alert" not in page
    assert "\x00" not in saved_by(invitation).words


@pytest.mark.parametrize("typed", [value for value in ODD.values() if value])
def test_an_odd_voice_is_asked_again(person, typed):
    response = person.post(BETTER, {"words": "Sooner", "voice": typed})
    assert "Choose how we may use your words" in text_of(response)


def test_the_longest_words_with_the_longest_name_still_fit_their_seal(person, invitation):
    person.post(BETTER, {"words": "\U0001f600" * 400, "voice": "name", "name_to_show": "\U0001f600" * 100})
    assert len(saved_by(invitation).words) == 400


# Coming back


def test_saving_for_later_keeps_the_answer_and_closes_the_check_on_this_screen(person, invitation):
    response = person.post(QUESTION[1], {"answer": "partly", "later": "1"})
    assert response.url == SAVED
    assert saved_by(invitation).statements[0] == Answer.PARTLY
    assert NOT_OPEN in text_of(person.get(QUESTION[2]))
    assert "Please answer by" in text_of(person.get(SAVED))


@pytest.mark.parametrize("where", [QUESTION[1], LADDER])
def test_saving_for_later_asks_for_no_answer(person, where):
    assert person.post(where, {"later": "1"}).url == SAVED


def test_saving_for_later_keeps_words_that_have_no_voice_yet(person, invitation, now):
    answer_the_eight(person)
    person.post(LADDER, {"step": "5"})
    person.post(BETTER, {"words": "Half a thought", "voice": "", "later": "1"})
    again = open_check(invitation, now=now)
    assert again.post(CARRY_ON).url == BETTER
    page = text_of(again.get(BETTER))
    assert "Half a thought" not in page
    assert "You wrote something here before" in page
    assert "Choose how we may use your words" in text_of(again.post(BETTER, {"words": "", "voice": ""}))
    assert again.post(BETTER, {"words": "", "voice": "words"}).url == HELPED
    assert (saved_by(invitation).words, saved_by(invitation).voice) == ("Half a thought", Voice.WORDS)


def test_an_empty_box_on_another_device_does_not_lose_words(person, invitation, now):
    answer_everything(person, words="Tell us sooner", voice="words")
    again = open_check(invitation, now=now)
    again.post(BETTER, {"words": "", "voice": ""})
    assert saved_by(invitation).words == "Tell us sooner"


def test_carrying_on_shows_the_next_question_without_an_answer_and_nothing_that_was_saved(
    person, invitation, now
):
    person.post(PRACTICE, {"answer": "no"})
    for number in (1, 2, 4):
        person.post(QUESTION[number], {"answer": "no"})
    again = open_check(invitation, now=now)
    assert again.post(CARRY_ON).url == QUESTION[3]
    for page in QUESTION[1:]:
        assert " checked" not in text_of(again.get(page))


def test_what_was_saved_shows_only_after_asking_for_it(person, invitation, now):
    answer_everything(person, words="Tell us sooner", voice="words")
    again = open_check(invitation, now=now)
    assert again.post(CARRY_ON).url == ANSWERS
    page = text_of(again.get(ANSWERS))
    assert "Tell us sooner" not in page
    assert "Show my answers" in page
    assert again.post(SHOW).url == ANSWERS
    assert "Tell us sooner" in text_of(again.get(ANSWERS))
    assert " checked" in text_of(again.get(QUESTION[1] + "?change=1"))


def test_answers_can_be_sent_without_showing_them(person, invitation, now):
    answer_everything(person)
    again = open_check(invitation, now=now)
    assert again.post(SEND).url == THANKS


def test_every_reading_of_a_draft_is_an_audit_line_of_the_persons_own(person, invitation):
    answer_everything(person)
    before = Event.objects.filter(what="draft.opened").count()
    person.get(ANSWERS)
    lines = Event.objects.filter(what="draft.opened")
    assert lines.count() == before + 1
    assert {line.by for line in lines} == {str(invitation.expert.contact_id)}


def test_a_page_that_shows_nothing_saved_opens_no_draft(person, invitation, now):
    answer_everything(person)
    again = open_check(invitation, now=now)
    before = Event.objects.filter(what="draft.opened").count()
    for page in (START, CARRY_ON, QUESTION[2], LADDER, HELPED):
        again.get(page)
    assert Event.objects.filter(what="draft.opened").count() == before


def test_changing_an_answer_goes_back_to_the_list(person, invitation):
    answer_everything(person)
    assert person.post(QUESTION[2] + "?change=1", {"answer": "not-sure"}).url == ANSWERS
    assert saved_by(invitation).statements[1] == Answer.NOT_SURE


def test_starting_again_asks_first_then_deletes(person, invitation):
    answer_everything(person)
    assert "Are you sure?" in text_of(person.get(AGAIN))
    assert Draft.objects.filter(invitation=invitation).exists()
    assert person.post(AGAIN).url == START
    assert not Draft.objects.filter(invitation=invitation).exists()
    assert person.get(ANSWERS).url == START


def test_two_devices_at_once_keep_both_answers(person, invitation, now):
    other = open_check(invitation, now=now)
    person.post(QUESTION[1], {"answer": "yes"})
    other.post(QUESTION[2], {"answer": "no"})
    assert saved_by(invitation).statements[:2] == ("yes", "no")


# Sending


def test_what_has_no_answer_is_asked_before_sending(person, invitation):
    person.post(PRACTICE, {"answer": "no"})
    person.post(QUESTION[1], {"answer": "yes"})
    assert person.post(SEND).url == QUESTION[2]
    assert not Seal.objects.exists()


def test_sending_closes_the_check_in_this_browser(person):
    answer_everything(person)
    response = person.post(SEND)
    assert response.cookies[check_cookie.OPEN].value == ""
    assert response.cookies[check_cookie.OPEN]["path"] == "/check/"


def test_after_sending_back_and_again_are_kind_and_change_nothing(person, invitation, now):
    other = open_check(invitation, now=now)
    answer_everything(person)
    person.post(SEND)
    for each in (person, other):
        for page in (*QUESTION[1:], LADDER, BETTER, HELPED, SEND, CARRY_ON, AGAIN, SHOW):
            response = each.post(page, {"answer": "no", "step": "1", "words": "x", "voice": "count"})
            assert response.status_code == 200
            assert NOT_OPEN in text_of(response)
    assert Seal.objects.count() == 1


def test_a_check_that_closes_while_someone_answers_says_so_kindly(person, check, time_machine):
    person.post(PRACTICE, {"answer": "yes"})
    time_machine.move_to(check.closes_at + timedelta(minutes=1))
    person.get(START)  # the cookie is still young enough: the closing is what counts
    assert NOT_OPEN in text_of(person.post(QUESTION[1], {"answer": "yes"}))


def test_a_draft_that_is_read_while_the_check_closes_is_gone_and_no_trouble(person, check, now):
    person.post(PRACTICE, {"answer": "yes"})
    as_it_was = check.invitations.select_related("round").order_by("pk").first()
    close_round(round_=check, by="system", now=check.closes_at)
    assert read_draft(invitation=as_it_was, now=now) is None


def test_thank_you_says_what_happens_next_and_for_a_while_of_which_project(person, time_machine):
    answer_everything(person)
    person.post(SEND)
    page = text_of(person.get(THANKS))
    assert "Direct payments support" in page
    assert "£" not in page
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    later = person.get(THANKS)
    assert later.status_code == 200
    assert "Direct payments support" not in text_of(later)


@pytest.mark.parametrize("where", [SEND, SHOW])
def test_looking_at_a_button_does_nothing(person, where):
    assert person.get(where).status_code == 405
