"""Who leads a project: one of the staff, and where there is one, an expert by experience with them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import User
from accounts.rules import Person, has_role
from audit.actions import record
from projects.choices import AskedHow
from projects.models import CoLead, Membership, NameConsent, Project, TeamMember
from projects.queries import co_lead_of
from words.errors import Refused, StaleState
from words.working_days import london_date


@transaction.atomic
def name_staff_lead(*, project: Project, user: User, by: User, now: datetime) -> None:
    """Let a member of staff lead the project from today. Whoever led before stays in the team.

    Raises Refused for someone who is not staff.
    """
    if not has_role(user, Role.STAFF, Role.INVOLVEMENT):
        raise Refused("Choose someone who works for the council")
    project = Project.objects.select_for_update().get(pk=project.pk)
    team = project.team.filter(ends_on=None)
    if team.filter(user=user, is_lead=True).exists():
        return
    team.filter(is_lead=True).update(is_lead=False)
    TeamMember.objects.update_or_create(
        project=project,
        user=user,
        ends_on=None,
        defaults={"is_lead": True},
        create_defaults={"is_lead": True, "starts_on": london_date(now)},
    )
    _is_changed(project, now)
    record("project.lead_named", by=by, subject=project, now=now, lead=user.pk)


@transaction.atomic
def name_co_lead(*, project: Project, membership: Membership, by: User, now: datetime) -> None:
    """Let an expert in the project lead it together with its staff lead, in place of whoever did.

    Their name is not shown to anyone until they say so. Raises Refused for someone who is not in the
    project, or whom the involvement team has not confirmed.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.project_id != project.pk or membership.ends_on or not membership.confirmed_by_id:
        raise Refused("Choose someone in this project whom the involvement team has confirmed")
    current = co_lead_of(project)
    if current and current.membership_id == membership.pk:
        return
    if current:
        end_co_lead(project=project, membership=current.membership, by=by, now=now)
    CoLead.objects.create(
        project=project, membership=membership, starts_on=london_date(now), named_by=by.contact
    )
    _is_changed(project, now)
    record("project.co_lead_named", by=by, subject=membership, now=now)


@transaction.atomic
def end_co_lead(*, project: Project, membership: Membership, by: Person, now: datetime) -> None:
    """End a person's co-lead of a project today, if they lead it, and show their name no longer."""
    for co_lead in project.co_leads.select_for_update().filter(membership=membership, ends_on=None):
        co_lead.name_consents.filter(withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=by.contact)
        CoLead.objects.filter(pk=co_lead.pk).update(ends_on=london_date(now))
        _is_changed(project, now)
        record("project.co_lead_ended", by=by, subject=membership, now=now)


def _is_changed(project: Project, now: datetime) -> None:
    """Its page says who leads it, so it has changed. It never tells when a name was shown or taken off."""
    Project.objects.filter(pk=project.pk).update(changed_at=now)


@transaction.atomic
def allow_name(*, co_lead: CoLead, asked_how: AskedHow, by: User, now: datetime) -> None:
    """Write down that a co-lead said "you may show my name on the project's page", and how they were asked.

    Raises StaleState when that is written down already, or they lead no longer.
    """
    if not CoLead.objects.select_for_update().filter(pk=co_lead.pk, ends_on=None).exists():
        raise StaleState("This person does not lead the project any more")
    try:
        with transaction.atomic():
            NameConsent.objects.create(
                co_lead=co_lead, given_on=london_date(now), asked_how=asked_how, recorded_by=by.contact
            )
    except IntegrityError as already:
        raise StaleState("Their name is shown already") from already
    record("project.name_allowed", by=by, subject=co_lead.membership, now=now, asked_how=asked_how)


@transaction.atomic
def take_name_off(*, co_lead: CoLead, by: User, now: datetime) -> None:
    """Show a co-lead's name no longer, from this moment. Raises StaleState when it is not shown."""
    taken = co_lead.name_consents.filter(withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=by.contact)
    if not taken:
        raise StaleState("Their name is not shown")
    record("project.name_taken_off", by=by, subject=co_lead.membership, now=now)
