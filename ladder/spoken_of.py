"""What messages about checks, conversations and talks speak of: read for one message, or for many at once.

Each thing comes with all that the reasons not to send look at, so that a page of many messages asks the
database a few times, however many they are.
"""

from collections.abc import Callable, Collection
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from experts.models import Supporter
from ladder.arrived import with_what_came
from ladder.models import Conversation, DateChange, Invitation, Round, Talk, TalkPerson, TeamAnswers
from ladder.querysets import RoundQuerySet
from notices.kinds import Reader, read_of, speaking_of
from notices.models import Notice
from projects.models import Project, TeamMember

OF_AN_INVITATION = (
    "answered_on",
    "declined_on",
    "expert__contact__name",
    "entered_by__contact__name",
    "round__answer_by",
    "round__reminder_on",
    "round__second_reminder_on",
    "round__closes_at",
    "round__closed_at",
    "round__closed_early_because",
    "round__project__reference",
    "round__project__slug",
    "round__project__name",
    "round__project__short_name",
)
"""All that a message about an invitation, and the reasons not to send it, look at: a project is wide."""


@cache  # Building it costs as much as asking it, and every reading of it makes a query of its own.
def invitations() -> QuerySet[Invitation]:
    """Invitations, each with how many reminders went out about it, `reminders_sent`, the numbers of those
    that did, alone or in a summary, `reminders_gone`, and the id of the newest change of its check's dates,
    `newest_change`."""
    reminders = Notice.objects.filter(kind="ladder.reminder", subject_kind="invitation").filter(
        subject_id=Cast(OuterRef("pk"), CharField())
    )
    gone = reminders.filter(Q(sent_at__isnull=False) | Q(summary__sent_at__isnull=False))
    sent = (
        reminders.filter(sent_at__isnull=False)
        .order_by()
        .values("subject_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Invitation.objects.select_related("round__project", "expert__contact", "entered_by__contact")
        .only(*OF_AN_INVITATION)
        .annotate(
            reminders_sent=Coalesce(Subquery(sent), 0),
            reminders_gone=ArraySubquery(gone.values("period")),
            newest_change=_newest_change("round"),
        )
    )


def rounds() -> RoundQuerySet:
    """Checks, each with the ids of the Contacts in its project's team, whether that has answered, what came
    that is not sent yet, and the id of the newest change of its dates."""
    team = TeamMember.objects.filter(project=OuterRef("project"), ends_on=None)
    return with_what_came(Round.objects.select_related("project")).annotate(
        team_contacts=ArraySubquery(team.values("user__contact")),
        team_has_answered=Exists(TeamAnswers.objects.filter(round=OuterRef("pk"))),
        newest_change=_newest_change("pk"),
    )


def _newest_change(round_: str) -> Subquery:
    changes = DateChange.objects.filter(round=OuterRef(round_)).order_by("-number")
    return Subquery(changes.values("pk")[:1])


def conversations() -> QuerySet[Conversation]:
    """Conversations with their checks and owners."""
    return Conversation.objects.select_related("round__project", "owner")


def talks() -> QuerySet[Talk]:
    """Talks, each with the ids of the Contacts of whoever is in it now."""
    people = TalkPerson.objects.filter(talk=OuterRef("pk")).values("expert__contact")
    return Talk.objects.select_related("project").annotate(people_now=ArraySubquery(people))


READ: dict[str, Callable[[], QuerySet]] = {
    "invitation": invitations,
    "round": rounds,
    "conversation": conversations,
    "talk": talks,
}


PROJECT_OF: dict[str, tuple[type[Model], str]] = {
    "invitation": (Invitation, "round__project"),
    "round": (Round, "project"),
    "conversation": (Conversation, "round__project"),
    "talk": (Talk, "project"),
}
"""Where the project of each kind of thing is found."""


def spoken_of(notice: Notice, subject_kind: str) -> Any:
    """What one message speaks of. Raises DoesNotExist where that is there no more."""
    for thing in read_of(notice, subject_kind):
        return thing
    raise PROJECT_OF[subject_kind][0].DoesNotExist


def speaks_of_any(subject_kind: str, things: QuerySet[Any]) -> Q:
    """The messages that speak of any of some things."""
    ids = things.order_by().annotate(id_as_text=Cast("pk", CharField())).values("id_as_text")
    return Q(subject_kind=subject_kind, subject_id__in=ids)


def supporters() -> QuerySet[Supporter]:
    """Supporters, each with the ids of the projects in whose teams they are: `in_teams`."""
    teams = TeamMember.objects.filter(user__contact=OuterRef("contact"), ends_on=None).values("project")
    return Supporter.objects.select_related("contact", "expert").annotate(in_teams=ArraySubquery(teams))


def _pair(contact: UUID, helps: UUID | None) -> str:
    return f"{contact} {helps}" if helps else ""


def _of_pairs(pairs: Collection[str]) -> QuerySet[Supporter]:
    contacts, people = zip(*(pair.split() for pair in pairs), strict=True)
    return supporters().filter(contact__in=contacts, expert__contact__in=people).order_by("pk")


def _of_talk(talk: Any, contact: UUID) -> str:
    return f"{talk} {contact}"


def _people_of_talks(pairs: Collection[str]) -> QuerySet[TalkPerson]:
    talks, contacts = zip(*(pair.split() for pair in pairs), strict=True)
    people = TalkPerson.objects.filter(talk__in=talks, expert__contact__in=contacts)
    return people.select_related("talk__project", "talk__facilitator__contact", "expert__contact")


OF_NEW_DATES = ("ladder.date_changed", "ladder.team_date_changed", "ladder.supporter_date_changed")
READERS = {
    **{subject_kind: speaking_of(subject_kind, rows) for subject_kind, rows in READ.items()},
    # Whom a message to a supporter is to: everything that they were chosen for, the newest last.
    "supporter": Reader(
        key_of=lambda notice: _pair(notice.contact_id, notice.on_behalf_of_id),
        rows=_of_pairs,
        key=lambda supporter: _pair(supporter.contact_id, supporter.expert.contact_id),
    ),
    # The person of a talk to whom a message is.
    "talk-person": Reader(
        key_of=lambda notice: (
            _of_talk(notice.subject_id, notice.contact_id) if notice.subject_kind == "talk" else ""
        ),
        rows=_people_of_talks,
        key=lambda person: _of_talk(person.talk_id, person.expert.contact_id),
    ),
    # The change of dates that a message tells.
    "dates": Reader(
        key_of=lambda notice: notice.period if notice.kind in OF_NEW_DATES else "",
        rows=lambda ids: DateChange.objects.filter(pk__in=ids),
    ),
}


def supporter_of(notice: Notice) -> Supporter:
    """The supporter whom a message is to. Raises DoesNotExist where there is none."""
    found = read_of(notice, "supporter")
    if not found:
        raise Supporter.DoesNotExist
    return found[-1]


def project_of(notice: Notice) -> Project | None:
    """The project that a message speaks of, of those that were read together. None where it is of none."""
    for thing in notice.read.get(notice.subject_kind, ()):
        if isinstance(thing, Conversation | Invitation):
            thing = thing.round
        return thing.project if isinstance(thing, Round | Talk) else None
    return None
