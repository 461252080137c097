"""Who leads a project, whether the co-lead's name may be shown, and which bigger project it is part of."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import is_involvement
from audit.choices import Purpose
from audit.reading import note_reads
from govuk.pages import form_page
from projects.actions import families, leading
from projects.choices import AskedHow
from projects.forms.leading import FamilyForm, LeadsForm, NameConsentForm
from projects.models import CoLead, Project
from projects.queries import co_lead_of, smaller_projects
from projects.unsaid import Task, step_at_hand
from projects.views.fetching import go_on, posted, project_to_change, task_page
from words.errors import Refused
from words.plain_dates import short_date


@form_page
def leads(request, reference):
    """The staff lead, and the expert co-lead where there is one."""
    project = project_to_change(request, reference)
    co_lead = co_lead_of(project)
    lead = project.team.filter(is_lead=True, ends_on=None).first()
    form = LeadsForm(
        posted(request),
        project=project,
        published=project.published_at is not None,
        initial={
            "staff_lead": lead.user_id if lead else None,
            "co_lead": co_lead.membership_id if co_lead else None,
        },
    )
    if form.is_bound and form.is_valid() and _save_leads(project, co_lead, form, by=request.user):
        now_leads = co_lead_of(project)
        if now_leads and now_leads != co_lead:
            return redirect("projects:show_name", reference=reference)
        return go_on(request, form, project)
    _noted(request, project, form.fields["co_lead"].queryset)
    return task_page(
        request,
        Task.LEADS,
        form,
        project,
        has_members=form.fields["co_lead"].queryset.exists(),
        people_url=reverse("projects:people", args=[reference]),
        name_is_shown=co_lead is not None and co_lead.name_consents.filter(withdrawn_at=None).exists(),
        has_co_lead=co_lead is not None,
    )


def _noted(request, project, memberships):
    """Whoever chooses who leads a project with them has read about the experts in it."""
    people = [membership.expert.contact_id for membership in memberships]
    note_reads(request, people, purpose=Purpose.CO_LEAD, for_=project)


def _save_leads(project, co_lead, form, *, by):
    """Both leads or neither. What is refused is said beside its question."""
    now, chosen, asked = timezone.now(), form.cleaned_data, "staff_lead"
    try:
        with transaction.atomic():
            leading.name_staff_lead(project=project, user=chosen["staff_lead"], by=by, now=now)
            asked = "co_lead"
            if chosen["co_lead"]:
                leading.name_co_lead(project=project, membership=chosen["co_lead"], by=by, now=now)
            elif co_lead:
                leading.end_co_lead(project=project, membership=co_lead.membership, by=by, now=now)
    except Refused as refused:
        form.add_error(asked, str(refused))
        return False
    return True


@form_page
def show_name(request, reference):
    """A co-lead's yes to showing their name: written down with how they were asked, or taken off at once."""
    project = project_to_change(request, reference)
    co_lead = co_lead_of(project)
    if co_lead is None:
        return redirect("projects:leads", reference=reference)
    consent = co_lead.name_consents.filter(withdrawn_at=None).select_related("recorded_by").first()
    form = NameConsentForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            leading.allow_name(co_lead=co_lead, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Their name is on the page. They can take it off at any time.")
            return redirect("projects:tasks", reference=reference)
    _noted(request, project, [co_lead.membership])
    return task_page(
        request,
        "show_name",
        form,
        project,
        name=co_lead.membership.known_as,
        consent=consent,
        given_on=short_date(consent.given_on) if consent else "",
    )


@require_POST
def take_name_off(request, reference):
    """Take a co-lead's name off the project's page, at once."""
    project = project_to_change(request, reference)
    co_lead = get_object_or_404(CoLead, project=project, ends_on=None)
    _take_off(request, co_lead)
    return redirect("projects:leads", reference=reference)


@require_POST
def my_name(request, pk):
    """A co-lead says for themselves, signed in, whether the page of their project may show their name."""
    co_lead = get_object_or_404(
        CoLead.objects.select_related("project", "membership"),
        pk=pk,
        ends_on=None,
        membership__expert__contact=request.user.contact_id,
    )
    if request.POST.get("show") != "yes":
        _take_off(request, co_lead, whose="Your")
        return redirect("coproduction:me")
    try:
        leading.allow_name(co_lead=co_lead, asked_how=AskedHow.HERE, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, f"{refused}.")
    else:
        messages.success(request, "Your name is on the project’s page. You can take it off at any time.")
    return redirect("coproduction:me")


def _take_off(request, co_lead, *, whose="The"):
    try:
        leading.take_name_off(co_lead=co_lead, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, f"{refused}.")
    else:
        messages.success(request, f"{whose} name is off the page.")


@form_page
def family(request, reference):
    """Which bigger project it is part of; and for a bigger one, why it is above its parts."""
    project = project_to_change(request, reference)
    smaller = smaller_projects(project)
    form = FamilyForm(
        posted(request),
        offered=_may_be_part_of(request.user, project),
        has_parts=bool(smaller),
        published=project.published_at is not None,
        initial={"parent": project.parent_id, "above_parts_because": project.above_parts_because},
    )
    if form.is_bound and form.is_valid():
        try:
            _save_family(project, form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error("parent", str(refused))
        else:
            return go_on(request, form, project)
    level = step_at_hand(project)
    step = level.get_rung_display() if level and level.rung else ""
    return task_page(request, Task.FAMILY, form, project, smaller=smaller, step=step)


def _save_family(project, chosen, *, by):
    now = timezone.now()
    if "parent" in chosen:
        families.join_bigger_project(project=project, parent=chosen["parent"], by=by, now=now)
    else:
        families.say_why_it_is_above(project=project, because=chosen["above_parts_because"], by=by, now=now)


def _may_be_part_of(user, project):
    """Their own, published ones of its directorate (all of them for involvement), and the one it is in.

    The last is offered even where the person may not open it: saving the page must not take it away unseen.
    """
    near = Q(directorate=project.directorate_id, published_at__isnull=False)
    near |= Q(published_at__isnull=False) if is_involvement(user) else Q(pk__in=Project.objects.led_by(user))
    seen = Q(pk__in=Project.objects.visible_to(user).filter(near))
    return Project.objects.filter(seen | Q(pk=project.parent_id), parent=None).exclude(pk=project.pk)
