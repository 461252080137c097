"""The people of one check, for the involvement team: how they answer, a new code, and ending old ones."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.choices import Purpose, Seen
from audit.reading import note_reads
from council.queries import the_council
from experts.choices import Way
from experts.queries import chosen_way, way_of
from ladder.actions.keys import end_keys as end_all_keys
from ladder.actions.keys import make_key
from ladder.actions.ways import way_is_arranged
from ladder.invited import PAPER_MADE, paper_choice, people_of
from ladder.models import Invitation, WayTask
from ladder.queries import who_may_help
from ladder.views.handling import handling, note_invited
from ladder.views.papers import look_words
from notices import reach_words
from notices.reaching import how_to_reach
from words.codes import spaced
from words.errors import Refused
from words.plain_dates import plain_date, short_date
from words.working_days import london_date

OF_ONE_PERSON = (Seen.NAME, Seen.WAY, Seen.PHONE, Seen.REACH, Seen.SUPPORTERS)


@require_safe
@handling
def invited(request, check):
    """Everyone who was asked, by name. Nothing here tells who has answered."""
    everyone = people_of(check)
    note_invited(request, check, everyone, purpose=Purpose.CHECK, fields=(Seen.NAME, Seen.WAY))
    people = [
        {
            "name": person.expert.contact.name,
            "url": reverse("ladder:invited_person", args=[check.pk, person.pk]),
            "way": way_of(person.expert).label,
        }
        for person in everyone
    ]
    return render(request, "ladder/invited.html", {"check": check, "people": people})


@require_safe
@handling
def invited_person(request, check, invitation):
    """One person in one check: how they like to answer, and everything the team can do for them."""
    person = _person(check, invitation)
    chosen = chosen_way(person.expert)
    told = how_to_reach(person.expert.contact)
    task = WayTask.objects.filter(invitation=person).first()
    supporters = who_may_help([person.pk])
    note_invited(request, check, [person], purpose=Purpose.CHECK, fields=OF_ONE_PERSON)
    note_reads(request, [each.contact_id for each in supporters], purpose=Purpose.CHECK, for_=check)
    return render(
        request,
        "ladder/invited_person.html",
        {
            "check": check,
            "person": person,
            "name": person.expert.contact.name,
            "way": way_of(person.expert).label,
            "paper": look_words(paper_choice(person)) if chosen and chosen.way == Way.PAPER else "",
            "phone": told.phone,
            "when": told.when_to_ring,
            "safe": reach_words.what_is_safe(told),
            "hours": reach_words.sentences(*reach_words.own_hours(told)),
            "task": task,
            "asked_on": short_date(london_date(task.asked_at)) if task else "",
            "done_on": short_date(london_date(task.done_at)) if task and task.done_at else "",
            "paper_made": paper_choice(person).made_on,
            "is_open": _is_open(check),
            "supporters": supporters,
        },
    )


def _is_open(check):
    return check.closed_at is None and check.closes_at > timezone.now()


@require_POST
@handling
def new_code(request, check, invitation):
    """A new link and code, shown once, to read out on the phone: the person's own or a supporter's."""
    person = _person(check, invitation)
    now = timezone.now()
    if not Invitation.objects.can_answer(now=now).filter(pk=person.pk).exists():
        messages.info(request, "No code would open this check for them any more.")
        return redirect("ladder:invited_person", pk=check.pk, invitation=person.pk)
    supporter = None
    if request.POST.get("supporter"):
        supporter = who_may_help([person.pk]).filter(pk__in=_number(request.POST["supporter"])).first()
        if supporter is None:
            messages.info(request, "That person does not help them to answer any more.")
            return redirect("ladder:invited_person", pk=check.pk, invitation=person.pk)
    key = make_key(invitation=person, now=now, by=request.user, supporter=supporter)
    helps = [supporter.contact_id] if supporter else []
    note_reads(request, [person.expert.contact_id, *helps], purpose=Purpose.CHECK, for_=check)
    response = render(
        request,
        "ladder/new_code.html",
        {
            "check": check,
            "person": person,
            "name": supporter.contact.name if supporter else person.expert.contact.name,
            "helps": person.expert.contact.name if supporter else "",
            "code": spaced(key.code),
            "code_page": request.build_absolute_uri(reverse("ladder:enter_code")),
            "answer_by": plain_date(check.answer_by),
            "closes_on": plain_date(london_date(check.closes_at)),
            "council": the_council(),
        },
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


def _number(typed):
    """What a page sent as a row's number, if it is one that a row can have."""
    return [int(typed)] if typed.isascii() and typed.isdigit() and len(typed) < 10 else []


@require_http_methods(["GET", "POST"])
@handling
def end_keys(request, check, invitation):
    """Are you sure? Then no link or code of this person opens the check, until a new one is made."""
    person = _person(check, invitation)
    if request.method == "POST":
        end_all_keys(invitation=person, by=request.user, now=timezone.now())
        messages.success(request, "Their links and codes have ended. Give them a new code now.")
        return redirect("ladder:invited_person", pk=check.pk, invitation=person.pk)
    note_invited(request, check, [person], purpose=Purpose.CHECK)
    context = {"check": check, "person": person, "name": person.expert.contact.name}
    return render(request, "ladder/end_keys.html", context)


@require_POST
@handling
def way_arranged(request, check, invitation):
    """Somebody has seen to the way that a person asked for."""
    task = get_object_or_404(WayTask, invitation__round=check, invitation=invitation)
    try:
        way_is_arranged(task=task, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "Thank you. This is off the list.")
    return redirect("ladder:invited_person", pk=check.pk, invitation=invitation)


def _person(check, invitation):
    return get_object_or_404(people_of(check).annotate(paper_made=PAPER_MADE), pk=invitation)
