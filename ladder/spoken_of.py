"""What messages about checks, conversations and talks speak of: read for one message, or for many at once.

Each thing comes with all that the reasons not to send look at, so that a page of many messages asks the
database a few times, however many they are.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from ladder.arrived import Waiting, waiting
from ladder.models import Conversation, DateChange, Invitation, Round, Talk, TalkPerson, TeamAnswers
from ladder.querysets import RoundQuerySet
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
    """Invitations, each with how many reminders went out about it, `reminders_sent`, and the id of the newest
    change of its check's dates, `newest_change`."""
    sent = (
        Notice.objects.filter(kind="ladder.reminder", subject_kind="invitation", sent_at__isnull=False)
        .filter(subject_id=Cast(OuterRef("pk"), CharField()))
        .order_by()
        .values("subject_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Invitation.objects.select_related("round__project", "expert__contact", "entered_by__contact")
        .only(*OF_AN_INVITATION)
        .annotate(reminders_sent=Coalesce(Subquery(sent), 0), newest_change=_newest_change("round"))
    )


def rounds() -> RoundQuerySet:
    """Checks, each with the ids of the Contacts in its project's team, whether that has answered, and the id
    of the newest change of its dates."""
    team = TeamMember.objects.filter(project=OuterRef("project"), ends_on=None)
    return Round.objects.select_related("project").annotate(
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


def read(subject_kind: str) -> Callable[[Sequence[Notice]], None]:
    """How the things of one kind are laid on the messages that speak of them, in one query."""

    def lay(notices: Sequence[Notice]) -> None:
        ids = {int(notice.subject_id) for notice in notices}
        found = {str(thing.pk): thing for thing in READ[subject_kind]().filter(pk__in=ids)}
        if subject_kind == "round":
            _lay_what_waits(found.values())
        for notice in notices:
            notice.speaks_of = found.get(notice.subject_id)

    return lay


def spoken_of(notice: Notice, subject_kind: str) -> Any:
    """What one message speaks of. Raises DoesNotExist where that is there no more."""
    if notice.speaks_of is not None:
        return notice.speaks_of
    return READ[subject_kind]().get(pk=notice.subject_id)


def what_waits(round_: Round) -> Waiting | None:
    """What came in a check on paper or by phone, and is not sent yet. None where nothing waits."""
    if not hasattr(round_, "what_waits"):
        _lay_what_waits([round_])
    return round_.what_waits


def _lay_what_waits(rounds: Collection[Round]) -> None:
    waits = {each.round_id: each for each in waiting(pk__in=[each.pk for each in rounds])}
    for round_ in rounds:
        round_.what_waits = waits.get(round_.pk)


def project_of(notice: Notice) -> Project | None:
    """The project that a message speaks of, of those that were read together. None where it is of none."""
    thing = notice.speaks_of
    if isinstance(thing, Conversation | Invitation):
        thing = thing.round
    return thing.project if isinstance(thing, Round | Talk) else None
