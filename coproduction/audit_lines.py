"""The audit record as data protection reads it: who, in which part, did what, to whose record, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.actions import SYSTEM
from audit.choices import Purpose, Seen
from audit.models import Event
from coproduction.who_looked import READ, names_of_directorates, names_of_projects, teams_of, why_read
from notices.models import Contact
from words.plain_dates import clock_time, short_date
from words.working_days import at_london, london_date

HEADINGS = ("When", "Who", "As", "What", "Whose record", "Which parts", "Why", "Project")
UNKNOWN = "Somebody we do not know now"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is narrowed to. `own` shows the readings of this page too."""

    person: UUID | None = None
    by: UUID | None = None
    first: date | None = None
    last: date | None = None
    own: bool = False


def lines_for(asked: Asked) -> QuerySet[Event]:
    """The lines that somebody asks for, the newest first.

    Each look at this page adds lines. They are left out where nobody is asked about, or they would soon be
    all that it shows.
    """
    lines = Event.objects.newest_first()
    if asked.person:
        lines = lines.filter(person=asked.person)
    if asked.by:
        lines = lines.filter(by=str(asked.by))
    if asked.first:
        lines = lines.filter(at__gte=at_london(asked.first, time.min))
    if asked.last:
        lines = lines.filter(at__lt=at_london(asked.last + ONE_DAY, time.min))
    if not (asked.person or asked.by or asked.own):
        lines = lines.filter(~Q(purpose=Purpose.PROTECT))
    return lines


def people_on(events: Iterable[Event]) -> set[UUID]:
    """Everyone whom these lines speak of: whose record it is, and who did it."""
    found = {event.person for event in events if event.person}
    return found | {UUID(event.by) for event in events if event.by != SYSTEM}


SEEN: dict[str, str] = {
    Seen.NAME: "name",
    Seen.EMAIL: "email",
    Seen.PHONE: "phone number",
    Seen.ADDRESS: "address",
    Seen.AGREED_WORD: "agreed word",
    Seen.REACH: "how they are reached",
    Seen.WAY: "way to answer",
    Seen.SUPPORTERS: "who helps whom",
    Seen.ANSWERS: "what came on paper or by phone",
    Seen.ROLES: "roles",
    Seen.MESSAGES: "messages",
    Seen.WORDS: "words from a check",
    Seen.LOOKED: "who looked at the record",
}
"""What of a record is read. Its person reads it as their own, here it is somebody's."""

OF_THEM: dict[str, str] = {
    Purpose.HELP: "They were chosen to help",
    Purpose.LETTER: "To post a letter",
    Purpose.PAPER: "To send a paper form",
    Purpose.RING: "To ring the person",
    Purpose.REACH: "To write down how they are reached",
}
"""Reasons that speak to the person whose record it is, said of somebody else."""


class Row(NamedTuple):
    """One line, with a cell for each of HEADINGS."""

    when: str
    who: str
    part: str
    what: str
    whose: str
    fields: str
    why: str
    project: str


def as_rows(events: Sequence[Event], names: Mapping[UUID, str]) -> list[Row]:
    """Lines in words. At most two queries, however many there are. `names` are by the ids of Contacts."""
    places = names_of_directorates(events)
    projects = names_of_projects(events, published_only=False)
    return [
        Row(
            when=f"{short_date(london_date(event.at))}, {clock_time(event.at)}",
            who=_who(event, names),
            part=_as(event, places),
            what=what_was_done(event),
            whose=names.get(event.person, UNKNOWN) if event.person else "",
            fields=fields_of(event),
            why=why_of(event),
            project=projects.get((event.for_type, event.for_id), ""),
        )
        for event in events
    ]


def names_of(people: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these people, by the id of their Contact. One query."""
    return dict(Contact.objects.filter(pk__in=people).values_list("pk", "name"))


def _who(event: Event, names: Mapping[UUID, str]) -> str:
    return "The site itself" if event.by == SYSTEM else names.get(UUID(event.by), UNKNOWN)


def _as(event: Event, places: Mapping[int, str]) -> str:
    part = teams_of(event.role)
    place = places.get(event.directorate or 0, "")
    return f"{part}, {place}" if part and place else part


def what_was_done(event: Event) -> str:
    """The kind of a line in words: "membership.added" is "Membership: added"."""
    if event.what == READ:
        return "Read"
    subject, _, done = event.what.partition(".")
    return f"{subject.replace('_', ' ').capitalize()}: {done.replace('_', ' ')}"


def fields_of(event: Event) -> str:
    """What was read or changed, in words where it has any."""
    return ", ".join(SEEN.get(key, key.replace("_", " ")) for key in event.fields.split(",") if key)


def why_of(event: Event) -> str:
    """Why a record was read, as one says it of somebody else."""
    return OF_THEM.get(event.purpose) or why_read(event)
