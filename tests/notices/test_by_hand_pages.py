"""The pages on which letters are made and people are rung: what each shows, and to whom."""

import re
from datetime import date, timedelta

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from audit.choices import Purpose
from audit.models import Event
from ladder.models import Invitation, InvitationKey
from notices.choices import Outcome
from notices.models import Attempt
from notices.reaching import how_to_reach
from projects.actions.people import add_member
from projects.models import TeamMember
from tests import factories
from tests.accounts.second_steps import signed_in
from tests.fixtures_made_once import made_once
from tests.notices.by_hand_states import by_hand_in_every_state

pytestmark = pytest.mark.django_db
WHAT = "Invitation to a check: Direct payments support"
LETTERS, CALLS = "/staff/messages/letters/", "/staff/messages/calls/"


@made_once
def rosa(db):
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def world(rosa):
    now = timezone.now()
    lead = factories.make_user("Tom Rowe", Role.STAFF)
    project = factories.make_project(by=lead, now=now - timedelta(days=200))
    return by_hand_in_every_state(project, by=rosa, now=now)


@pytest.fixture
def team(rosa):
    return signed_in(Client(), rosa)


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def lines_of(made):
    with pdfium.PdfDocument(made) as file:
        pages = [file[number].get_textpage().get_text_bounded() for number in range(len(file))]
    return "\n".join(pages).replace("\u200b", "")


def of(attempt):
    return Attempt.objects.select_related("notice__contact").get(pk=attempt.pk)


def test_the_list_says_whose_each_letter_is_and_how_it_must_look_and_no_address(team, world):
    page = said(team.get(LETTERS))
    assert f"Nessa Bray {WHAT}. 24 point. Any envelope" in page
    assert f"Piran Oates {WHAT}. 12 point. Plain envelope. Their language: Cornish" in page
    assert f"Elowen Rule {WHAT} . Braille. Plain envelope." in page
    assert f"Mabyn Care {WHAT} . Tried on" in page
    assert f"Jago Menear {WHAT} . Posted on" in page
    assert "High Street" not in page


def test_ticked_letters_come_in_one_file_and_do_not_count_as_posted(team, rosa, world):
    ticked = [world.large.pk, world.plain.pk]
    response = team.post(LETTERS, {"letters": ticked, "make": "1"})
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    words = lines_of(response.content)
    assert "Nessa Bray\r\n12 High Street\r\nPenwarren\r\nPW1 1AA" in words
    assert "Elowen" not in words
    assert not of(world.large).outcome
    made = Event.objects.filter(what="notice.printed", by=str(rosa.contact_id))
    assert made.count() == 2
    read = Event.objects.filter(what="record.read", person=world.large.notice.contact_id)
    assert any("address" in event.fields and event.purpose == Purpose.LETTER for event in read)


def test_the_code_in_a_letter_opens_that_persons_check(team, world):
    made = team.post(LETTERS, {"letters": [world.plain.pk], "make": "1"})
    code = re.search(r"type this code: (\S+ \S+ \S+)", lines_of(made.content)).group(1)
    assert Client().post(reverse("ladder:enter_code"), {"code": code}).url == reverse("ladder:start")
    assert InvitationKey.objects.latest("pk").invitation.expert.contact == of(world.plain).notice.contact


def test_all_are_made_with_one_button(team, world):
    words = lines_of(team.post(LETTERS, {"all": "1"}).content)
    assert "Nessa Bray\r\n12 High Street" in words
    assert "Piran Oates\r\n12 High Street" in words


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({}, "Tick the letters first"), ({"letters": ["0"]}, "This list has changed.")],
)
def test_what_was_not_ticked_well_is_asked_again(team, world, sent, sentence):
    response = team.post(LETTERS, {**sent, "make": "1"})
    assert response.status_code == 200
    assert sentence in said(response)


def test_posted_letters_leave_the_list_and_may_come_back(team, world):
    team.post(LETTERS, {"letters": [world.large.pk], "posted": "1"})
    assert of(world.large).outcome == Outcome.SENT
    page = said(team.get(LETTERS))
    assert f"Nessa Bray {WHAT} . Posted on" in page
    answer = team.post(reverse("notices:letter_came_back", args=[world.large.pk]), follow=True)
    assert "We try another way today." in said(answer)
    assert of(world.large).outcome == Outcome.CAME_BACK
    again = team.post(reverse("notices:letter_came_back", args=[world.large.pk]), follow=True)
    assert "Someone said before what happened" in said(again)


def test_nobody_who_has_answered_gets_another_letter(team, world):
    invitation = world.check.invitations.get(expert__contact=of(world.plain).notice.contact)
    factories.answer(invitation)
    keys = InvitationKey.objects.count()
    page = team.post(LETTERS, {"letters": [world.plain.pk], "make": "1"}, follow=True)
    assert "Not needed any more: 1 letter." in said(page)
    assert InvitationKey.objects.count() == keys


def test_words_for_braille_show_once_with_the_address_and_are_posted_by_hand(team, world):
    page = said(team.post(reverse("notices:letter_words", args=[world.braille.pk])))
    assert "They need it in this format: Braille." in page
    assert "Use a plain envelope." in page
    assert "Elowen Rule 12 High Street Penwarren PW1 1AA" in page
    team.post(reverse("notices:letter_posted", args=[world.braille.pk]))
    assert of(world.braille).outcome == Outcome.SENT


