"""What should have come of years that were lived: which reminder reaches whom, at which moment, and how.

Nothing here asks the code under proof when a message is due or whether it waits for others. It is worked out
again, from what was done and from the moments at which the schedule ran.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

from ladder.models import Round
from notices.models import Attempt, Notice
from tests.attacks.years import A_DAY, HELPED, LONDON, ONCE_A_WEEK, Check, Done, Years, at

USE = timedelta(hours=3 * 24)
"""A reminder is of no use longer after it was due. It is a length of time: that the clocks change in it makes
it neither longer nor shorter."""
ONE_BY_ONE = 3
"""So many messages come one by one to a person on one day, and the next ones together next morning."""
NEVER_WITH_OTHERS = {"ladder.thanks", "staff.weekly", "notices.summary"}
"""What somebody waits for now, and what is made of many things already. The day's three are without them."""

OF_CHECKS = ("ladder.reminder", "ladder.team_reminder", "ladder.supporter_reminder")


class Key(NamedTuple):
    """One reminder to one person."""

    kind: str
    subject_id: str
    contact_id: object
    number: str


class Arrival(NamedTuple):
    """The moment at which something reached a person, and whether others came in the same message."""

    moment: datetime
    with_others: bool


@dataclass(frozen=True)
class Reminder:
    """All that decides about one reminder: its day, the days of those after it, and what ends the need."""

    due: datetime
    next_days: tuple[date, ...]
    answer_by: date
    ended: tuple[datetime, ...]
    paused_until: date | None = None
    once_a_week: bool = False
    before: "Reminder | None" = None
    """What it was before its check got more time, and when that was."""
    moved_at: datetime | None = None

    @property
    def useful_until(self) -> datetime:
        """How late it may still come."""
        return self.due.astimezone(UTC) + USE

    def is_of_use(self, moment: datetime, *, knowing: datetime | None = None) -> bool:
        """Whether there is something left to remind of, as far as is known at a moment."""
        known = knowing or moment
        over = any(moment.date() >= day for day in self.next_days) or moment.date() > self.answer_by
        return not over and not any(end <= known for end in self.ended)


class Expected:
    """What should have come of some years, beside what came."""

    def __init__(self, years: Years):
        self.years = years
        self.reminders = dict(_reminders(years))
        self.of_helpers = dict(_of_helpers(years))
        self.came = _what_came()
        self.by_day = _one_by_one()

    def should_come(self) -> dict[Key, Arrival]:
        """Every reminder that should reach somebody."""
        found = {key: self.arrival(key, reminder) for key, reminder in self.reminders.items()}
        found |= {key: self.after_the_person(*follows) for key, follows in self.of_helpers.items()}
        return {key: arrival for key, arrival in found.items() if arrival}

    def after_the_person(self, key: Key, check: Check, done: Done, place: int) -> Arrival | None:
        """How whoever helps is reminded: by the next run after the person was, if there is still something to
        help with."""
        run = self.follows(key)
        went = self.arrival(key, self.reminders[key])
        if went is None or run is None or run.astimezone(UTC) > went.moment.astimezone(UTC) + USE:
            return None
        dates = check.moved if check.moves_at and check.moves_at <= run else check
        now = _to_a_person(dates, done, place)[int(key.number) - 1]
        return Arrival(run, with_others=False) if now.is_of_use(run) else None

    def follows(self, key: Key) -> datetime | None:
        """The first run after a reminder went to the person, or None where it did not go."""
        went = self.arrival(key, self.reminders[key])
        return went and self.years.first_run(went.moment + timedelta(seconds=1))

    def arrival(self, key: Key, reminder: Reminder) -> Arrival | None:
        """How one reminder should reach its person, or None for not at all.

        What has come, or was given up, when the dates move stays so. What waits then waits for its new day.
        """
        if reminder.before and reminder.moved_at:
            earlier, run = self.arrival(key, reminder.before), self.first_run(reminder.before)
            decided = earlier.moment if earlier else run
            if decided and decided < reminder.moved_at:
                return earlier
        run = self.first_run(reminder)
        if run is None or run > reminder.useful_until or not reminder.is_of_use(run):
            return None
        waits_for_others = reminder.once_a_week or self.before(key, run) >= ONE_BY_ONE
        days = 7 - run.weekday() if reminder.once_a_week else 1  # on Monday, or tomorrow
        morning = at(run.date() + days * A_DAY, 9)
        in_time = morning <= reminder.useful_until and reminder.is_of_use(morning, knowing=run)
        if not (waits_for_others and in_time):
            return Arrival(run, with_others=False)
        # That the others come late makes nothing too late: it has waited for them.
        together = self.years.first_run(morning)
        return Arrival(together, with_others=True) if together and reminder.is_of_use(together) else None

    def first_run(self, reminder: Reminder) -> datetime | None:
        """The first run at which it could go to its person."""
        waits = reminder.paused_until
        return self.years.first_run(max(reminder.due, at(waits, 9)) if waits else reminder.due)

    def before(self, key: Key, run: datetime) -> int:
        """How many messages this person had one by one on a day, before a reminder could go.

        Which of those of one moment goes first is left to the portal: what went by itself tells its place.
        """
        day = self.by_day[key.contact_id, run.date()]
        by_itself = [place for place, (_, each) in enumerate(day) if each == key]
        return by_itself[0] if by_itself else sum(moment <= run for moment, _ in day)


