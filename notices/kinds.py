"""The kinds of message. Packages add theirs in `AppConfig.ready()`, so nothing here looks upward."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from notices.addressed import Addressed
from notices.at_once import at_once
from notices.choices import Audience, Skip
from notices.models import Notice
from notices.words import Compose, Gone, Message

A_WEEK = timedelta(days=7)
"""How late most messages may still come and be of use."""


def always_due(notice: Notice, now: datetime) -> Skip | None:
    """For kinds that nothing makes pointless: there is never a reason not to send one."""
    return None


@dataclass(frozen=True, slots=True)
class ByItself:
    """What becomes due by itself up to a moment: the rows that tell (`asks`), and what follows from them
    (`says`). So the rows of all kinds can be read at once."""

    asks: Callable[[datetime], Mapping[str, QuerySet[Any]]]
    says: Callable[[Mapping[str, list[Any]], datetime], Iterable[Addressed]]

    def __call__(self, until: datetime) -> Iterable[Addressed]:
        return self.says(at_once(self.asks(until)), until)


none_by_itself = ByItself(lambda until: {}, lambda found, until: ())
"""For kinds that follow from what somebody does, and never from the calendar."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message: how to write it, and the reason it is not due, if there is one.

    `what` is what pages call it, and `why` says in a few words why somebody gets it. `about_check` says that
    a lead may know of its day and nothing else. An `urgent` one is waited for now: it may come at night, and
    somebody who paused everything gets it too. `useful_for` says how long after `due_at` it may still come.
    One that goes `alone` is never put into a summary with others. One that goes `elsewhere` is about an email
    that the person had: it goes to that one, `to_email` of its row, and never to a newer. `candidates` finds
    all that is due by itself up to a moment, and only reads. One that `asks_much` is written, and asked
    whether it goes, only when it goes. Before that it would say something else, and would need a page of
    queries of its own.
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
    elsewhere: bool = False
    asks_much: bool = False
    candidates: ByItself = none_by_itself

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


@dataclass(frozen=True, slots=True)
class Reader:
    """How one sort of thing that messages speak of is read, for many of them at once.

    `key_of` says which one a message speaks of, "" for those that speak of none. `rows` are those of some
    keys, and `key` says which one a row is.
    """

    key_of: Callable[[Notice], str]
    rows: Callable[[Collection[str]], QuerySet[Any]]
    key: Callable[[Any], str] = lambda row: str(row.pk)


def speaking_of(subject_kind: str, rows: Callable[[], QuerySet[Any]]) -> Reader:
    """The reader of all things of a subject kind, by their ids."""
    return Reader(
        key_of=lambda notice: notice.subject_id if notice.subject_kind == subject_kind else "",
        rows=lambda ids: rows().filter(pk__in=ids),
    )


# Packages add theirs, by a name. What none reads is asked for by `why_not` itself, one at a time.
readers: dict[str, Reader] = {}


def read_together(
    notices: Iterable[Notice], beside: Mapping[str, QuerySet[Any]] = MappingProxyType({})
) -> dict[str, list[Any]]:
    """Read all that many messages speak of, of whatever sorts and however many, in one query. Where messages
    are among it, such as those that a summary is of, what they speak of is read in one more.

    It gives back the rows that were to be read beside.
    """
    every = list(notices)
    keys = {name: {reader.key_of(notice) for notice in every} - {""} for name, reader in readers.items()}
    wanted = {name: readers[name].rows(which) for name, which in keys.items() if which}
    found = at_once({**wanted, **beside})
    by_key = {name: gathered(found[name], readers[name].key) for name in wanted}
    for notice in every:
        spoken_of = {name: readers[name].key_of(notice) for name in wanted}
        notice.read = {name: by_key[name].get(key, []) for name, key in spoken_of.items() if key}
    if further := [row for name in wanted for row in found[name] if isinstance(row, Notice)]:
        read_together(further)
    return {name: found[name] for name in beside}


def gathered(rows: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    """Rows by what they have in common, in their order."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def read_of(notice: Notice, name: str) -> list[Any]:
    """The rows that a message speaks of, of one sort: as they were read together, or read now."""
    if name not in notice.read:
        reader = readers[name]
        key = reader.key_of(notice)
        rows = list(reader.rows([key])) if key else []
        read_together(row for row in rows if isinstance(row, Notice))
        notice.read = {**notice.read, name: rows}
    return list(notice.read[name])


def why_never(notice: Notice, now: datetime) -> Skip | None:
    """The reason why a message is of no use any more: its kind's own, or that it comes too late."""
    return kind_of(notice).why_not(notice, now) or too_late(notice, now)


def why_never_in_a_list(notice: Notice, now: datetime) -> Skip | None:
    """The same, where many are asked: of a kind that `asks_much`, only whether it comes too late."""
    return too_late(notice, now) if kind_of(notice).asks_much else why_never(notice, now)


def too_late(notice: Notice, now: datetime) -> Skip | None:
    """Whether a message is of no use any more since it is late."""
    return Skip.TOO_LATE if now > notice.due_at + kind_of(notice).useful_for else None


def what_it_is(notice: Notice) -> str:
    """What a message is about, in a few words."""
    what = kind_of(notice).what
    return f"{what}, about {notice.on_behalf_of.name}" if notice.on_behalf_of else what
