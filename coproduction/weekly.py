"""What waits for each member of staff, in one message on Mondays. Who has nothing to do hears nothing."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.rules import STAFF_HOME
from coproduction.work.everything import Waits, what_waits
from council.queries import the_council
from notices.addressed import Addressed
from notices.choices import Audience, Skip
from notices.kinds import ByItself, Kind, read_of
from notices.models import Notice
from notices.queries import stuck_people
from notices.summing_up import NINE, this_week
from notices.words import composed_of
from words.working_days import at_london, london_date

MOST_LINES = 12


def _due_at(until: datetime) -> datetime:
    today = london_date(until)
    return at_london(today - timedelta(days=today.weekday()), NINE)


def _people(until: datetime) -> dict[str, QuerySet[User]]:
    if _due_at(until) > until:
        return {}
    people = User.objects.holding(*STAFF_HOME, on=london_date(until))
    return {"people": people.select_related("contact").order_by("pk")}


def _of_people(found: Mapping[str, list[User]], until: datetime) -> Iterator[Addressed]:
    due_at = _due_at(until)
    for user in found.get("people", ()):
        yield Addressed(user.contact, "user", user.pk, period=this_week(due_at), due_at=due_at)


everyone_at_work = ByItself(_people, _of_people)
"""Everyone who has a staff home, for the newest Monday at 9am."""


def _waits(notice: Notice, now: datetime) -> Waits:
    # No names of people: only how many stuck messages there are.
    return what_waits(read_of(notice, "user")[0], unsure=stuck_people(now=now), now=now)


def _about(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    waits = _waits(notice, now)
    lines = [f"Late: {each.text}" for each in waits.late] + [each.text for each in waits.tasks]
    return {
        "name": notice.contact.name,
        "lines": lines[:MOST_LINES],
        "more": max(0, len(lines) - MOST_LINES),
        "number": len(lines),
        "page": settings.PORTAL_ADDRESS + reverse("coproduction:your_work"),
        "council": the_council(),
    }


def _why_not(notice: Notice, now: datetime) -> Skip | None:
    if not any(user.is_active for user in read_of(notice, "user")):
        return Skip.HELP_ENDED
    waits = _waits(notice, now)
    return None if waits.late or waits.tasks else Skip.NOTHING_WAITS


STAFF_WEEKLY = Kind(
    key="staff.weekly",
    what="What waits for you this week",
    why="Staff hear of it on Mondays, if something waits",
    audience=Audience.STAFF,
    alone=True,
    asks_much=True,
    useful_for=timedelta(days=2),
    candidates=everyone_at_work,
    compose=composed_of("staff_weekly", _about, can_stop=True),
    why_not=_why_not,
)
