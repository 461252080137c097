"""Did someone help? A person may leave it empty; a supporter, who has a key of their own, must say how."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from audit.models import Event
from ladder.actions.answering import change_draft, start_again
from ladder.actions.keys import make_key
from ladder.answers import STEP_BOX, Answers
from ladder.choices import Answer, Help, HelperPaid
from ladder.models import Seal
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD, answer_everything, answer_the_eight, open_check, saved_by

pytestmark = pytest.mark.django_db
LADDER, BETTER, HELPED = (reverse(f"ladder:{name}") for name in ("ladder", "better", "helped"))
ANSWERS, SEND, THANKS = (reverse(f"ladder:{name}") for name in ("answers", "send", "thank_you"))
SAVED, SHOW, CARRY_ON = (reverse(f"ladder:{name}") for name in ("saved", "show_answers", "carry_on"))
CHOOSE = "Choose how someone helped"
TALKED = "She nodded when I asked"
UP_TO_BETTER = Answers(statements=(Answer.YES,) * 8, step=5, practised=True)


@made_once
def now():
    return timezone.now()


@made_once
def invitation(now):
    team = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=team, now=now)
    return factories.make_open_round(project, by=team, members=7, now=now).invitations.earliest("pk")


@pytest.fixture
def person(invitation, now):
    client = open_check(invitation, now=now)
    client.post(reverse("ladder:practice"), {"answer": "yes"})
    change_draft(invitation=invitation, change=lambda _: UP_TO_BETTER, now=now)
    client.post(BETTER, {"words": "", "voice": ""})
    return client


@made_once
def supporter(invitation, now):
    return factories.make_supporter(invitation.expert, now=now)


@pytest.fixture
def helper(client, invitation, supporter, now):
    """A browser in which a supporter opened the check with a key of their own."""
    key = make_key(invitation=invitation, now=now, supporter=supporter)
    client.post(reverse("ladder:open_link", args=[key.link]))
    return client


def answer_up_to_helped(client):
    answer_the_eight(client)
    client.post(LADDER, {"step": "5"})
    client.post(BETTER, {"words": "", "voice": ""})


def text_of(response):
    return response.content.decode()


def said(invitation):
    saved = saved_by(invitation)
    return saved.help, saved.helper_paid, saved.how_known


def test_these_tests_begin_where_the_pages_before_lead(person, invitation, now):
    begun = saved_by(invitation)
    start_again(invitation=invitation, now=now)
    answer_up_to_helped(person)
    assert saved_by(invitation) == begun


def test_it_comes_after_the_last_box_and_may_stay_empty(person, invitation):
    assert saved_by(invitation).next_page() == "helped"
    page = text_of(person.get(HELPED))
    assert "Did someone help you answer?" in page
    assert " checked" not in page
    assert person.post(HELPED, {}).url == ANSWERS
    assert said(invitation) == (Help.NOT_ASKED, "", "")
    assert "You left this empty" in text_of(person.get(ANSWERS))
    assert person.post(SEND).url == THANKS


def test_each_way_of_helping_is_kept_with_what_belongs_to_it(person, invitation):
    everything = {"paid": "no", "how_known": TALKED}
    for help, kept in {
        "none": (Help.NONE, "", ""),
        "read": (Help.READ, HelperPaid.NO, ""),
        "wrote": (Help.WROTE, HelperPaid.NO, ""),
        "answered": (Help.ANSWERED, HelperPaid.NO, TALKED),
    }.items():
        assert person.post(HELPED, {"help": help, **everything}).url == ANSWERS
        assert said(invitation) == kept


def test_the_list_of_answers_says_who_helped_and_leads_back_to_it(person):
    person.post(HELPED, {"help": "answered", "paid": "no", "how_known": TALKED})
    page = text_of(person.get(ANSWERS))
    assert "Someone answered for me. They are not paid to work on this project" in page
    assert TALKED in page
    assert f'href="{HELPED}?change=1"' in page
    again = text_of(person.get(HELPED + "?change=1"))
    assert again.count(" checked") == 2
    assert f"{TALKED}</textarea>" in again


@pytest.mark.parametrize("typed", [odd for odd in ODD.values() if odd])
def test_help_that_is_none_is_asked_again(person, typed):
    response = person.post(HELPED, {"help": typed, "how_known": TALKED})
    assert text_of(response).count(CHOOSE) == 2
    assert TALKED in text_of(response)


@pytest.mark.parametrize("typed", [odd for odd in ODD.values() if len(odd) < 400], ids=str)
def test_the_box_takes_any_words(person, invitation, typed):
    assert person.post(HELPED, {"help": "answered", "how_known": typed}).status_code == 302
    assert "\x00" not in saved_by(invitation).how_known
    assert "<script>alert" not in text_of(person.get(ANSWERS))


def test_too_many_words_matter_only_to_someone_who_answered_for_them(person, invitation):
    too_many = {"paid": "perhaps", "how_known": "w" * 401}
    page = text_of(person.post(HELPED, {"help": "answered", **too_many}))
    assert "Use 400 characters or fewer" in page
    assert "w" * 401 in page
    assert person.post(HELPED, {"help": "none", **too_many}).url == ANSWERS
    assert said(invitation) == (Help.NONE, "", "")


def test_words_of_a_helper_who_is_not_named_as_one_are_not_lost(person):
    page = text_of(person.post(HELPED, {"how_known": TALKED}))
    assert "Choose who helped, or take your words out of the last box" in page
    assert f"{TALKED}</textarea>" in page


def test_stopping_here_asks_for_nothing_and_asks_again_later(person, invitation):
    assert person.post(HELPED, {"later": "1"}).url == SAVED
    assert saved_by(invitation).next_page() == "helped"


def test_on_a_screen_that_shows_nothing_saved_it_stays_hidden_and_is_kept(person, invitation, now):
    person.post(HELPED, {"help": "answered", "paid": "no", "how_known": TALKED})
    again = open_check(invitation, now=now)
    before = Event.objects.filter(what="draft.opened").count()
    page = text_of(again.get(HELPED))
    assert TALKED not in page
    assert " checked" not in page
    assert "Did you say this before? We kept it." in page
    assert Event.objects.filter(what="draft.opened").count() == before
    again.post(HELPED, {})
    assert said(invitation) == (Help.ANSWERED, HelperPaid.NO, TALKED)
    again.post(SHOW)
    assert TALKED in text_of(again.get(HELPED))


# A supporter with a key of their own


def test_every_page_tells_a_supporter_whom_they_help(helper, invitation):
    name = invitation.expert.contact.name
    pages = ["start", "practice", "ladder", "better", "helped"]
    for page in (*(reverse(f"ladder:{page}") for page in pages), reverse("ladder:question", args=[1])):
        assert f"You are helping <b data-fixed-words>{name}</b>" in text_of(helper.get(page))
    answer_up_to_helped(helper)
    helper.post(HELPED, {"help": "read"})
    for page in (CARRY_ON, ANSWERS, reverse("ladder:start_again")):
        assert f"You are helping <b data-fixed-words>{name}</b>" in text_of(helper.get(page))


def test_a_person_reads_nothing_of_helping(person):
    assert "You are helping" not in text_of(person.get(HELPED))


def test_a_supporter_must_say_how_they_helped(helper, invitation):
    answer_up_to_helped(helper)
    page = text_of(helper.get(HELPED))
    assert "How did you help?" in page
    assert 'value="none"' not in page
    for nothing in ({}, {"help": ""}, {"help": "none"}):
        assert text_of(helper.post(HELPED, nothing)).count(CHOOSE) == 2
    assert helper.post(SEND).url == HELPED
    assert not Seal.objects.exists()
    assert helper.post(HELPED, {"help": "wrote", "paid": "no"}).url == ANSWERS
    assert "I wrote what they said. I am not paid to work on this project" in text_of(helper.get(ANSWERS))
    assert helper.post(SEND).url == THANKS


def test_no_one_helped_me_does_not_stand_once_a_supporter_answers(person, helper, invitation):
    person.post(HELPED, {"help": "none"})
    assert helper.post(CARRY_ON).url == HELPED
    assert person.post(SEND).url == THANKS


def test_what_a_supporter_said_before_is_not_asked_again_where_it_does_not_show(person, helper, invitation):
    person.post(HELPED, {"help": "read"})
    assert helper.post(HELPED, {}).url == ANSWERS
    assert said(invitation) == (Help.READ, "", "")


def test_a_supporter_and_the_person_write_in_one_draft(person, helper, invitation):
    helper.post(LADDER, {"step": "2", "more": "They told us after"})
    assert saved_by(invitation).more[STEP_BOX - 1] == "They told us after"
    assert "They told us after" in text_of(person.get(ANSWERS))


def test_what_a_supporter_does_is_an_audit_line_of_their_own(helper, supporter):
    answer_everything(helper)
    assert {line.by for line in Event.objects.filter(what="draft.opened")} == {str(supporter.contact_id)}


@pytest.mark.parametrize("where", [HELPED, ANSWERS, BETTER])
def test_a_page_costs_no_more_than_twelve_queries(person, django_assert_max_num_queries, where):
    with django_assert_max_num_queries(12):
        assert person.get(where).status_code == 200
