"""A portal lives through months or years: people act, time passes an hour at a time, beat stops and starts.

What should come of it says `tests.attacks.years_expected`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from zoneinfo import ZoneInfo

from django.core import mail

from accounts.choices import Role
from experts.models import Expert
from experts.supporting import add_supporter
from ladder.actions.answering import say_no_thank_you
from ladder.actions.closing import close_round
from ladder.actions.conversations import say_it_was_held
from ladder.actions.forms_that_came import log_form
from ladder.actions.more_time import give_more_time
from ladder.actions.opening import open_round
from ladder.actions.team import send_team_answers
from ladder.choices import Answer, MoreTime, TeamAnswer
from ladder.models import Conversation, Invitation, Round
from notices.actions import deliver, posted, promise, sum_up
from notices.choices import Channel, HowOften
from notices.models import Attempt, Contact, HowToReach
from projects.models import Project, TeamMember
from tests.factories import answer, make_members, make_project, make_user
from words.working_days import is_working_day

LONDON = ZoneInfo("Europe/London")
A_DAY = timedelta(days=1)
ALL_NO = [Answer.NO] * 8
MEMBERS = 10
EARLY, BETWEEN, LATE = (0, 1, 2), (3,), (8,)
"""Who answers: before anybody is reminded, after the first reminder, on the last day. Five in all."""
BY_LETTER, PAUSED, SAYS_NO, ON_PAPER, ONCE_A_WEEK, LEAVES = 4, 5, 6, 7, 8, 9
"""Whoever leaves is asked for a year more, and stands last. Who wants one message a week answers late."""
HELPED, COPIED = (3, PAUSED, SAYS_NO, ONCE_A_WEEK), (0, PAUSED, SAYS_NO)
"""Whose supporters help them to answer, and whose get copies alone."""
POST_GOES = 13
FIRST, SECOND = 5, 2
"""Working days before the day to answer by, as the portal is shipped."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on London's clocks."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def working_days(day: date, number: int) -> date:
    """The working day so many after a day, or before it for a number under 0."""
    step = 1 if number > 0 else -1
    while number:
        day += step * A_DAY
        number -= step * is_working_day(day)
    return day


@dataclass(frozen=True)
class Check:
    """A check to be opened: of which project, when, and how its people see it."""

    project: int
    opens_on: date
    answer_by: date
    is_seen_badly: bool = False
    team_sends: bool = False
    moves_on: date | None = None
    """The day on which people get a week more, if one."""

    @property
    def reminders(self) -> tuple[date, ...]:
        """Five and two working days before the last day, unless that is too soon after the opening."""
        days = [working_days(self.answer_by, -number) for number in (FIRST, SECOND)]
        return tuple(day for day in days if day >= working_days(self.opens_on, 2))

    @property
    def moves_at(self) -> datetime | None:
        """The moment at which its dates move, if they do."""
        return at(self.moves_on, 11) if self.moves_on else None

    @property
    def moved(self) -> "Check":
        """The check as it is in the end."""
        later = working_days(self.answer_by, 5)
        return replace(self, answer_by=later, moves_on=None) if self.moves_on else self


@dataclass
class Done:
    """What somebody did about one check, and when."""

    answered: dict[int, datetime] = field(default_factory=dict)
    declined: dict[int, datetime] = field(default_factory=dict)
    paused_until: dict[int, date] = field(default_factory=dict)
    team_sent: datetime | None = None
    left_team: dict[int, datetime] = field(default_factory=dict)


