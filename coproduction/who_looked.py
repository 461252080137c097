"""What others read and changed of one person's record, as that person reads it: the team, what, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast

from accounts.choices import Role
from audit.actions import SYSTEM
from audit.choices import Purpose, Seen
from audit.models import Event
from council.models import Directorate
from experts.models import Supporter
from ladder.models import Round, Talk
from projects.models import Project
from words.plain_dates import clock_time, short_date
from words.working_days import london_date

SUPPORTER = "Your supporter"
SOMEBODY = "The council"
TEAMS: Mapping[str, str] = {
    Role.STAFF: "Council staff",
    Role.INVOLVEMENT: "Involvement team",
    Role.INVOLVEMENT_LEAD: "Involvement lead",
    Role.FACILITATOR: "Facilitator",
    Role.COMMENT_REVIEWER: "Comment reviewer",
    Role.SAFEGUARDING: "Safeguarding team",
    Role.STEERING: "Steering group",
    Role.CO_CHAIR_EXPERT: "Co-chair of the steering group",
    Role.CO_CHAIR_OFFICER: "Co-chair of the steering group",
    Role.ADMINISTRATOR: "Administrator",
    Role.DATA_PROTECTION: "Data protection team",
}
"""How each role is called to somebody whose record was read. Never who it was."""

CHANGED: Mapping[str, tuple[str, str]] = {
    "expert.added": ("Began your record", "Somebody added you to a project"),
    "membership.added": ("Added you to a project", "So that checks can ask you"),
    "membership.confirmed": ("Said that you are in a project", "So that checks ask you"),
    "membership.ended": ("Took you out of a project", "You are not in it any more"),
    "project.co_lead_named": ("Wrote down that you lead a project", "You lead it with the council"),
    "project.co_lead_ended": ("Wrote down that you do not lead a project now", "Somebody else leads it"),
    "project.name_allowed": ("Put your name on a project’s page", "You said yes to that"),
    "project.name_taken_off": ("Took your name off a project’s page", "So that it does not show"),
    "way.chosen": ("Changed how you like to answer", "You asked us to"),
    "contact.changed": ("Changed how we reach you, or how you like to read", "You asked us to"),
    "contact.email_corrected": ("Put your email right", "So that messages reach you"),
    "contact.paused": ("Paused all messages to you", "You asked us to"),
    "contact.started_again": ("Let messages to you start again", "You asked us to"),
    "notice.stopped": ("Stopped a message to you", "You do not need it"),
    "notice.sent_sooner": ("Sent a message to you sooner", "So that you have it in time"),
    "supporter.added": ("Wrote down who helps you", "You told us"),
    "supporter.changed": ("Changed what a supporter may do", "You told us"),
    "supporter.ended": ("Ended the help of a supporter", "You told us"),
    "posted_code.made": ("Made a letter with a code to sign in", "You have no email here"),
    "posted_code.used": ("Signed in with the code in your letter", "Was it not you? Please ring us"),
    "posted_code.ended": ("Ended the code in your letter", "So that nobody else can use it"),
    "work_link.asked_for": ("Sent you a link to sign in", "So that your work account signs you in"),
    "work_link.made": ("Made a link for you to sign in", "So that your work account signs you in"),
    "work_account.joined": ("Signed in with a work account", "Was it not you? Please ring us"),
    "user.let_in": ("Let you sign in here", "So that you see your own pages"),
    "user.email_changed": ("Changed the email that you sign in with", "Was it not you? Please ring us"),
    "user.sessions_ended": ("Signed you out everywhere", "So that nobody else can use your pages"),
    "account.closed": ("Ended your signing in", "You do not need it any more"),
    "account.opened_again": ("Let you sign in again", "So that you see your own pages"),
    "role.end_changed": ("Changed when a part of yours ends", "So that pages open for you as long"),
    "role.granted": ("Gave you a part here", "So that pages open for you"),
    "role.ended": ("Ended a part that you had here", "You do not need it any more"),
    "key.made": ("Made a code for you", "So that you can open a check"),
    "keys.ended": ("Ended your codes", "So that nobody else can use them"),
    "letter.printed": ("Made a letter for you", "No email reaches you"),
    "notice.printed": ("Made a letter for you", "This is how we reach you"),
    "notice.not_printed": ("Could not make a letter for you", "We try another way"),
    "notice.posted": ("Posted a letter to you", "This is how we reach you"),
    "notice.rang": ("Rang you", "This is how we reach you"),
    "notice.settled": ("Wrote down what became of a message to you", "So that you hear what you should"),
    "paper.made": ("Made a paper form for you", "You like to answer on paper"),
    "way.asked": ("Wrote down that you want another way", "So that we see to it"),
    "way.arranged": ("Saw to the way you asked for", "So that you can answer"),
    "form.logged": ("Wrote down that your form came", "So that it does not get lost"),
    "form.ended": ("Wrote down what became of your form", "So that it does not get lost"),
    "draft.opened": ("Opened what you saved in a check", "To help you to go on"),
    "draft.deleted": ("Deleted what you saved in a check", "To help you to start again"),
    "draft.typed": ("Typed in what you said", "You answered on paper or by phone"),
    "second.asked": ("Asked for your form to be typed in again", "So that nothing is typed in wrong"),
    "typed.deleted": ("Deleted what was typed in for you", "So that it can begin again"),
    "answers.sent": ("Sent your answers", "You asked for help with that"),
    "invitation.declined": ("Wrote down that you said no thank you", "You told us"),
    "invitation.taken_up": ("Wrote down that you changed your mind", "You told us"),
}
"""What each kind of change is to the person whose record it is, and why. A test finds one that is missing."""

READ = "record.read"


@dataclass(frozen=True, slots=True)
class Line:
    """One time that somebody looked at a record, or changed it. `job` and `project` may be ""."""

    day: str
    at: str
    who: str
    job: str
    what: tuple[str, ...]
    why: str
    project: str


def looks_at(contact_id: Any) -> QuerySet[Event]:
    """What a person may read about their own record: what people did with it, not what runs by itself."""
    shown = Event.objects.about(contact_id).exclude(by=SYSTEM)
    return shown.filter(what__in=[READ, *CHANGED]).newest_first()


def in_words(events: Sequence[Event], *, contact_id: Any) -> list[Line]:
    """These lines in plain words, in the same order. At most three queries, however many lines."""
    supporters = dict(
        Supporter.objects.filter(expert__contact=contact_id)
        .order_by("starts_on")
        .values_list("contact", "known_as")
    )
    helpers = {str(pk): name for pk, name in supporters.items()}
    places = names_of_directorates(events)
    projects = names_of_projects(events, published_only=True)
    return [_line(event, helpers, places, projects) for event in events]


def _line(
    event: Event, helpers: Mapping[str, str], places: Mapping[int, str], projects: Mapping[tuple, str]
) -> Line:
    who, job = _who(event, helpers, places)
    what, why = said(event)
    return Line(
        day=short_date(london_date(event.at)),
        at=clock_time(event.at),
        who=who,
        job=job,
        what=what,
        why=why,
        project=projects.get((event.for_type, event.for_id), ""),
    )


def _who(event: Event, helpers: Mapping[str, str], places: Mapping[int, str]) -> tuple[str, str]:
    if event.by in helpers and not event.role:
        return SUPPORTER, helpers[event.by]
    return teams_of(event.role) or SOMEBODY, places.get(event.directorate or 0, "")


def teams_of(roles: str) -> str:
    """The teams that the keys of an event's roles stand for, or "". Whoever held several then is said so."""
    teams = [TEAMS[key] for key in roles.split(",") if key in TEAMS]
    return " or ".join([*teams[:1], *(team[:1].lower() + team[1:] for team in teams[1:])])


