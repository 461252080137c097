"""Paper forms: a whole check's run, one person's, and a blank. Made in the request, and kept nowhere."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audit.choices import Purpose, Seen
from experts.choices import PaperSize
from ladder.actions.paper_forms import MOST_IN_A_FILE, about_paper, make_file, make_forms
from ladder.forms import PaperForm
from ladder.invited import PAPER_MADE, PaperChoice, paper_choice, people_of, who_chose_paper
from ladder.paper import Form, pdf, print_page
from ladder.views.handling import handling, note_invited
from notices.reach_words import what_is_safe
from notices.reaching import how_to_reach
from words.errors import Refused
from words.plain_dates import short_date


@require_http_methods(["GET", "POST"])
@handling
def paper_run(request, check):
    """Everyone who chose paper, and their forms in files of at most fifty people."""
    people = who_chose_paper(check)
    files = [people[start : start + MOST_IN_A_FILE] for start in range(0, len(people), MOST_IN_A_FILE)]
    if request.method == "POST":
        number = request.POST.get("file", "")
        if number not in {str(place) for place in range(1, len(files) + 1)}:
            messages.info(request, "This list has changed. Look at it again, then make the file.")
            return redirect("ladder:paper_run", pk=check.pk)
        return _file(request, check, files[int(number) - 1], name=f"paper-forms-{number}")
    _noted(request, check, people)
    return render(
        request,
        "ladder/paper_run.html",
        {
            "check": check,
            "files": [
                {
                    "number": number,
                    "people": [_row(choice) for choice in choices],
                    "again": any(choice.made_on for choice in choices),
                }
                for number, choices in enumerate(files, start=1)
            ],
            "is_open": check.closed_at is None and check.closes_at > timezone.now(),
            "blank": PaperForm(initial={"size": PaperSize.LARGE, "cream": "white"}),
        },
    )


def _noted(request, check, choices):
    """Whoever makes paper for people has read how they want it."""
    invitations = [choice.invitation for choice in choices]
    note_invited(request, check, invitations, purpose=Purpose.PAPER, fields=(Seen.NAME, Seen.WAY))


def _row(choice: PaperChoice):
    return {
        "name": choice.name,
        "url": reverse("ladder:invited_person", args=[choice.invitation.round_id, choice.invitation.pk]),
        "look": look_words(choice),
        "made": f"Made on {short_date(choice.made_on)}" if choice.made_on else "Not made yet",
    }


def look_words(choice: PaperChoice):
    """How a form looks, in words: "Large, 18 point, on cream"."""
    colour = "cream" if choice.cream else "white"
    return f"{choice.size.label}, {choice.size.value} point, on {colour}"


@require_POST
@handling
def paper_blank(request, check):
    """A form with boxes for a code and nobody's name. It opens nothing, so anyone may have it."""
    form = PaperForm(request.POST)
    if not form.is_valid():
        messages.info(request, "Choose a size and a paper for the blank form.")
        return redirect("ladder:paper_run", pk=check.pk)
    blank = Form(code="", link="", size=int(form.cleaned_data["size"]), cream=form.cleaned_data["cream"])
    return _as_file(pdf([blank], wording=check.statement_set.wording(), about=about_paper(check)), "blank")


@require_http_methods(["GET", "POST"])
@handling
def paper_form(request, check, invitation):
    """One person's form, as a PDF or as a page to print. It begins with what they chose."""
    person = get_object_or_404(people_of(check).annotate(paper_made=PAPER_MADE), pk=invitation)
    choice = paper_choice(person)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        initial={"size": choice.size, "cream": "cream" if choice.cream else "white"},
    )
    if form.is_valid():
        chosen = replace(choice, size=form.cleaned_data["size"], cream=form.cleaned_data["cream"])
        if "page" in request.POST:
            return _page(request, check, chosen)
        return _file(request, check, [chosen], name="paper-form")
    read = (Seen.NAME, Seen.WAY, Seen.REACH)
    note_invited(request, check, [person], purpose=Purpose.PAPER, fields=read)
    context = {
        "check": check,
        "person": person,
        "form": form,
        "row": _row(choice),
        "safe": what_is_safe(how_to_reach(person.expert.contact)),
    }
    return render(request, "ladder/paper_form_choices.html", context)


def _page(request, check, choice):
    try:
        (form,) = make_forms(round_=check, choices=[choice], by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("ladder:invited_person", pk=check.pk, invitation=choice.invitation.pk)
    _noted(request, check, [choice])
    paper = print_page(form, wording=check.statement_set.wording(), about=about_paper(check))
    context = {"check": check, "name": choice.name, "paper": paper}
    response = render(request, "ladder/paper_page.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _file(request, check, choices, *, name):
    try:
        made = make_file(round_=check, choices=choices, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("ladder:paper_run", pk=check.pk)
    _noted(request, check, choices)
    return _as_file(made, name)


def _as_file(made, name):
    response = HttpResponse(made, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
