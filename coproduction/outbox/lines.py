"""What will go out and what will not, each a line. Many that are alike are one line."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from django.urls import reverse

from coproduction.outbox.words import about, name_of, people_of, said_day, who
from ladder.spoken_of import project_of
from notices.choices import Channel
from notices.kinds import kind_of
from notices.preview import Coming, NotGoing
from words.plain_dates import clock_time, day_and_month, plain_date
from words.working_days import london_date

Seen = TypeVar("Seen", bound=Coming | NotGoing)
ALIKE = 5
"""So many people who get the same on one day are one line, with a page of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message, or several that are alike. `people` are the Contacts whose names it shows."""

    who: str
    how: str
    what: str
    about: str
    why: str
    when: str
    url: str = ""
    people: tuple[Any, ...] = ()


def coming_by_day(coming: Iterable[Coming], *, now: datetime) -> list[tuple[str, Line]]:
    """What will go out, each line with its day, in order. Many alike on one day are one line."""
    lines = []
    for key, found in alike(coming, _alike_coming):
        day = said_day(key[0], today=london_date(now))
        if len(found) >= ALIKE:
            lines.append((day, _several(found, key)))
        else:
            lines += [(day, _coming(each)) for each in found]
    return lines


def not_going_lines(not_going: Iterable[NotGoing], *, now: datetime) -> list[Line]:
    """What will not go out, and why. Many alike are one line."""
    lines = []
    for key, found in alike(not_going, _alike_not_going):
        if len(found) >= ALIKE:
            lines.append(_several(found, key))
        else:
            lines += [_not_going(each, now) for each in found]
    return lines


def of_mark(seen: Iterable[Coming | NotGoing], mark: str, *, now: datetime) -> list[Line]:
    """Each line of several that are alike, by the mark of them all."""
    for key, found in alike(seen, _alike):
        if len(found) >= ALIKE and group_mark(key) == mark:
            return [_coming(each) if isinstance(each, Coming) else _not_going(each, now) for each in found]
    return []


def alike(
    seen: Iterable[Seen], key_of: Callable[[Seen], tuple[Hashable, ...]]
) -> list[tuple[tuple[Any, ...], list[Seen]]]:
    """Those with the same key together, where the first of them stands."""
    found: dict[tuple[Any, ...], list[Seen]] = {}
    for each in seen:
        found.setdefault(key_of(each), []).append(each)
    return list(found.items())


def _alike(each: Coming | NotGoing) -> tuple[Hashable, ...]:
    return _alike_coming(each) if isinstance(each, Coming) else _alike_not_going(each)


def _alike_coming(each: Coming) -> tuple[Hashable, ...]:
    project = project_of(each.notice)
    return london_date(each.at), each.notice.kind, project.pk if project else 0


def _alike_not_going(each: NotGoing) -> tuple[Hashable, ...]:
    project = project_of(each.notice)
    return london_date(each.since), each.notice.kind, project.pk if project else 0, each.because


def group_mark(key: tuple[Hashable, ...]) -> str:
    """A short mark for an address, which tells nobody what it stands for."""
    return sha256("|".join(map(str, key)).encode()).hexdigest()[:24]


def _several(found: Sequence[Coming | NotGoing], key: tuple[Hashable, ...]) -> Line:
    first, ways = found[0], {each.channel for each in found if isinstance(each, Coming)}
    return Line(
        who=f"{len(found)} people",
        how=str(Channel(ways.pop()).label) if len(ways) == 1 else "Each in their own way",
        what=kind_of(first.notice).what,
        about=about(first.notice),
        why=_why(first) if isinstance(first, NotGoing) else kind_of(first.notice).why,
        when=day_and_month(london_date(first.since if isinstance(first, NotGoing) else first.at)),
        url=reverse("coproduction:messages_alike", args=[group_mark(key)]),
    )


def _coming(each: Coming) -> Line:
    return Line(
        who=who(each.notice),
        how=str(Channel(each.channel).label),
        what=kind_of(each.notice).what,
        about=about(each.notice),
        why=kind_of(each.notice).why,
        when=f"{plain_date(london_date(each.at))}, from {clock_time(each.at)}",
        url=reverse("coproduction:message", args=[name_of(each.notice)]),
        people=people_of(each.notice),
    )


def _not_going(each: NotGoing, now: datetime) -> Line:
    return Line(
        who=who(each.notice),
        how="",
        what=kind_of(each.notice).what,
        about=about(each.notice),
        why=_why(each),
        when=day_and_month(london_date(each.since)),
        people=people_of(each.notice),
    )


def _why(each: NotGoing) -> str:
    until = f". It can go on {day_and_month(london_date(each.until))}" if each.until else ""
    return f"{each.because.label}{until}"