@pytest.mark.parametrize(("button", "outcome"), [("posted", Outcome.SENT), ("again", Outcome.NOT_SENT)])
def test_what_could_not_be_made_is_seen_to(team, world, button, outcome):
    team.post(reverse(f"notices:letter_{button}", args=[world.stopped.pk]))
    assert of(world.stopped).outcome == outcome
    assert "Letters we could not make" not in said(team.get(LETTERS))


def test_the_list_of_calls_says_what_is_safe_and_no_number(team, world):
    page = said(team.get(CALLS))
    assert "Dee Rosewarne" in page
    assert "Do not leave a voicemail. Say the agreed word first." in page
    assert f"Kerra Lobb {WHAT} . Ring with Relay UK." in page
    assert "01632 960 445" not in page
    assert "Lighthouse" not in page


def test_a_script_has_the_number_the_agreed_word_and_the_way_to_the_questions(team, world):
    page = team.post(reverse("notices:call", args=[world.to_ring.pk]))
    words = said(page)
    assert "01632 960 445" in words
    assert "The word that we agreed is: Lighthouse." in words
    assert "My name is Rosa Vean." in words
    assert f"/staff/checks/{world.check.pk}/phone/" in page.content.decode()


def test_a_script_does_not_open_at_a_time_that_is_not_safe(team, world):
    page = team.post(reverse("notices:call", args=[world.not_now.pk]), follow=True)
    assert "This is not a safe time to ring them." in said(page)
    assert "01632 960 445" not in said(page)


@pytest.mark.parametrize(
    ("went", "outcome", "phone"),
    [
        ("told", Outcome.SENT, "01632 960 445"),
        ("no-answer", Outcome.NO_ANSWER, "01632 960 445"),
        ("wrong-number", Outcome.WRONG_NUMBER, ""),
        ("do-not-ring", Outcome.NOT_BY_PHONE, "01632 960 445"),
    ],
)
def test_how_a_call_went_is_kept(team, world, went, outcome, phone):
    team.post(reverse("notices:call_went", args=[world.to_ring.pk]), {"went": went})
    told = how_to_reach(of(world.to_ring).notice.contact)
    assert (of(world.to_ring).outcome, told.phone) == (outcome, phone)
    assert told.never == (["phone"] if went == "do-not-ring" else [])
    again = team.post(reverse("notices:call_went", args=[world.to_ring.pk]), {"went": went}, follow=True)
    assert "Someone said before how this call went." in said(again)


@pytest.mark.parametrize(
    ("went", "kept"), [("told", "After lunch"), ("no-answer", "After lunch"), ("wrong-number", "Mornings")]
)
def test_a_better_time_to_ring_is_kept_where_it_is_of_use(team, world, went, kept):
    address = reverse("notices:call_went", args=[world.to_ring.pk])
    team.post(address, {"went": went, "when_to_ring": "After lunch"})
    assert how_to_reach(of(world.to_ring).notice.contact).when_to_ring == kept


def test_a_better_time_that_was_typed_is_not_lost_by_a_mistake(team, world):
    address = reverse("notices:call_went", args=[world.to_ring.pk])
    assert 'value="After lunch"' in team.post(address, {"when_to_ring": "After lunch"}).text


def test_a_script_leads_to_where_each_thing_is_kept_and_asks_for_no_note(team, world):
    page = team.post(reverse("notices:call", args=[world.to_ring.pk]))
    notice = of(world.to_ring).notice
    places = [
        reverse("ladder:invited_person", args=[world.check.pk, notice.subject_id]),
        reverse("experts:contact_for", args=[notice.contact.expert.pk]),
    ]
    assert all(f'href="{place}"' in page.text for place in places)
    assert "They want it on paper, or in another way? See to it on their page in this check." in said(page)
    assert "Write no note of what they say." in said(page)
    assert "<textarea" not in page.text


def test_an_outcome_must_be_chosen(team, world):
    page = said(team.post(reverse("notices:call_went", args=[world.to_ring.pk]), {}))
    assert "Say how the call went" in page
    assert "01632 960 445" in page


def test_nobody_sees_to_letters_and_calls_about_a_project_of_their_own(team, rosa, world):
    TeamMember.objects.create(project=world.check.project, user=rosa, starts_on=timezone.now().date())
    assert "Nessa Bray" not in said(team.get(LETTERS))
    assert "Dee Rosewarne" not in said(team.get(CALLS))
    assert team.post(reverse("notices:call", args=[world.to_ring.pk])).status_code == 404
    assert "This list has changed" in said(team.post(LETTERS, {"letters": [world.large.pk], "make": "1"}))


def test_whoever_has_answered_meanwhile_is_not_on_a_list(team, world):
    for attempt in (world.large, world.to_ring):
        Invitation.objects.filter(pk=of(attempt).notice.subject_id).update(answered_on=date(2026, 11, 27))
    assert "Nessa Bray" not in said(team.get(LETTERS))
    assert "Dee Rosewarne" not in said(team.get(CALLS))


@pytest.mark.parametrize("more", [0, 6])
def test_the_lists_cost_the_same_for_few_or_many(team, rosa, world, more, django_assert_max_num_queries):
    notice = of(world.large).notice
    for number in range(more):
        member = add_member(
            project=world.check.project, name=f"More {number}", email="", by=rosa, now=timezone.now()
        )
        notice.pk, notice.contact = None, member.expert.contact
        notice.save()
        Attempt.objects.create(notice=notice, number=1, channel="letter", taken_at=timezone.now())
    for address in (LETTERS, CALLS):
        with django_assert_max_num_queries(12):
            team.get(address)
