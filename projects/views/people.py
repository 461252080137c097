"""The experts by experience in a project: who they are, adding one, confirming, ending."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.choices import Purpose
from audit.reading import note_reads
from council.choices import Figure
from council.queries import figures
from govuk.pages import form_page
from projects import rules
from projects.actions import people as actions
from projects.forms.people import PersonForm
from projects.models import Membership
from projects.views.fetching import posted, project_to_change
from words.errors import Refused, StaleState
from words.plain_dates import short_date
from words.working_days import london_date


@form_page
def people(request, reference):
    """Everyone in the project, and a form to add one more."""
    project = project_to_change(request, reference, rule=rules.can_add_people)
    form = PersonForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            membership = actions.add_member(
                project=project, **form.cleaned_data, by=request.user, now=timezone.now()
            )
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, added(membership))
            return redirect("projects:people", reference=reference)
    can_confirm = rules.can_confirm_people(request.user, project)
    memberships = sorted(
        project.memberships.select_related("expert__contact", "added_by", "confirmed_by", "ended_by"),
        key=lambda membership: (name_for(membership, can_confirm).casefold(), membership.pk),
    )
    _noted(request, project, memberships)
    may_note = can_confirm and not rules.is_in_team(request.user, project)
    here = [
        person(membership, can_confirm, may_note_supporters=may_note)
        for membership in memberships
        if membership.ends_on is None
    ]
    return render(
        request,
        "projects/people.html",
        {
            "project": project,
            "form": form,
            "here": here,
            "gone": [person(membership, can_confirm) for membership in memberships if membership.ends_on],
            "waiting": sum(not one["confirmed"] for one in here),
            "can_confirm": can_confirm,
            "months": figures(on=london_date(timezone.now()))[Figure.PANEL_MONTHS],
            "page_url": page_of(project),
            "back": reverse("coproduction:your_work"),
        },
    )


def _noted(request, project, memberships):
    """Whoever opens a page with people on it has read about them."""
    people = [membership.expert.contact_id for membership in memberships]
    note_reads(request, people, purpose=Purpose.PEOPLE, for_=project)


def page_of(project):
    """The page that anyone reads, or a draft's list of tasks."""
    if project.published_at:
        return reverse("projects:show", args=[project.slug])
    return reverse("projects:tasks", args=[project.reference])


def added(membership):
    """What is said to whoever added a person: whether checks ask them yet."""
    if membership.confirmed_by_id:
        return f"{membership.known_as} is in the project. The next check asks them."
    return f"{membership.known_as} is added. The involvement team confirms them before a check asks them."


def name_for(membership, can_confirm):
    """The team reads the name it typed until the person is confirmed; who confirms reads both names."""
    known = membership.expert.contact.name
    if can_confirm and membership.confirmed_by_id is None and membership.added_as != known:
        return f"{known} (added as {membership.added_as})"
    return known if can_confirm else membership.known_as


def person(membership, can_confirm, *, may_note_supporters=False):
    """One line of the list, as words."""
    place = [membership.project.reference, membership.pk]
    confirmed_by, ended_by = membership.confirmed_by, membership.ended_by
    waits_for_this_reader = can_confirm and confirmed_by is None and membership.ends_on is None
    return {
        "name": name_for(membership, can_confirm),
        "other_name": waits_for_this_reader and membership.added_as != membership.expert.contact.name,
        "added": f"{membership.added_by.name}, {short_date(membership.starts_on)}",
        "confirmed": confirmed_by is not None,
        "confirmed_by": confirmed_by.name if confirmed_by else "",
        "ended": f"{ended_by.name}, {short_date(membership.ends_on)}" if ended_by else "",
        "confirm_url": reverse("projects:confirm", args=place) if waits_for_this_reader else "",
        "end_url": reverse("projects:end", args=place),
        "supporters_url": (
            reverse("experts:list_for", args=[membership.expert_id])
            if may_note_supporters and confirmed_by
            else ""
        ),
        "contact_url": (
            reverse("experts:contact_for", args=[membership.expert_id])
            if may_note_supporters and confirmed_by
            else ""
        ),
        "sign_in_url": (
            reverse("experts:sign_in_of", args=[membership.expert_id])
            if may_note_supporters and confirmed_by and not membership.expert.contact.email
            else ""
        ),
    }


@require_POST
def confirm(request, reference, pk):
    """The involvement team says that one person belongs in the project."""
    project = project_to_change(request, reference, rule=rules.can_confirm_people)
    membership = get_object_or_404(project.memberships.select_related("expert__contact"), pk=pk)
    try:
        actions.confirm_member(membership=membership, by=request.user, now=timezone.now())
    except StaleState as stale:
        messages.info(request, f"{stale}.")
    else:
        messages.success(request, f"{membership.expert} is confirmed.")
    return redirect("projects:people", reference=reference)


@require_POST
def confirm_everyone(request, reference):
    """The involvement team says that everyone who waits belongs in the project."""
    project = project_to_change(request, reference, rule=rules.can_confirm_people)
    with transaction.atomic():
        waiting = list(
            Membership.objects.select_for_update().filter(project=project, ends_on=None, confirmed_by=None)
        )
        for membership in waiting:
            actions.confirm_member(membership=membership, by=request.user, now=timezone.now())
    count = len(waiting)
    messages.success(request, "1 person is confirmed." if count == 1 else f"{count} people are confirmed.")
    return redirect("projects:people", reference=reference)


@form_page
def end(request, reference, pk):
    """Ask whether someone really leaves the project, and end their membership."""
    project = project_to_change(request, reference, rule=rules.can_add_people)
    membership = get_object_or_404(project.memberships.select_related("expert__contact"), pk=pk)
    if request.method == "POST":
        try:
            actions.end_member(membership=membership, by=request.user, now=timezone.now())
        except StaleState as stale:
            messages.info(request, f"{stale}.")
        else:
            messages.success(request, f"{membership.known_as} is not in the project any more.")
        return redirect("projects:people", reference=reference)
    _noted(request, project, [membership])
    return render(
        request,
        "projects/people_end.html",
        {
            "project": project,
            "name": membership.known_as,
            "is_co_lead": membership.co_leads.filter(ends_on=None).exists(),
            "back": reverse("projects:people", args=[reference]),
        },
    )
