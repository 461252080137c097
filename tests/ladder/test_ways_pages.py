"""Another way than online, and "No, thank you", as somebody asks for them in their check."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from audit.models import Event
from experts.choices import PaperSize, Way
from experts.models import WayToAnswer
from ladder import check_cookie
from ladder.actions.keys import make_key
from ladder.models import Invitation, WayTask
from notices.models import HowToReach, Notice
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD, open_check, remind_everyone, saved_by

pytestmark = pytest.mark.django_db
START, CARRY_ON = reverse("ladder:start"), reverse("ladder:carry_on")
QUESTION = reverse("ladder:question", args=[1])
ANOTHER, ASKED = reverse("ladder:another_way"), reverse("ladder:way_asked")
NO, SAID = reverse("ladder:no_thank_you"), reverse("ladder:said_no")
PHONE = {"way": "phone", "phone_number": "07700 900 321", "when_to_ring": "Tuesday mornings"}


@made_once
def now():
    return timezone.now()


@made_once
def check(now):
    team = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    return factories.make_open_round(factories.make_project(by=team, now=now), by=team, members=7, now=now)


@made_once
def invitation(check):
    return check.invitations.earliest("pk")


@made_once
def person(invitation, now):
    return open_check(invitation, now=now)


def text_of(response):
    return response.content.decode()


def wish_of(invitation):
    return WayToAnswer.objects.get(expert=invitation.expert_id)


def ringing(invitation):
    return HowToReach.objects.get(contact__expert=invitation.expert_id)


# Another way


def test_the_start_and_every_question_lead_there(person):
    start = text_of(person.get(START))
    for way in ("paper", "phone", "bsl"):
        assert f'href="{ANOTHER}?way={way}"' in start
        assert f'value="{way}" checked' in text_of(person.get(f"{ANOTHER}?way={way}"))
    assert f'href="{NO}"' in start
    assert f'href="{ANOTHER}"' in text_of(person.get(QUESTION))


def test_paper_is_asked_for_in_the_size_that_somebody_reads(person, invitation):
    assert person.post(ANOTHER, {"way": "paper", "size": "24", "cream": "on"}).url == ASKED
    wish = wish_of(invitation)
    assert (wish.way, wish.size, wish.cream) == (Way.PAPER, PaperSize.VERY_LARGE, True)
    assert invitation.way_task.way == Way.PAPER
    assert "posts it to you by the next working day" in text_of(person.get(ASKED))


def test_paper_comes_in_large_words_when_nobody_says(person, invitation):
    person.post(ANOTHER, {"way": "paper"})
    assert wish_of(invitation).size == PaperSize.LARGE


def test_a_call_needs_a_number_and_a_time_if_one_suits(person, invitation):
    assert person.post(ANOTHER, PHONE).url == ASKED
    assert wish_of(invitation).way == Way.PHONE
    told = ringing(invitation)
    assert (told.phone, told.when_to_ring) == ("07700 900 321", "Tuesday mornings")
    assert "rings you by the next working day" in text_of(person.get(ASKED))


@pytest.mark.parametrize("number", ["ring me", "", "x" * 10_000, "0\x00", "<script>"], ids=str)
def test_a_number_that_is_none_is_asked_again_and_nothing_is_lost(person, number):
    page = text_of(person.post(ANOTHER, {**PHONE, "phone_number": number}))
    assert 'href="#id_phone_number"' in page
    assert "Tuesday mornings" in page
    assert not WayTask.objects.exists()


def test_sign_language_needs_no_number(person, invitation):
    person.post(ANOTHER, {"way": "bsl", "phone_number": "none", "when_to_ring": "After 2pm"})
    assert (wish_of(invitation).way, ringing(invitation).when_to_ring) == (Way.BSL, "After 2pm")
    assert "agree a time with you and an interpreter" in text_of(person.get(ASKED))


@pytest.mark.parametrize("typed", [*ODD.values(), "online"], ids=str)
def test_a_way_that_is_none_is_asked_again(person, typed):
    assert text_of(person.post(ANOTHER, {"way": typed})).count("Choose how you would like to do it") == 2


@pytest.mark.parametrize("typed", ["36", *ODD.values()], ids=str)
def test_what_belongs_to_another_way_cannot_be_wrong(person, typed):
    assert person.post(ANOTHER, {**PHONE, "size": typed}).url == ASKED


def test_what_somebody_chose_before_stands_in_the_form_and_is_kept_for_later(person, invitation):
    person.post(ANOTHER, PHONE)
    page = text_of(person.get(ANOTHER))
    assert 'value="phone" checked' in page
    assert "07700 900 321" in page
    person.post(ANOTHER, {"way": "paper", "size": "24"})
    assert ringing(invitation).phone == "07700 900 321"


def test_a_supporter_does_not_read_the_persons_number(person, client, invitation, now):
    person.post(ANOTHER, PHONE)
    supporter = factories.make_supporter(invitation.expert, now=now)
    key = make_key(invitation=invitation, now=now, supporter=supporter)
    client.post(reverse("ladder:open_link", args=[key.link]))
    page = text_of(client.get(ANOTHER))
    assert 'value="phone" checked' in page
    assert "07700 900 321" not in page


def test_going_online_after_all_takes_the_task_away_and_keeps_the_rest(person, invitation):
    person.post(ANOTHER, PHONE)
    assert person.post(ASKED).url == START
    assert not WayTask.objects.exists()
    assert (wish_of(invitation).way, ringing(invitation).phone) == (Way.ONLINE, "07700 900 321")
    assert person.get(ASKED).url == ANOTHER


def test_another_way_keeps_what_was_answered_online(person, invitation):
    person.post(QUESTION, {"answer": "no"})
    person.post(ANOTHER, {"way": "paper"})
    assert saved_by(invitation).statements[0] == "no"
    assert person.post(ASKED).url == CARRY_ON


# No, thank you


def test_no_one_is_asked_why_and_who_can_see_it_is_said(person):
    page = text_of(person.get(NO))
    assert "You do not have to do this. We will not ask why." in page
    assert "Only the involvement team and the data protection team can see it." in page
    assert "<textarea" not in page


def test_saying_no_ends_reminders_and_closes_the_check_in_this_browser(person, check, invitation, now):
    response = person.post(NO)
    assert response.url == SAID
    assert response.cookies[check_cookie.OPEN].value == ""
    assert "We send you no more reminders for this check" in text_of(person.get(SAID))
    assert Invitation.objects.get(pk=invitation.pk).declined_on
    assert "Open your check again" in text_of(person.get(QUESTION))
    remind_everyone(check, now)
    reminded = Notice.objects.filter(kind="ladder.reminder").exclude(sent_at=None)
    assert reminded.count() == 6
    assert not reminded.filter(contact=invitation.expert.contact).exists()


def test_looking_says_nothing(person, invitation):
    person.get(NO)
    person.get(SAID)
    assert Invitation.objects.get(pk=invitation.pk).declined_on is None


@pytest.mark.parametrize("has_begun", [False, True])
def test_a_key_then_leads_to_a_way_back(person, client, invitation, now, has_begun):
    if has_begun:
        person.post(QUESTION, {"answer": "no"})
    person.post(NO)
    link = reverse("ladder:open_link", args=[make_key(invitation=invitation, now=now).link])
    assert client.post(link).url == NO
    page = text_of(client.get(NO))
    assert "You said: No, thank you" in page
    assert "I have changed my mind" in page
    assert client.post(NO, {"changed": "1"}).url == (CARRY_ON if has_begun else START)
    assert Invitation.objects.get(pk=invitation.pk).declined_on is None


def test_asking_for_paper_after_saying_no_is_a_change_of_mind(person, invitation, now):
    person.post(NO)
    open_check(invitation, now=now).post(ANOTHER, {"way": "paper"})
    assert Invitation.objects.get(pk=invitation.pk).declined_on is None
    assert invitation.way_task.way == Way.PAPER


def test_after_closing_no_mind_can_be_changed(person, check, invitation, now, time_machine):
    person.post(NO)
    again = open_check(invitation, now=now)
    time_machine.move_to(check.closes_at + timedelta(minutes=1))
    assert "Open your check again" in text_of(again.post(NO, {"changed": "1"}))
    assert Invitation.objects.get(pk=invitation.pk).declined_on


def test_the_audit_says_who_said_no(person, invitation):
    person.post(NO)
    assert Event.objects.get(what="invitation.declined").by == str(invitation.expert.contact_id)


@pytest.mark.parametrize("where", [ANOTHER, NO])
def test_a_page_costs_no_more_than_twelve_queries(person, where, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert person.get(where).status_code == 200
