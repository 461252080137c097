"""Answering another way: asked once, remembered, and seen to by a person."""

import pytest

from experts.choices import PaperSize, Way
from experts.queries import way_of
from ladder.actions.closing import close_round
from ladder.actions.opening import open_round
from ladder.actions.ways import ask_for_another_way, way_is_arranged
from ladder.models import WayTask
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from words.errors import StaleState

pytestmark = pytest.mark.django_db


@made_once
def invitation(check):
    return check.invitations.first()


def ask(invitation, way, **details):
    ask_for_another_way(invitation=invitation, way=way, by=invitation.expert.contact, now=MONDAY, **details)


def test_asking_for_paper_makes_a_task_and_is_remembered(invitation):
    ask(invitation, Way.PAPER, size=PaperSize.VERY_LARGE, cream=True)
    chosen = invitation.expert.way_to_answer
    assert (chosen.way, chosen.size, chosen.cream) == (Way.PAPER, 24, True)
    assert WayTask.objects.get(invitation=invitation).way == Way.PAPER


def test_the_next_check_does_not_ask_again(check, invitation, involvement):
    ask(invitation, Way.PHONE, phone="01632 960 111", when_to_ring="Mornings")
    close_round(round_=check, by="system", now=check.closes_at)
    later = check.closes_at.replace(year=2027)
    following = open_round(
        project=check.project, answer_by=later.date().replace(day=28), by=involvement, now=later
    )
    assert list(WayTask.objects.filter(invitation__round=following).values_list("way", flat=True)) == [
        "phone"
    ]


def test_going_back_to_online_takes_the_task_away(invitation):
    ask(invitation, Way.BSL)
    ask(invitation, Way.ONLINE)
    assert not WayTask.objects.exists()
    invitation.expert.refresh_from_db()
    assert way_of(invitation.expert) == Way.ONLINE


def test_a_task_is_done_once_and_asking_again_begins_it_anew(invitation, involvement):
    ask(invitation, Way.BSL)
    task = WayTask.objects.get()
    way_is_arranged(task=task, by=involvement, now=MONDAY)
    with pytest.raises(StaleState):
        way_is_arranged(task=task, by=involvement, now=MONDAY)
    ask(invitation, Way.PAPER)
    task.refresh_from_db()
    assert (task.way, task.done_at) == (Way.PAPER, None)


def test_nobody_asks_for_a_way_once_the_check_is_closed(check, invitation):
    close_round(round_=check, by="system", now=check.closes_at)
    with pytest.raises(StaleState):
        ask(invitation, Way.PAPER)