class Years:
    """The county, its calendar, and everything that was done in it."""

    def __init__(
        self,
        *,
        begins: date,
        ends: date,
        checks: Iterable[Check],
        hours: tuple[int, ...],
        outages: Iterable[tuple[datetime, datetime]] = (),
        promise_at: Iterable[int] = range(9, 20),
        only: Collection[str] = (),
    ):
        self.begins, self.ends, self.hours = begins, ends, hours
        self.outages, self.promise_at, self.only = tuple(outages), set(promise_at), only
        self.lead, self.colleague = make_user("Alex Morgan", Role.STAFF), make_user("Robin Shah", Role.STAFF)
        self.team = [make_user("Jo Pascoe", Role.INVOLVEMENT), make_user("Kit Nance", Role.INVOLVEMENT)]
        start = at(begins, 8)
        self.projects: dict[int, Project] = {}
        self.helpers: dict[int, Contact] = {}
        self.copied: dict[int, Contact] = {}
        for number in sorted({check.project for check in checks}):
            project = make_project(f"Project {number}", by=self.lead, now=start)
            people = make_members(project, MEMBERS, by=self.team[0], now=start)
            Contact.objects.filter(pk=people[BY_LETTER].contact_id).update(email="")
            HowToReach.objects.create(
                contact=people[ONCE_A_WEEK].contact, how_often=HowOften.WEEKLY, changed_at=start
            )
            self.projects[number] = project
            self.helpers |= self._supporters(people, HELPED, start, may_help_answer=True)
            self.copied |= self._supporters(people, COPIED, start, gets_copies=True)
        self.checks: dict[int, Check] = {}
        self.done: dict[int, Done] = {}
        self.people: dict[int, list[Invitation]] = {}
        self.ran: list[datetime] = []
        self.to_do: list[tuple[datetime, int, Callable[[datetime], object]]] = []
        self.in_turn = count()
        self.busy = {ends.date() for _, ends in self.outages}
        for check in checks:
            self.later(at(check.opens_on, 10), lambda now, check=check: self.open(check, now))

    def _supporters(
        self, people: list[Expert], places: tuple[int, ...], now: datetime, **may: bool
    ) -> dict[int, Contact]:
        """One for each of these people, by whom they help."""
        rights = {"may_help_answer": False, "may_see_results": False, "gets_copies": False} | may
        found = {}
        for person in (people[place] for place in places):
            email = f"{next(iter(may))}.{person.pk}@example.org"
            added = add_supporter(
                expert=person, name="Merryn", email=email, by=person.contact, now=now, **rights
            )
            found[person.pk] = added.contact
        return found

    def later(self, moment: datetime, act: Callable[[datetime], object]) -> None:
        """Plan that something is done."""
        heappush(self.to_do, (moment, next(self.in_turn), act))
        self.busy.add(moment.date())

    def live(self) -> None:
        """Let the days pass: hour by hour where something may happen, and with one look where nothing can."""
        day = self.begins
        while day <= self.ends:
            for hour in self.hours if self.is_busy(day) else [9]:
                self.step(at(day, hour))
            day += A_DAY

    def is_busy(self, day: date) -> bool:
        """Whether somebody acts, a check has a day of its own, or the clocks change."""
        return day in self.busy or at(day, 0).utcoffset() != at(day, 12).utcoffset()

    def step(self, now: datetime) -> None:
        """What people did until now, and then what the portal does by itself, if it is alive."""
        while self.to_do and self.to_do[0][0] <= now:
            moment, _, act = heappop(self.to_do)
            act(moment)
        if any(begins <= now < ends for begins, ends in self.outages):
            return
        if now.hour in self.promise_at:
            promise(now=now, only=self.only)
            sum_up(now=now)
            self.ran.append(now)
        deliver(now=now)
        if now.hour == POST_GOES:
            self.post_letters(now)
        for round_ in Round.objects.due_to_close(now=now):
            close_round(round_=round_, by="system", now=now)
            deliver(now=now)
            self.hold_conversation(round_, now)

    def open(self, check: Check, now: datetime) -> None:
        """Open a check, and plan what its people will do."""
        project = Project.objects.get(pk=self.projects[check.project].pk)
        helper, _ = TeamMember.objects.get_or_create(
            project=project, user=self.colleague, ends_on=None, defaults={"starts_on": check.opens_on}
        )
        round_ = open_round(project=project, answer_by=check.answer_by, by=self.team[0], now=now)
        people = list(round_.invitations.select_related("expert__contact").order_by("expert_id"))
        self.checks[round_.pk], self.people[round_.pk], self.done[round_.pk] = check, people, Done()
        for dates in (check, check.moved):
            closes_on = working_days(dates.answer_by, 5)
            self.busy |= {*dates.reminders, dates.answer_by, working_days(closes_on, -2), closes_on}
        if check.moves_at:
            self.later(check.moves_at, lambda now: self.get_more_time(round_, check.moved.answer_by, now))
        first, last = check.reminders[0], check.reminders[-1]
        for number, moment in (
            *((each, now + timedelta(hours=3 + each)) for each in EARLY),
            *((each, at(first, 21, 10)) for each in BETWEEN),
            *((each, at(check.answer_by, 16, 30)) for each in LATE),
        ):
            self.later(moment, lambda now, n=number: self.answers(round_, n, now))
        self.later(at(first, 22), lambda now: self.says_no(round_, now))
        self.later(at(check.opens_on, 18), lambda now: self.leaves(round_, now))
        self.later(at(first - A_DAY, 12), lambda now: self.pauses(round_, now, until=last))
        self.later(at(last - A_DAY, 15), lambda now: self.leaves_team(round_, helper, now))
        self.later(at(check.answer_by, 11), lambda now: self.form_comes(round_, now))
        if check.team_sends:
            self.later(at(last, 14), lambda now: self.team_sends(round_, now))

    def get_more_time(self, round_: Round, answer_by: date, now: datetime) -> None:
        """The involvement team moves the dates of a check."""
        give_more_time(
            round_=round_, answer_by=answer_by, because=MoreTime.POST_LATE, by=self.team[0], now=now
        )

    def answers(self, round_: Round, number: int, now: datetime) -> None:
        """Somebody answers."""
        said = {"statements": ALL_NO, "step": 2} if self.checks[round_.pk].is_seen_badly else {}
        answer(self.people[round_.pk][number], now=now, **said)
        self.done[round_.pk].answered[number] = now

    def says_no(self, round_: Round, now: datetime) -> None:
        """Somebody says "No, thank you"."""
        say_no_thank_you(invitation=self.people[round_.pk][SAYS_NO], now=now)
        self.done[round_.pk].declined[SAYS_NO] = now

    def leaves(self, round_: Round, now: datetime) -> None:
        """Somebody leaves the project, once. They are still asked."""
        members = round_.project.memberships
        if not members.exclude(ends_on=None).exists():
            expert = self.people[round_.pk][LEAVES].expert
            members.filter(expert=expert).update(ends_on=now.date(), ended_by=self.team[0].contact)

    def pauses(self, round_: Round, now: datetime, *, until: date) -> None:
        """Somebody asks for no messages until a day."""
        contact = self.people[round_.pk][PAUSED].expert.contact
        Contact.objects.filter(pk=contact.pk).update(paused_at=now, paused_until=until)
        self.done[round_.pk].paused_until[PAUSED] = until

    def leaves_team(self, round_: Round, helper: TeamMember, now: datetime) -> None:
        """A colleague leaves the project's team."""
        TeamMember.objects.filter(pk=helper.pk).update(ends_on=now.date())
        self.done[round_.pk].left_team[self.colleague.pk] = now

    def team_sends(self, round_: Round, now: datetime) -> None:
        """The team sends its side."""
        send_team_answers(round_=round_, answers=[TeamAnswer.YES] * 8, by=self.lead, now=now)
        self.done[round_.pk].team_sent = now

    def form_comes(self, round_: Round, now: datetime) -> None:
        """Somebody's form comes by post, and nobody types it in."""
        log_form(invitation=self.people[round_.pk][ON_PAPER], arrived_on=now.date(), by=self.team[0], now=now)

    def hold_conversation(self, round_: Round, now: datetime) -> None:
        """A conversation that a check asks for is held 12 days after it was due."""
        for conversation in Conversation.objects.filter(round=round_):
            day = conversation.due_on + 12 * A_DAY
            self.later(at(day, 15), lambda now, conversation=conversation: say_it_was_held(
                conversation=conversation, held_on=now.date(), outcome="We talked", by=self.lead, now=now,
            ))  # fmt: skip

    def post_letters(self, now: datetime) -> None:
        """Somebody of the involvement team posts what is to be posted."""
        for attempt in Attempt.objects.filter(channel=Channel.LETTER, outcome=""):
            posted(notice=attempt.notice, by=self.team[0], now=now)

    def first_run(self, moment: datetime) -> datetime | None:
        """The first run of the schedule from a moment on."""
        place = bisect_left(self.ran, moment)
        return self.ran[place] if place < len(self.ran) else None

    def mails(self) -> Counter[str]:
        """How many e-mails went to each address."""
        return Counter(each.to[0] for each in mail.outbox)

    def said_together(self) -> Counter[str]:
        """How many things each address was told of in e-mails that put several into one."""
        found: Counter[str] = Counter()
        for each in mail.outbox:
            if each.subject.endswith("in one message"):
                found[each.to[0]] += int(each.subject.split()[0])
        return found
