"""The people asked in one check, as the involvement team needs them to see to paper, phone and lost codes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from experts.choices import PaperSize, Way
from experts.models import Expert
from experts.queries import chosen_way
from ladder.models import Invitation, Round, WayTask
from words.working_days import london_date

PAPER_MADE = Max("keys__made_at", filter=Q(keys__is_paper=True))


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """How somebody wants their paper form, and when one was last made for them in this check."""

    invitation: Invitation
    name: str
    size: PaperSize
    cream: bool
    made_on: date | None


def people_of(round_: Round) -> QuerySet[Invitation]:
    """Everyone asked in a check, by name, with how each likes to answer. One query. It never says who did."""
    return (
        Invitation.objects.filter(round=round_)
        .select_related("expert__contact", "expert__way_to_answer", "way_task")
        .order_by("expert__contact__name", "pk")
    )


def open_invitations_of(expert: Expert) -> list[Invitation]:
    """One person's invitations to checks that are open, each with its project. One query. It never says what
    became of one."""
    asked = Invitation.objects.filter(expert=expert, round__in=Round.objects.open())
    return list(asked.select_related("round__project").order_by("round__project__name", "pk"))


def who_chose_paper(round_: Round) -> list[PaperChoice]:
    """Those who chose paper and are still asked, by name. One query."""
    people = people_of(round_).still_asked().filter(expert__way_to_answer__way=Way.PAPER)
    return [paper_choice(invitation) for invitation in people.annotate(paper_made=PAPER_MADE)]


def paper_choice(invitation: Invitation) -> PaperChoice:
    """How one person wants paper: large words on white until they say otherwise."""
    chosen = chosen_way(invitation.expert)
    made = getattr(invitation, "paper_made", None)
    return PaperChoice(
        invitation=invitation,
        name=invitation.expert.contact.name,
        size=PaperSize(chosen.size) if chosen else PaperSize.LARGE,
        cream=bool(chosen and chosen.cream),
        made_on=london_date(made) if made else None,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody who waits for the involvement team to see to their way of answering."""

    invitation_id: int
    contact_id: UUID
    name: str
    way: Way
    asked_on: date


def tasks_to_see_to(*, now: datetime) -> QuerySet[WayTask]:
    """What people in open checks asked for and still wait for. Whoever answered or said no waits no more."""
    waiting = Invitation.objects.can_answer(now=now).still_asked()
    return WayTask.objects.filter(invitation__in=waiting, done_at=None)


def ways_to_see_to(round_: Round, *, now: datetime) -> list[Wanted]:
    """Everyone in a check who asked for another way and still waits, oldest first. One query."""
    tasks = (
        tasks_to_see_to(now=now)
        .filter(invitation__round=round_)
        .select_related("invitation__expert__contact")
        .order_by("asked_at", "pk")
    )
    return [
        Wanted(
            invitation_id=task.invitation_id,
            contact_id=task.invitation.expert.contact_id,
            name=task.invitation.expert.contact.name,
            way=Way(task.way),
            asked_on=london_date(task.asked_at),
        )
        for task in tasks
    ]
