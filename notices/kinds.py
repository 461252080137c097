"""The kinds of message. Packages add theirs in `AppConfig.ready()`, so nothing here looks upward."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ObjectDoesNotExist

from notices.addressed import Addressed
from notices.choices import Audience, Skip
from notices.models import Notice
from notices.words import Compose, Gone, Message

A_WEEK = timedelta(days=7)
"""How late most messages may still come and be of use."""


def always_due(notice: Notice, now: datetime) -> Skip | None:
    """For kinds that nothing makes pointless: there is never a reason not to send one."""
    return None


def none_by_itself(until: datetime) -> Iterable[Addressed]:
    """For kinds that follow from what somebody does, and never from the calendar."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message: how to write it, and the reason it is not due, if there is one.

    `what` is what pages call it, and `why` says in a few words why somebody gets it. `about_check` says that
    a lead may know of its day and nothing else. An `urgent` one is waited for now: it may come at night, and
    somebody who paused everything gets it too. `useful_for` says how long after `due_at` it may still come.
    One that goes `alone` is never put into a summary with others. `candidates` finds all that is due by
    itself up to a moment, and only reads.
    """

    key: str
    compose: Compose
    why_not: Callable[[Notice, datetime], Skip | None] = always_due
    what: str = ""
    why: str = ""
    audience: Audience = Audience.STAFF
    about_check: bool = False
    urgent: bool = False
    useful_for: timedelta = A_WEEK
    alone: bool = False
    candidates: Callable[[datetime], Iterable[Addressed]] = none_by_itself

    @property
    def can_wait(self) -> bool:
        """Whether it may go in one message with others, later: nobody waits for it now."""
        return not (self.urgent or self.alone)

    def read_again(self, notice: Notice, now: datetime) -> Message | None:
        """The words of a message, for reading only: with no key, and nothing is written. None where what it
        speaks of is there no more."""
        try:
            return self.compose(notice, now, keys=False)
        except (Gone, ObjectDoesNotExist):
            return None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind. Raises ValueError when its key is taken."""
    if kind.key in _kinds:
        raise ValueError(f"There are two kinds of message called {kind.key}")
    _kinds[kind.key] = kind


def kind_of(notice: Notice) -> Kind:
    """The kind of one notice. Raises KeyError for a kind that no package brought."""
    return _kinds[notice.kind]


def every_kind() -> list[Kind]:
    """All kinds that packages brought, by key."""
    return [_kinds[key] for key in sorted(_kinds)]


# Packages add how the things that messages speak of are read, many at once: by subject kind, a function that
# lays each on the `speaks_of` of its message. What has none is read by `why_not` itself, one at a time.
readers: dict[str, Callable[[Sequence[Notice]], None]] = {}


def read_together(notices: Iterable[Notice]) -> None:
    """Read what many messages speak of, in a few queries for each kind of thing, however many they are."""
    kind = attrgetter("subject_kind")
    for subject_kind, found in groupby(sorted(notices, key=kind), key=kind):
        if subject_kind in readers:
            readers[subject_kind](list(found))


def why_never(notice: Notice, now: datetime) -> Skip | None:
    """The reason why a message is of no use any more: its kind's own, or that it comes too late."""
    kind = kind_of(notice)
    if reason := kind.why_not(notice, now):
        return reason
    return Skip.TOO_LATE if now > notice.due_at + kind.useful_for else None


def what_it_is(notice: Notice) -> str:
    """What a message is about, in a few words."""
    what = kind_of(notice).what
    return f"{what}, about {notice.on_behalf_of.name}" if notice.on_behalf_of else what