def said(event: Event) -> tuple[tuple[str, ...], str]:
    """What was read or changed, and why, in words to the person."""
    if event.what == READ:
        things = tuple(Seen(key).label for key in event.fields.split(",") if key in Seen.values)
        return things, why_read(event)
    changed, why = CHANGED.get(event.what, ("", ""))
    return (changed,), why


def why_read(event: Event) -> str:
    """Why a record was read, in words. Empty for a change, and for a reason that we do not give any more."""
    return str(Purpose(event.purpose).label) if event.purpose in Purpose.values else ""


def names_of_directorates(events: Iterable[Event]) -> dict[int, str]:
    """The directorates in which things were done, by id. One query, or none."""
    found = {event.directorate for event in events if event.directorate}
    return dict(Directorate.objects.filter(pk__in=found).values_list("pk", "name")) if found else {}


def names_of_projects(events: Iterable[Event], *, published_only: bool) -> dict[tuple[str, str], str]:
    """The project that each reading was for, by type and id of what it was for. One query, or none.

    A person reads the name of a project only once it is on the list, as everywhere else.
    """
    wanted: dict[str, set[str]] = {}
    for event in events:
        if event.for_type:
            wanted.setdefault(event.for_type, set()).add(event.for_id)
    found = [
        _named(model, path, wanted[model._meta.label_lower], published_only=published_only)
        for model, path in ((Project, ""), (Round, "project__"), (Talk, "project__"))
        if model._meta.label_lower in wanted
    ]
    if not found:
        return {}
    return {(kind, pk): name for kind, pk, name in found[0].union(*found[1:])}


def _named(model: type[Model], path: str, ids: set[str], *, published_only: bool) -> QuerySet:
    rows = model._default_manager.filter(pk__in=ids).order_by()
    if published_only:
        rows = rows.filter(**{f"{path}published_at__isnull": False})
    kind = Value(model._meta.label_lower, output_field=CharField())
    return rows.values_list(kind, Cast("pk", CharField()), F(f"{path}name"))
