"""The kinds of message. Packages add theirs in `AppConfig.ready()`, so nothing here looks upward."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from notices.choices import Skip
from notices.models import Notice


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out: a subject line and plain text."""

    subject: str
    text: str


def always_due(notice: Notice, now: datetime) -> Skip | None:
    """For kinds that nothing makes pointless: there is never a reason not to send one."""
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message: how to write it, and the reason it is not due, if there is one.

    An urgent one is waited for now: it may come at night, and somebody who paused everything gets it too.
    """

    key: str
    compose: Callable[[Notice, datetime], Message]
    why_not: Callable[[Notice, datetime], Skip | None] = always_due
    urgent: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind. Raises ValueError when its key is taken."""
    if kind.key in _kinds:
        raise ValueError(f"There are two kinds of message called {kind.key}")
    _kinds[kind.key] = kind


def kind_of(notice: Notice) -> Kind:
    """The kind of one notice. Raises KeyError for a kind that no package brought."""
    return _kinds[notice.kind]
