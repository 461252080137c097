"""The involvement team looks at what goes out: settles what is stuck, stops one message, sends one now."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from accounts.choices import Role
from notices.actions import deliver
from notices.choices import Outcome, Skip
from notices.models import Attempt, Notice
from tests import factories
from tests.journeys import steps
from tests.notices.messages_made import messages_in_every_state
from words.working_days import at_london, london_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_team_settles_stops_and_sends(devices):
    steps.given_the_council()
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    made = given_messages_in_every_state(rosa)
    team = steps.given_someone_signed_in(devices, rosa)

    when_they_say_what_happened(team)
    when_they_stop_one(team, made.one)
    when_they_send_one_of_many_now(team)


def given_messages_in_every_state(rosa):
    now = timezone.now()
    opened = at_london(london_date(now) - timedelta(days=1), time(11))  # the night is quiet, the day is not
    tom = factories.make_user("Tom Rowe", Role.STAFF)
    project = factories.make_project("Parks", by=tom, now=opened)
    check = factories.make_open_round(project, by=rosa, now=opened, members=7)
    deliver(now=opened)
    return messages_in_every_state(check, now=now)


def when_they_say_what_happened(team):
    team.goes_to("/staff/")
    team.follows("Look at 2 stuck messages")
    team.sees("Messages")
    team.page.get_by_role("button", name="It went").first.click()
    team.reads("You said that it went. We do not send it again.")
    team.page.get_by_role("button", name="Send it again").first.click()
    team.reads("We send this message again now.", "No message is stuck.")
    assert not Attempt.objects.filter(outcome=Outcome.UNKNOWN).exists()


def when_they_stop_one(team, one):
    of_one = f"Thank you for your answers, to {one.contact.name}"
    team.page.get_by_role("link").filter(has_text=of_one).click()
    team.sees("Thank you for your answers")
    team.reads("Hello Expert", "Leave it as it is")
    team.presses("Stop it")
    team.reads("We stopped this message. It does not go out.", "Somebody in the involvement team stopped it")
    one.refresh_from_db()
    assert one.skipped_because == Skip.STOPPED


def when_they_send_one_of_many_now(team):
    team.page.get_by_role("link").filter(has_text="Reminder to answer a check, to 7 people").click()
    team.sees("Reminder to answer a check: Parks")
    team.follows("Expert", exact=False)
    team.sees("Reminder to answer a check")
    team.presses("Send it now")
    team.reads("We look at this message now.")
    assert Notice.objects.filter(kind="ladder.reminder", look_at__lte=timezone.now()).count() == 1
