"""Another way than online, and "No, thank you": no page of a check is a dead end."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from experts.choices import PaperSize, Way
from experts.queries import chosen_way
from ladder.actions.answering import change_my_mind, has_draft, say_no_thank_you
from ladder.actions.ways import ask_for_another_way
from ladder.forms.choosing import WayForm
from ladder.models import WayTask
from ladder.views.check_page import answering, check_page
from ladder.views.sitting import just_left
from notices.reaching import how_to_reach


@require_http_methods(["GET", "POST"])
@answering
def another_way(request, sitting):
    """On paper, by phone or in British Sign Language. What the person likes is kept for later checks."""
    before = chosen_way(sitting.invitation.expert)
    typed = request.POST if request.method == "POST" else None
    form = WayForm(typed, initial=_chosen(before, request, sitting))
    if form.is_valid():
        # What belongs to other ways stays as it was: it may be wanted again.
        said = {**_details(before), **form.cleaned_data}
        if "phone_number" in said:
            said["phone"] = said.pop("phone_number")
        _ask(sitting, **{**said, "way": Way(said["way"])})
        return redirect("ladder:way_asked")
    return render(request, "ladder/another_way.html", {**sitting.about, "form": form})


@require_http_methods(["GET", "POST"])
@answering
def way_asked(request, sitting):
    """What happens next, and one button for whoever would rather do it online."""
    if request.method == "POST":
        before = chosen_way(sitting.invitation.expert)
        _ask(sitting, way=Way.ONLINE, **_details(before))
        return redirect(_where_to_go_on(sitting))
    task = WayTask.objects.filter(invitation=sitting.invitation).first()
    if task is None:
        return redirect("ladder:another_way")
    return render(request, "ladder/way_asked.html", {**sitting.about, "way": task.way, "ways": Way})


@require_http_methods(["GET", "POST"])
@answering
def no_thank_you(request, sitting):
    """Nobody asks why. Whoever said it reads here that it can be taken back until the check closes."""
    said = sitting.invitation.declined_on is not None
    if request.method == "GET":
        return render(request, "ladder/no_thank_you.html", {**sitting.about, "said": said})
    if "changed" in request.POST:
        change_my_mind(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
        return redirect(_where_to_go_on(sitting))
    say_no_thank_you(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    return sitting.leave(redirect("ladder:said_no"))


@check_page
@require_safe
def said_no(request):
    """It is noted, and the check is closed in this browser."""
    return render(request, "ladder/said_no.html", just_left(request))


def _chosen(before, request, sitting):
    """What stands in the form. Somebody who helps does not read the person's phone number there."""
    chosen = {"way": before.way, **_details(before)} if before else {"size": PaperSize.LARGE}
    if not sitting.helping:
        told = how_to_reach(sitting.invitation.expert.contact)
        chosen |= {"phone_number": told.phone, "when_to_ring": told.when_to_ring}
    asked = request.GET.get("way", "")
    return {**chosen, **({"way": asked} if asked in Way.values else {})}


def _details(before):
    return {"size": before.size, "cream": before.cream} if before else {}


def _ask(sitting, *, way, **details):
    if sitting.invitation.declined_on:
        # Nothing is sent to somebody who said "No, thank you".
        change_my_mind(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    ask_for_another_way(invitation=sitting.invitation, way=way, by=sitting.by, now=sitting.now, **details)


def _where_to_go_on(sitting):
    return "ladder:carry_on" if has_draft(sitting.invitation) else "ladder:start"