def _reminders(years: Years):
    """Every reminder of every check, by whom it would go to."""
    rounds = Round.objects.in_bulk(years.checks)
    assert all(rounds[pk].answer_by == check.moved.answer_by for pk, check in years.checks.items())
    for pk, check in years.checks.items():
        done = years.done[pk]
        for place, invitation in enumerate(years.people[pk]):
            found = _as_dates_move(check, lambda dates, p=place, d=done: _to_a_person(dates, d, p))
            for number, reminder in enumerate(found, start=1):
                key = Key("ladder.reminder", str(invitation.pk), invitation.expert.contact_id, str(number))
                yield key, reminder
        for user in (years.lead, years.colleague):
            found = _as_dates_move(check, lambda dates, u=user, d=done: _to_the_team(dates, d, u.pk))
            for number, reminder in enumerate(found, start=1):
                yield Key("ladder.team_reminder", str(pk), user.contact_id, str(number)), reminder


def _of_helpers(years: Years):
    """For each reminder of somebody who is helped: what their helper should get, and what it follows."""
    for pk, check in years.checks.items():
        for place in HELPED:
            invitation = years.people[pk][place]
            helper = years.helpers[invitation.expert_id]
            for number in range(1, len(check.moved.reminders) + 1):
                own = Key("ladder.reminder", str(invitation.pk), invitation.expert.contact_id, str(number))
                key = Key("ladder.supporter_reminder", str(invitation.pk), helper.pk, str(number))
                yield key, (own, check, years.done[pk], place)


def _as_dates_move(check: Check, reminders_of: Callable[[Check], list[Reminder]]) -> list[Reminder]:
    """The reminders of a check as it is in the end, each with what it was before."""
    found = reminders_of(check.moved)
    if check.moves_at is None:
        return found
    pairs = zip_longest(found, reminders_of(check))
    return [replace(later, before=first, moved_at=check.moves_at) for later, first in pairs]


def _to_a_person(check: Check, done: Done, place: int) -> list[Reminder]:
    return [
        Reminder(
            due=at(day, 9),
            next_days=check.reminders[number:],
            answer_by=check.answer_by,
            ended=tuple(did[place] for did in (done.answered, done.declined) if place in did),
            paused_until=done.paused_until.get(place),
            once_a_week=place == ONCE_A_WEEK,
        )
        for number, day in enumerate(check.reminders, start=1)
    ]


def _to_the_team(check: Check, done: Done, user_id: int) -> list[Reminder]:
    """As often as people, and once more on the last day."""
    days = (*check.reminders, check.answer_by)
    return [
        Reminder(
            due=at(day, 9),
            next_days=days[number:],
            answer_by=check.answer_by,
            ended=tuple(moment for moment in (done.team_sent, done.left_team.get(user_id)) if moment),
        )
        for number, day in enumerate(days, start=1)
    ]


def _key_of(row: Notice) -> Key:
    return Key(row.kind, row.subject_id, row.contact_id, row.period)


def _what_came() -> dict[Key, Arrival]:
    """Every reminder of a check that left, by itself or in a message with others."""
    rows = Notice.objects.filter(kind__in=OF_CHECKS)
    found = {}
    for row in rows.select_related("summary"):
        if moment := (row.summary or row).taken_at:
            found[_key_of(row)] = Arrival(moment, with_others=row.summary is not None)
    return found


def _one_by_one() -> dict[tuple[object, date], list[tuple[datetime, Key]]]:
    """What each person had one by one on each day, in the order in which it left."""
    found: dict[tuple[object, date], list[tuple[datetime, Key]]] = defaultdict(list)
    for attempt in Attempt.objects.filter(number=1).select_related("notice").order_by("pk"):
        if attempt.notice.kind not in NEVER_WITH_OTHERS:
            day = attempt.taken_at.astimezone(LONDON).date()
            found[attempt.notice.contact_id, day].append((attempt.taken_at, _key_of(attempt.notice)))
    return found
