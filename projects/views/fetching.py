"""What pages of a project's team share: the project, what was sent, and where a saved task leads."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from govuk.pages import require
from projects import rules
from projects.models import Project
from projects.unsaid import NOT_BOTH, unsaid, unsaid_of_change

SAVED = "Saved. Carry on when you are ready."
SAVED_FOR_ALL = "Saved. Anyone can read it now."
SAVED_AS_CHANGE = "Saved. Nobody else sees it until you publish the change."


def project_to_change(request, reference, *, rule=rules.can_change):
    """The project, for someone who may do this to it: unseen is 404, forbidden is 403."""
    project = get_object_or_404(
        Project.objects.visible_to(request.user).select_related("directorate"), reference=reference
    )
    require(rule, request.user, project)
    return project


def posted(request):
    """What was sent, or None for a page that is only being looked at. An empty form that was sent is sent."""
    return request.POST if request.method == "POST" else None


def task_page(request, task, form, project, **more):
    """The page of one task of registering. Back goes to the list of tasks."""
    return render(
        request,
        f"projects/register/{task}.html",
        {
            "form": form,
            "project": project,
            "caption": project.name,
            "back": reverse("projects:tasks", args=[project.reference]),
            **more,
        },
    )


def go_on(request, form, project):
    """After a task is saved: the next one with something to ask, or the list when the person stops here.

    A task may be saved and still lack something, such as pay for a top step. The same page again would say
    nothing new, so the list comes with the sentence that says what waits.
    """
    project.refresh_from_db()
    if project.published_at:
        messages.success(request, SAVED_FOR_ALL)
        return redirect("projects:tasks", reference=project.reference)
    if form.later:
        messages.success(request, SAVED)
        return redirect("projects:tasks", reference=project.reference)
    address, still = next_page(project), unsaid(project)
    if address == request.path or (still and still[0].sentence == NOT_BOTH):
        messages.info(request, f"Saved. Before you publish: {_in_a_sentence(still[0].sentence)}.")
        return redirect("projects:tasks", reference=project.reference)
    return redirect(address)


def _in_a_sentence(words):
    return words[0].lower() + words[1:]


def next_page(project):
    """The address of the first task of a draft that has something to ask, or of all its answers."""
    still = unsaid(project)
    name = still[0].task if still else "check_answers"
    return reverse(f"projects:{name}", args=[project.reference])


def next_page_of_change(project, level):
    """The same for a published project's next step: at the end, the page that publishes it."""
    still = unsaid_of_change(project, level)
    return reverse(f"projects:{still[0].task if still else 'change'}", args=[project.reference])
