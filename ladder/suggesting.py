"""When a project's next check is suggested, from its life. Pure: days go in, a day and a reason come out.

About some months in, or once people have met twice; then every few months; at the end; and some months after,
to hear what lasted. An event of one day is asked about on that day. Nothing here opens a check: people do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ladder.choices import CheckDue
from projects.choices import Stage
from words.months import months_after, months_before

NEAR_THE_END = 1
"""A check that closes in the last month, or would, is the one at the end."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """A council's own months: from the start to the first check, and from one to the next. The last two count
    from the end too, for the check that asks what lasted."""

    first: int
    soonest: int
    latest: int

    def late_after(self, day: date) -> date:
        """The last day on which a check that is suggested for a day is not late."""
        return months_after(day, max(0, self.latest - self.soonest))


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of a published project."""

    stage: str
    listed_on: date
    """The day it went on the list. It counts as the start where nobody has said one."""
    starts_on: date | None = None
    ends_on: date | None = None
    closed: Sequence[date] = ()
    """The days on which its checks closed."""
    is_open: bool = False
    rests_until: date | None = None
    """The first day on which a check may open again, where one has been."""
    met_twice_on: date | None = None
    """The day of the second activity, where activities are known."""

    @property
    def since(self) -> date:
        """The day from which its months count."""
        return self.starts_on or self.listed_on

    @property
    def is_one_day(self) -> bool:
        """Whether it is an event of one day."""
        return self.starts_on is not None and self.ends_on == self.starts_on


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The day from which the next check is suggested, why, and the last day on which it is not late."""

    on: date
    why: CheckDue
    late_after: date

    def is_late(self, today: date) -> bool:
        """Whether it should have opened by now."""
        return today > self.late_after


def next_check(life: Life, spacing: Spacing, *, today: date) -> Suggestion | None:
    """The check that is suggested next, or None: one is open, the project stopped, or all has been asked.

    Never on a day on which the project still rests.
    """
    if life.is_open or life.stage == Stage.STOPPED:
        return None
    found = _one_day(life, spacing, today) if life.is_one_day else _in_its_life(life, spacing, today)
    if found is None or life.rests_until is None or life.rests_until <= found.on:
        return found
    return Suggestion(life.rests_until, found.why, max(found.late_after, life.rests_until))


def _one_day(life: Life, spacing: Spacing, today: date) -> Suggestion | None:
    """On the day itself, and late from the next. People are not asked once they cannot remember."""
    asked = any(closed >= life.since for closed in life.closed)
    if asked or today > months_after(life.since, spacing.latest):
        return None
    return Suggestion(life.since, CheckDue.ONE_DAY, life.since)


def _in_its_life(life: Life, spacing: Spacing, today: date) -> Suggestion | None:
    is_over = life.stage == Stage.FINISHED or (life.ends_on is not None and today > life.ends_on)
    if is_over:
        # Without a day that it ended on, nobody can say how long ago that was.
        return _after_the_end(life, life.ends_on, spacing, today) if life.ends_on else None
    found = _again(life, spacing) if life.closed else _first(life, spacing)
    if life.ends_on is None or found.on < months_before(life.ends_on, NEAR_THE_END):
        return found
    if _asked_from(life, months_before(life.ends_on, NEAR_THE_END)):
        return _after_the_end(life, life.ends_on, spacing, today)
    return _at_the_end(life.ends_on)


def _first(life: Life, spacing: Spacing) -> Suggestion:
    on = months_after(life.since, spacing.first)
    why = CheckDue.FIRST
    if life.met_twice_on and life.met_twice_on < on:
        on, why = life.met_twice_on + timedelta(days=1), CheckDue.MET_TWICE
    return Suggestion(on, why, spacing.late_after(on))


def _again(life: Life, spacing: Spacing) -> Suggestion:
    on = months_after(max(life.closed), spacing.soonest)
    return Suggestion(on, CheckDue.AGAIN, spacing.late_after(on))


def _at_the_end(ends_on: date) -> Suggestion:
    return Suggestion(ends_on, CheckDue.END, months_after(ends_on, NEAR_THE_END))


def _after_the_end(life: Life, ends_on: date, spacing: Spacing, today: date) -> Suggestion | None:
    """At the end, else some months after. Once twice the longest time has passed, nobody is asked."""
    follow_up = months_after(ends_on, spacing.soonest)
    if _asked_from(life, follow_up) or today > months_after(ends_on, 2 * spacing.latest):
        return None
    if today < follow_up and not _asked_from(life, months_before(ends_on, NEAR_THE_END)):
        return _at_the_end(ends_on)
    return Suggestion(follow_up, CheckDue.AFTER, spacing.late_after(follow_up))


def _asked_from(life: Life, day: date) -> bool:
    return any(closed >= day for closed in life.closed)
