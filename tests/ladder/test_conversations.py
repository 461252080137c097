"""A wide gap asks for a conversation: with an owner, a date, and what came of it, written down once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from council.choices import Figure
from council.models import DatedFigure
from ladder.actions.conversations import hand_over, say_it_was_held
from ladder.models import Conversation
from ladder.rungs import Rung
from projects.models import TeamMember
from tests.factories import MONDAY, make_closed_round, make_project
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState
from words.working_days import add_working_days, london_date

pytestmark = pytest.mark.django_db


@made_once
def project(lead):
    return make_project(by=lead, now=MONDAY)


@made_once
def conversation(project, involvement):
    make_closed_round(project, by=involvement, step=Rung.INFORMING)
    return Conversation.objects.select_related("round__project").get()


def test_a_check_that_needs_a_conversation_gets_the_lead_and_twenty_working_days(conversation, lead):
    closed_on = london_date(conversation.round.closed_at)
    assert (conversation.owner, conversation.due_on) == (lead, add_working_days(closed_on, 20))


def test_the_council_sets_how_many_days(project, involvement):
    started = MONDAY.date() - timedelta(days=200)
    DatedFigure.objects.create(key=Figure.CONVERSATION_DAYS, value=3, starts_on=started)
    check = make_closed_round(project, by=involvement, step=Rung.INFORMING)
    assert check.conversation.due_on == add_working_days(london_date(check.closed_at), 3)


def test_a_project_without_a_lead_has_a_conversation_without_an_owner(project, involvement):
    TeamMember.objects.all().update(ends_on=MONDAY.date())
    assert make_closed_round(project, by=involvement, step=Rung.INFORMING).conversation.owner is None


@pytest.mark.parametrize(("answers", "step"), [(12, Rung.CO_PRODUCTION), (12, Rung.CO_DESIGNING), (4, 1)])
def test_no_other_check_has_a_conversation(project, involvement, answers, step):
    make_closed_round(project, by=involvement, answers=answers, step=step)
    assert not Conversation.objects.exists()


def hold(conversation, by, **changed):
    said = {"held_on": MONDAY.date(), "outcome": "We meet each month."} | changed
    say_it_was_held(conversation=conversation, by=by, now=MONDAY, **said)


def test_what_came_of_it_is_written_down_once(conversation, lead, involvement):
    hold(conversation, lead)
    with pytest.raises(StaleState):
        hold(conversation, involvement, outcome="Something else")
    conversation.refresh_from_db()
    assert (conversation.outcome, conversation.recorded_by) == ("We meet each month.", lead)
    assert not Conversation.objects.to_hold().exists()


def test_it_is_held_after_the_check_closed_and_not_in_the_future(conversation, lead):
    before = london_date(conversation.round.closed_at) - timedelta(days=1)
    for day in (before, MONDAY.date() + timedelta(days=1)):
        with pytest.raises(Refused):
            hold(conversation, lead, held_on=day)


def test_nobody_else_writes_it_down_or_hands_it_over(conversation, other_staff):
    with pytest.raises(Refused):
        hold(conversation, other_staff)
    with pytest.raises(Refused):
        hand_over(conversation=conversation, to=other_staff, by=other_staff, now=MONDAY)


def test_it_is_handed_over_within_the_team_until_it_is_held(conversation, involvement, other_staff, lead):
    with pytest.raises(Refused):
        hand_over(conversation=conversation, to=other_staff, by=involvement, now=MONDAY)
    TeamMember.objects.create(project=conversation.round.project, user=other_staff, starts_on=MONDAY.date())
    hand_over(conversation=conversation, to=other_staff, by=lead, now=MONDAY)
    conversation.refresh_from_db()
    assert conversation.owner == other_staff
    hold(conversation, other_staff)
    with pytest.raises(StaleState):
        hand_over(conversation=conversation, to=lead, by=lead, now=MONDAY)


def test_the_database_wants_a_day_words_and_a_person(conversation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.update(held_on=MONDAY.date())


def test_each_sees_the_conversations_of_their_part(
    conversation, lead, involvement, co_chair_expert, other_staff, other_expert
):
    for person in (lead, involvement, co_chair_expert):
        assert list(Conversation.objects.visible_to(person)) == [conversation]
    for person in (other_staff, other_expert, AnonymousUser()):
        assert not Conversation.objects.visible_to(person).exists()
