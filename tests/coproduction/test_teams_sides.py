"""The home of staff says what a team has still to send, and what of that is late."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from ladder.actions.team import send_team_answers
from ladder.choices import TeamAnswer
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
HOME = reverse("coproduction:your_work")
TEXT = "Answer for your team: Direct payments support"


def home_of(client, person, *, days=0):
    with time_machine.travel(MONDAY + timedelta(days=days), tick=False):
        client.force_login(person)
        return client.get(HOME)


def test_the_team_reads_by_when_its_side_is_wanted(client, check, lead):
    page = home_of(client, lead)
    assert TEXT in page.text
    assert "Due 7 December 2026" in page.text
    assert reverse("ladder:teams_side", args=[check.project.reference]) in page.text
    assert page.context["late"] == []


def test_past_its_day_it_is_late_and_can_still_be_sent(client, check, lead):
    (late,) = home_of(client, lead, days=15).context["late"]
    assert late.text == TEXT
    assert late.says == "It was due on 7 December 2026. You can send it until 14 December 2026, at 5pm."


def test_nobody_else_is_asked_and_nobody_once_it_is_sent(client, check, lead, other_staff, involvement):
    for person in (other_staff, involvement):
        assert TEXT not in home_of(client, person).text
    send_team_answers(round_=check, answers=[TeamAnswer.NO] * 8, by=lead, now=MONDAY)
    assert TEXT not in home_of(client, lead).text
