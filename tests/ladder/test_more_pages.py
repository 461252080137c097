"""What people add after each answer: kept whatever they answer, shown when they ask, used as they say."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from audit.models import Event
from ladder.answers import BOXES, STEP_BOX
from ladder.models import Draft
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD, answer_everything, answer_the_eight, open_check, saved_by

pytestmark = pytest.mark.django_db
QUESTION = [reverse("ladder:question", args=[number]) for number in range(9)]
LADDER, BETTER, ANSWERS = (reverse(f"ladder:{name}") for name in ("ladder", "better", "answers"))
SAVED, SHOW = (reverse(f"ladder:{name}") for name in ("saved", "show_answers"))
OFFER = "Tell us more, if you want to"
OPEN = '<details class="govuk-details app-more" open>'
CHOOSE_A_VOICE = "Choose how we may use your words. You wrote some earlier in this check"


@made_once
def now():
    return timezone.now()


@made_once
def invitation(now):
    team = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=team, now=now)
    return factories.make_open_round(project, by=team, members=7, now=now).invitations.earliest("pk")


@made_once
def person(invitation, now):
    client = open_check(invitation, now=now)
    client.post(reverse("ladder:practice"), {"answer": "yes"})
    return client


@pytest.fixture
def come_back(invitation, now):
    """The same person in another browser, where nothing that was saved may show yet."""
    return lambda: open_check(invitation, now=now)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("answer", ["yes", "partly", "no", "not-sure", "skip"])
def test_more_may_be_added_to_every_answer(person, invitation, answer):
    person.post(QUESTION[3], {"answer": answer, "more": "I was asked twice"})
    saved = saved_by(invitation)
    assert (saved.statements[2], saved.more[2]) == (answer, "I was asked twice")
    assert saved.more.count("") == BOXES - 1


def test_the_box_is_offered_after_each_of_the_eight_and_after_the_step_and_is_closed(person):
    for page in (*QUESTION[1:], LADDER):
        text = text_of(person.get(page))
        assert OFFER in text
        assert OPEN not in text
    assert OFFER not in text_of(person.get(reverse("ladder:practice")))


def test_more_may_be_added_to_the_step(person, invitation):
    person.post(LADDER, {"step": "-1", "more": "They ask, and then it is quiet"})
    assert saved_by(invitation).more[STEP_BOX - 1] == "They ask, and then it is quiet"


@pytest.mark.parametrize(("where", "box"), [(QUESTION[2], 2), (LADDER, STEP_BOX)])
def test_words_without_an_answer_are_kept_by_someone_who_comes_back_later(person, invitation, where, box):
    assert person.post(where, {"more": "Half a thought", "later": "1"}).url == SAVED
    saved = saved_by(invitation)
    assert saved.more[box - 1] == "Half a thought"
    assert saved.next_page() == "1"


@pytest.mark.parametrize("where", [QUESTION[2], LADDER])
def test_words_without_an_answer_come_back_in_an_open_box_when_someone_goes_on(person, where):
    text = text_of(person.post(where, {"more": "Half a thought"}))
    assert "Half a thought</textarea>" in text
    assert OPEN in text


def test_stopping_before_anything_was_said_begins_no_draft(invitation, now):
    client = open_check(invitation, now=now)
    assert client.post(QUESTION[1], {"later": "1"}).url == SAVED
    assert not Draft.objects.exists()


@pytest.mark.parametrize("later", [{}, {"later": "1"}], ids=["going on", "stopping"])
def test_too_many_words_come_back_whole_with_the_answer(person, invitation, later):
    text = text_of(person.post(QUESTION[1], {"answer": "no", "more": "w" * 401, **later}))
    assert text.count("Use 400 characters or fewer") == 2
    assert "w" * 401 in text
    assert OPEN in text
    assert " checked" in text
    assert saved_by(invitation).statements[0] == ""


@pytest.mark.parametrize("typed", [odd for odd in ODD.values() if len(odd) < 400], ids=str)
def test_the_box_takes_any_words(person, invitation, typed):
    assert person.post(QUESTION[1], {"answer": "no", "more": typed}).status_code == 302
    assert "\x00" not in saved_by(invitation).more[0]
    page = text_of(person.get(ANSWERS))
    assert "<script>alert" not in page


def test_the_list_of_answers_says_what_was_added(person):
    answer_everything(person)
    person.post(QUESTION[2] + "?change=1", {"answer": "no", "more": "We saw the plan when it was done."})
    person.post(LADDER + "?change=1", {"step": "4", "more": "It was only once."})
    page = text_of(person.get(ANSWERS))
    assert page.count("You added: ") == 2
    assert "“We saw the plan when it was done.”" in page
    assert "“It was only once.”" in page


def test_on_a_screen_that_shows_answers_an_empty_box_takes_the_words_away(person, invitation):
    person.post(QUESTION[1], {"answer": "no", "more": "Too soon"})
    assert "Too soon</textarea>" in text_of(person.get(QUESTION[1]))
    person.post(QUESTION[1], {"answer": "no", "more": ""})
    assert saved_by(invitation).more[0] == ""


# Coming back


def test_after_carrying_on_no_page_shows_what_was_added_until_its_writer_asks(person, come_back):
    answer_everything(person, words="Sooner", voice="words")
    for page in QUESTION[1:]:
        person.post(page, {"answer": "no", "more": "Only I know this"})
    person.post(LADDER, {"step": "4", "more": "Only I know this"})
    again = come_back()
    for page in (*QUESTION[1:], LADDER, BETTER, ANSWERS, reverse("ladder:carry_on"), reverse("ladder:start")):
        text = text_of(again.get(page))
        assert "Only I know this" not in text
        assert OPEN not in text
    again.post(SHOW)
    assert text_of(again.get(ANSWERS)).count("Only I know this") == BOXES
    assert "Only I know this" in text_of(again.get(LADDER))


def test_before_that_a_page_opens_no_draft_and_says_that_words_are_kept(person, come_back):
    person.post(QUESTION[1], {"answer": "no", "more": "Too soon"})
    again = come_back()
    before = Event.objects.filter(what="draft.opened").count()
    assert "Did you write something here before? We kept it." in text_of(again.get(QUESTION[1]))
    assert Event.objects.filter(what="draft.opened").count() == before
    assert "Did you write something here before?" not in text_of(person.get(QUESTION[1]))


def test_before_that_an_empty_box_leaves_the_words_and_new_words_take_their_place(
    person, invitation, come_back
):
    person.post(QUESTION[1], {"answer": "no", "more": "Too soon"})
    again = come_back()
    again.post(QUESTION[1], {"answer": "yes", "more": ""})
    assert saved_by(invitation).more[0] == "Too soon"
    again.post(QUESTION[1], {"answer": "yes", "more": "Better now"})
    assert saved_by(invitation).more[0] == "Better now"


# How the words may be used


def test_words_after_an_answer_need_a_voice_though_the_last_box_is_empty(person, invitation):
    answer_the_eight(person)
    person.post(LADDER, {"step": "4", "more": "It was only once."})
    text = text_of(person.post(BETTER, {"words": "", "voice": ""}))
    assert text.count(CHOOSE_A_VOICE) == 2
    assert saved_by(invitation).next_page() == "better"
    person.post(BETTER, {"words": "", "voice": "count"})
    assert saved_by(invitation).voice == "count"
    assert not saved_by(invitation).words_wait


def test_they_need_a_name_too_if_they_are_shared_with_one(person):
    person.post(QUESTION[1], {"answer": "no", "more": "Too soon"})
    assert "Type the name to show" in text_of(person.post(BETTER, {"voice": "name", "name_to_show": ""}))


def test_so_they_do_on_a_screen_that_does_not_show_them(person, come_back):
    person.post(QUESTION[1], {"answer": "no", "more": "Too soon"})
    again = come_back()
    assert CHOOSE_A_VOICE in text_of(again.post(BETTER, {"words": "", "voice": ""}))
    assert "Type the name to show" in text_of(again.post(BETTER, {"voice": "name", "name_to_show": ""}))


def test_a_voice_that_was_said_before_is_not_asked_again(person, invitation, come_back):
    answer_everything(person, words="Sooner", voice="words")
    again = come_back()
    assert again.post(BETTER, {"words": "", "voice": ""}).status_code == 302
    assert saved_by(invitation).voice == "words"


def test_words_that_are_added_while_changing_an_answer_lead_to_their_voice(person):
    answer_everything(person)
    assert person.post(QUESTION[2] + "?change=1", {"answer": "no", "more": "Late"}).url == BETTER
    person.post(BETTER, {"words": "", "voice": "words"})
    assert "Share my words, not my name" in text_of(person.get(ANSWERS))
    assert person.post(QUESTION[2] + "?change=1", {"answer": "no", "more": "Later"}).url == ANSWERS
