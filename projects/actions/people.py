"""The experts by experience who take part in a project."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.rules import is_involvement
from audit.actions import record
from experts.actions import add_expert
from experts.shared_email import FOR_PEOPLE
from projects.actions.leading import end_co_lead
from projects.models import Membership, Project
from words.errors import Refused, StaleState
from words.working_days import london_date

ALREADY = f"Somebody with this email is already in the project. {FOR_PEOPLE}"


@transaction.atomic
def add_member(*, project: Project, name: str, email: str, by: User, now: datetime) -> Membership:
    """Add an expert by experience to a project. Added by the involvement team, they are confirmed at once.

    Raises Refused for a staff address, and for someone who is in the project already. The involvement team,
    which may know, is told that an address is known with another name. A project's team is not: until the
    involvement team confirms the person, it reads what it typed.
    """
    expert = add_expert(name=name, email=email, by=by, now=now, by_that_name=is_involvement(by))
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                project=project,
                expert=expert,
                added_as=name,
                starts_on=london_date(now),
                added_by=by.contact,
                confirmed_by=by.contact if is_involvement(by) else None,
            )
    except IntegrityError as doubled:
        raise Refused(ALREADY) from doubled
    record("membership.added", by=by, subject=membership, now=now)
    return membership


@transaction.atomic
def confirm_member(*, membership: Membership, by: User, now: datetime) -> None:
    """The involvement team says that this person belongs in the project.

    Raises StaleState if that is said already.
    """
    if not Membership.objects.filter(pk=membership.pk, confirmed_by=None).update(confirmed_by=by.contact):
        raise StaleState("This person is confirmed already")
    record("membership.confirmed", by=by, subject=membership, now=now)


@transaction.atomic
def end_member(*, membership: Membership, by: User, now: datetime) -> None:
    """End a membership today. Checks still invite the person, as the panel rule says; they lead no longer.

    Raises StaleState if it has ended.
    """
    ended = Membership.objects.filter(pk=membership.pk, ends_on=None).update(
        ends_on=london_date(now), ended_by=by.contact
    )
    if not ended:
        raise StaleState("This person has left the project already")
    end_co_lead(project=membership.project, membership=membership, by=by, now=now)
    record("membership.ended", by=by, subject=membership, now=now)
