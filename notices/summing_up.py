"""What waits to be put into one message: for whoever wants one a week, and after a day with many."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from notices.choices import Skip
from notices.kinds import every_kind, kind_of, why_never
from notices.models import Notice
from words.working_days import at_london, london_date

WhyNot = Callable[[Notice, datetime], Skip | None]
NINE = time(9)
MOST_IN_A_DAY = 3
"""So many messages that nobody waits for come one by one on a day. Others come together next morning."""


def next_summary(now: datetime, *, weekly: bool) -> datetime:
    """9am in London: on the next Monday for whoever wants one message a week, else on the next day."""
    today = london_date(now)
    return at_london(today + timedelta(days=7 - today.weekday() if weekly else 1), NINE)


def this_week(now: datetime) -> str:
    """The week that London is in: "2026-W48"."""
    year, week, _ = london_date(now).isocalendar()
    return f"{year}-W{week:02}"


def summary_at(
    notice: Notice, *, weekly: bool, had_today: int, now: datetime, why: WhyNot = why_never
) -> datetime | None:
    """When a message that could go now goes with others instead, or None to send it.

    Nothing that somebody waits for is held, and nothing that would be of no use by then, as `why` says.
    """
    if not kind_of(notice).can_wait:
        return None
    if not weekly and had_today < MOST_IN_A_DAY:
        return None
    until = next_summary(now, weekly=weekly)
    return None if why(notice, until) else until


def had_today(now: datetime, *, person: str = "contact") -> Coalesce:
    """Beside each message: how many that could have waited its person has had today, or will have from a
    desk. `person` is the column that holds the person's id."""
    can_wait = [kind.key for kind in every_kind() if kind.can_wait]
    today = at_london(london_date(now), time.min)
    had = Notice.objects.filter(contact=OuterRef(person), kind__in=can_wait, taken_at__gte=today)
    of_one_person = had.order_by().values("contact").annotate(number=Count("pk"))
    return Coalesce(Subquery(of_one_person.values("number")), 0)
