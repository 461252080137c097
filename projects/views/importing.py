"""Bringing in a list of projects: a file and its mistakes, what would be made of it, its drafts, undoing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST

from council.models import Directorate
from govuk.pages import form_page, require
from ladder.rungs import Rung
from projects import rules
from projects.actions import importing
from projects.actions.importing import CannotBeUndone, LinesHaveProblems
from projects.choices import ImportState
from projects.forms.importing import PublishDraftsForm, UploadForm
from projects.imports import what_stops_undoing
from projects.models import ImportBatch, Project
from projects.spreadsheets.columns import COLUMNS
from projects.spreadsheets.grids import LARGEST_FILE, TOO_LARGE
from projects.spreadsheets.lines import Unreadable
from projects.spreadsheets.reading import read
from projects.unsaid import unsaid_of_each
from projects.views.fetching import posted
from words.errors import StaleState
from words.plain_dates import short_date
from words.working_days import london_date

MOST_PROBLEMS = 100
LINES_A_PAGE = 50
DRAFTS_A_PAGE = 25
NEWEST = 20


def batch_of(request, pk):
    """An import that the person may see. Nobody but staff gets as far as looking for one."""
    require(rules.can_import, request.user)
    return get_object_or_404(
        ImportBatch.objects.visible_to(request.user).select_related("brought_by__contact"), pk=pk
    )


@form_page
def start(request):
    """What an import does, the template, and a file to check. Its mistakes are told line by line."""
    require(rules.can_import, request.user)
    form = UploadForm(posted(request), request.FILES if request.method == "POST" else None)
    problems = ()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = importing.keep_lines(
                sheet=_sheet(file), file_name=file.name, by=request.user, now=timezone.now()
            )
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        except LinesHaveProblems as wrong:
            problems = wrong.problems
        else:
            return redirect("projects:import_batch", pk=kept.pk)
    return render(
        request,
        "projects/import/start.html",
        {
            "form": form,
            "columns": COLUMNS,
            "batches": [_batch_row(each) for each in _newest(request.user)],
            "back": reverse("coproduction:your_work"),
            **_told(problems),
        },
    )


def _sheet(file):
    """What the file says. Of one that is too large only its size was kept."""
    if file.size > LARGEST_FILE:
        raise Unreadable(TOO_LARGE)
    return read(file.read())


def _newest(user):
    return ImportBatch.objects.visible_to(user).select_related("brought_by__contact").order_by("-pk")[:NEWEST]


def _batch_row(batch):
    return {
        "url": reverse("projects:import_batch", args=[batch.pk]),
        "name": batch.file_name,
        "by": batch.brought_by.contact.name,
        "on": short_date(london_date(batch.brought_at)),
        "count": batch.count,
        "state": batch.get_state_display(),
    }


def _told(problems):
    """The first problems, and how many there are on how many lines."""
    return {
        "problems": problems[:MOST_PROBLEMS],
        "problem_count": len(problems),
        "more_problems": max(0, len(problems) - MOST_PROBLEMS),
    }


@form_page
def batch(request, pk):
    """What would be made of a file that was checked; or, once made, its drafts."""
    return _page_of(request, batch_of(request, pk))


def _page_of(request, batch, *, form=None, problems=None):
    context = {
        "batch": batch,
        "brought": f"{batch.brought_by.contact.name}, {short_date(london_date(batch.brought_at))}",
        "back": reverse("projects:import"),
    }
    if batch.state == ImportState.CHECKED:
        context |= _lines(request, batch, problems)
    elif batch.state == ImportState.DONE:
        context |= _drafts(request, batch, form)
    return render(request, f"projects/import/{batch.state}.html", context)


def _lines(request, batch, problems):
    checked = importing.drafts_of(batch=batch, by=request.user, now=timezone.now())
    names = dict(Directorate.objects.values_list("pk", "name"))
    page = Paginator(checked.drafts, LINES_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "line": draft.line,
            "name": draft.fields["name"],
            "directorate": names.get(draft.fields["directorate_id"], ""),
            "step": Rung(draft.rung).label if draft.rung else "Not said yet",
        }
        for draft in page.object_list
    ]
    return {"page": page, "rows": rows, **_told(problems or checked.problems)}


def _drafts(request, batch, form):
    found = batch.projects.visible_to(request.user).with_stated().order_by("name", "pk")
    page = Paginator(found, DRAFTS_A_PAGE).get_page(request.GET.get("page"))
    projects = list(page.object_list)
    missing = unsaid_of_each([each for each in projects if not each.published_at])
    ready = [each for each in projects if missing.get(each.pk) == []]
    places = {each.pk: place for place, each in enumerate(ready)}
    rows = [
        {
            "name": each.name,
            "reference": each.reference,
            "url": _page_of_project(each),
            "is_published": each.published_at is not None,
            "missing": [one.sentence for one in missing.get(each.pk, ())],
            "tick": f"id_projects_{places[each.pk]}" if each.pk in places else "",
        }
        for each in projects
    ]
    return {
        "page": page,
        "rows": rows,
        "form": form or PublishDraftsForm(ready=ready),
        "ready": ready,
        "can_undo": rules.can_undo_import(request.user, batch),
        "publish_url": f"{reverse('projects:import_publish', args=[batch.pk])}?page={page.number}",
    }


def _page_of_project(project):
    if project.published_at:
        return reverse("projects:show", args=[project.slug])
    return reverse("projects:tasks", args=[project.reference])


@require_POST
def make(request, pk):
    """Make a draft of every line, or of none."""
    batch = batch_of(request, pk)
    try:
        importing.make_drafts(batch=batch, by=request.user, now=timezone.now())
    except LinesHaveProblems as wrong:
        return _page_of(request, batch, problems=wrong.problems)
    except StaleState as stale:
        messages.info(request, f"{stale}.")
        return redirect("projects:import")
    messages.success(request, "The drafts are made. Nobody outside their teams sees them until you publish.")
    return redirect("projects:import_batch", pk=pk)


@require_POST
def publish(request, pk):
    """Publish the ticked drafts, each by itself: one that cannot be holds up no other."""
    batch = batch_of(request, pk)
    if batch.state != ImportState.DONE:
        return redirect("projects:import_batch", pk=pk)
    form = PublishDraftsForm(posted(request), ready=_drafts(request, batch, None)["ready"])
    if not form.is_valid():
        return _page_of(request, batch, form=form)
    ticked = list(
        batch.projects.visible_to(request.user)
        .filter(reference__in=form.cleaned_data["projects"])
        .order_by("name", "pk")
    )
    not_published = importing.publish_each(projects=ticked, by=request.user, now=timezone.now())
    for project, why in not_published.items():
        messages.error(request, f"{project.name} is not published. {why}.")
    done = [each.name for each in ticked if each not in not_published]
    if done:
        messages.success(request, f"Published: {get_text_list(done, 'and')}.")
    return redirect("projects:import_batch", pk=pk)


@form_page
def undo(request, pk):
    """Take out all drafts of an import, or say which of them stop that."""
    batch = batch_of(request, pk)
    require(rules.can_undo_import, request.user, batch)
    if batch.state != ImportState.DONE:
        return redirect("projects:import_batch", pk=pk)
    if request.method == "POST":
        try:
            gone = importing.undo_import(batch=batch, by=request.user, now=timezone.now())
        except CannotBeUndone:
            pass  # the page names what stops it, as it does when it is only looked at
        except StaleState as stale:
            messages.info(request, f"{stale}.")
            return redirect("projects:import")
        else:
            messages.success(request, f"Undone. {gone} drafts are gone.")
            return redirect("projects:import")
    touched = what_stops_undoing(batch)
    visible = set(
        Project.objects.visible_to(request.user)
        .filter(reference__in=[each.reference for each in touched])
        .values_list("reference", flat=True)
    )
    return render(
        request,
        "projects/import/undo.html",
        {
            "batch": batch,
            "touched": [
                {
                    "name": each.name,
                    "why": each.why,
                    "url": reverse("projects:tasks", args=[each.reference])
                    if each.reference in visible
                    else "",
                }
                for each in touched
            ],
            "back": reverse("projects:import_batch", args=[pk]),
        },
    )
