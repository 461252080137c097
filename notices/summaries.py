"""One message that says what several would have said, a line and a link for each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from council.queries import the_council
from notices.choices import Audience, Skip
from notices.kinds import Kind, Reader, kind_of, read_of
from notices.models import Notice
from notices.words import YOUR_LINK, Hidden, composed_of
from words.plain_dates import plain_date


@dataclass(frozen=True, slots=True)
class Line:
    """What one message says, in a few words, and where it leads."""

    words: str
    closes: str
    link: str
    code: str
    code_page: str


def line_of(notice: Notice, now: datetime, *, keys: bool) -> Line:
    """A message as one line, with the link and code that it would have had."""
    message = kind_of(notice).compose(notice, now, keys=keys)
    about = message.forms.context
    link = about.get("link") or about.get("page") or about.get("forms_page") or ""
    closes_on = about.get("closes_on") if "answer_by" in about else None
    return Line(
        words=message.subject,
        closes=f"The check closes on {plain_date(closes_on)}." if isinstance(closes_on, date) else "",
        link=YOUR_LINK if isinstance(link, Hidden) else link,
        code=about.get("code", ""),
        code_page=about.get("code_page", ""),
    )


def _about(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    lines = [line_of(row, now, keys=keys) for row in _still_of_use(notice, now)]
    return {
        "name": notice.contact.name,
        "lines": lines,
        "number": len(lines),
        "page": settings.PORTAL_ADDRESS + reverse("account_login"),
        "council": the_council(),
    }


def _still_of_use(notice: Notice, now: datetime) -> list[Notice]:
    return [row for row in messages_in(notice) if not kind_of(row).why_not(row, now)]


def messages_in(notice: Notice) -> list[Notice]:
    """The messages that a summary puts into one. None for every other message."""
    return read_of(notice, "summed_up")


def _rows(summaries: Collection[str]) -> QuerySet[Notice]:
    return Notice.objects.filter(summary__in=summaries).select_related("contact").order_by("due_at", "pk")


def _why_not(notice: Notice, now: datetime) -> Skip | None:
    """Nothing is left to say when everything in it is done with."""
    reasons = [kind_of(row).why_not(row, now) for row in messages_in(notice)]
    return reasons[0] if reasons and all(reasons) else None


KEY = "notices.summary"
SUMMED_UP = Reader(
    key_of=lambda notice: str(notice.pk) if notice.kind == KEY and notice.pk else "",
    rows=_rows,
    key=lambda row: str(row.summary_id),
)
"""How the messages that summaries are of are read."""
SUMMARY = Kind(
    key=KEY,
    what="Several messages in one",
    why="Several waited for them",
    audience=Audience.EXPERT,
    alone=True,
    compose=composed_of("notices_summary", _about, can_stop=True),
    why_not=_why_not,
)
