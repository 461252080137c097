"""How somebody is reached, and their pause: on their own pages, and on those of the involvement team."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import why_address_stays
from accounts.fresh import fresh_sign_in
from accounts.rules import is_involvement_lead
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from experts.actions import correct_email, set_new_email, why_no_new_email_for
from experts.contact_rows import contact_rows
from experts.forms.contact import (
    BestForm,
    EmailForm,
    FormatForm,
    NewEmailForm,
    OftenForm,
    PauseForm,
    SafeForm,
    WhenForm,
    WhereForm,
)
from experts.models import Expert
from experts.rules import can_choose_supporters, can_see_address, can_set_contact_for, can_set_contacts
from govuk.pages import form_page, require
from ladder.invited import open_invitations_of
from ladder.spoken_of import project_of
from notices.choices import BY_MACHINE, Channel
from notices.kinds import read_together, what_it_is
from notices.models import Contact
from notices.queries import attempts_for, went_lately
from notices.reach_words import paused_words
from notices.reaching import how_to_reach, pause, set_how_to_reach, start_again
from notices.ways import reach_of
from words.errors import Refused, StaleState
from words.leaving import SOMEWHERE_ELSE
from words.plain_dates import short_date
from words.working_days import london_date

FORMS = {
    "safe": SafeForm,
    "where": WhereForm,
    "best": BestForm,
    "when": WhenForm,
    "often": OftenForm,
    "format": FormatForm,
}
"""A page for each, by the last word of its address."""
READ_THERE = {
    "where": (Seen.PHONE, Seen.ADDRESS),
    "email": (Seen.EMAIL,),
    "safe": (Seen.AGREED_WORD,),
}
"""What only the team reads, and on which page."""
SAID_FIRST = {
    "safe": ("What is safe?", "This comes before anything else. We keep to it in every message and call."),
    "where": (
        "Phone and address",
        "Only the involvement team sees this. A project’s team never does.",
    ),
    "best": ("What is the best way?", "We use the first way. If it does not work, we use the next."),
    "when": ("When is it safe?", "We send nothing from 8pm to 9am. You can choose fewer hours."),
    "often": ("How often?", "You can change this at any time."),
    "format": ("Which format is best?", "We will not ask why."),
}
"""The heading of each page, and what it says before its form."""
MOST_THAT_WENT = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """One person, who says how they are reached (`own`) or for whom the team writes it down."""

    contact: Contact
    own: bool
    expert_id: int | None
    sees_address: bool

    def url(self, page=""):
        """The address of a page: "" for all of it, or "safe", "pause" …"""
        name = f"experts:contact{page and f'_{page}'}"
        return reverse(name) if self.own else reverse(f"{name}_for", args=[self.expert_id])

    def note_reading(self, request, *parts, also=()):
        """Whoever writes it down for somebody else has read what was told before, of these parts."""
        if not self.own:
            more = [seen for part in parts for seen in READ_THERE.get(part, ()) if self.sees_address]
            fields = (Seen.NAME, Seen.REACH, *more, *also)
            note_reads(request, [self.contact.pk], fields=fields, purpose=Purpose.REACH)

    @property
    def about(self):
        """What every page of the desk says."""
        return {
            "own": self.own,
            "person": self.contact.name,
            "sees_address": self.sees_address,
            "back": self.url(),
        }


def _own_desk(user):
    expert = Expert.objects.filter(contact=user.contact_id).values_list("pk", flat=True).first()
    return Desk(_contact(user.contact_id), own=True, expert_id=expert, sees_address=True)


def _desk_for(user, person):
    require(can_set_contacts, user)
    expert = get_object_or_404(Expert.objects.select_related("contact"), pk=person)
    require(can_set_contact_for, user, expert)
    contact = _contact(expert.contact_id)
    return Desk(contact, own=False, expert_id=expert.pk, sees_address=can_see_address(user, expert))


def _contact(pk):
    return Contact.objects.select_related("how_to_reach").get(pk=pk)


@require_safe
def mine(request):
    """How I am reached, and my pause."""
    return _all_of_it(request, _own_desk(request.user), back=reverse("coproduction:me"))


@require_safe
@fresh_sign_in
def of_somebody(request, person):
    """How somebody else is reached."""
    return _all_of_it(request, _desk_for(request.user, person), back="")


@form_page
def change_mine(request, part):
    """One thing about how I am reached."""
    return _change(request, _own_desk(request.user), part)


@form_page
@fresh_sign_in
def change_for(request, person, part):
    """Write down one thing that somebody told us."""
    return _change(request, _desk_for(request.user, person), part)


@form_page
@fresh_sign_in
def where_for(request, person):
    """Where somebody is rung and written to. The team alone sees it."""
    desk = _desk_for(request.user, person)
    require(can_see_address, request.user, desk.contact.expert)
    return _change(request, desk, "where")


@form_page
@fresh_sign_in
def email_for(request, person):
    """Put right an e-mail address that was written down wrongly. The team alone does it."""
    desk = _desk_for(request.user, person)
    require(can_see_address, request.user, desk.contact.expert)
    form = EmailForm(
        request.POST if request.method == "POST" else None, initial={"email": desk.contact.email}
    )
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            correct_email(expert=desk.contact.expert, email=email, by=request.user, now=timezone.now())
        except (Refused, StaleState) as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, "Saved. It counts from now.")
            return redirect(desk.url())
    open_checks = open_invitations_of(desk.contact.expert)
    desk.note_reading(request, "email", also=(Seen.MESSAGES,) if open_checks else ())
    page = {
        **desk.about,
        "form": form,
        "why_not": "" if form.is_bound else why_address_stays(desk.contact),
        "best_url": desk.url("best"),
        "open_checks": open_checks,
    }
    return render(request, "experts/contact_email.html", page)


@form_page
@fresh_sign_in
def new_email_for(request, person):
    """Somebody rang who cannot open their mailbox any more, so that no code reaches them. The lead alone."""
    require(is_involvement_lead, request.user)
    desk = _desk_for(request.user, person)
    expert = desk.contact.expert
    form = NewEmailForm(request.POST if request.method == "POST" else None, told=how_to_reach(desk.contact))
    if form.is_bound and form.is_valid():
        try:
            set_new_email(expert=expert, by=request.user, now=timezone.now(), **form.cleaned_data)
        except (Refused, StaleState) as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, "Their email is changed. Ask them to sign in with it now.")
            return redirect(desk.url())
    desk.note_reading(request)
    why_not = "" if form.is_bound else why_no_new_email_for(expert)
    return render(request, "experts/new_email.html", {**desk.about, "form": form, "why_not": why_not})


@form_page
def pause_mine(request):
    """Stop all messages to me."""
    return _pause(request, _own_desk(request.user))


@form_page
@fresh_sign_in
def pause_for(request, person):
    """Stop all messages to somebody who asked for that."""
    return _pause(request, _desk_for(request.user, person))


@require_POST
def start_mine_again(request):
    """Let messages to me start again."""
    return _start_again(request, _own_desk(request.user))


@require_POST
def start_again_for(request, person):
    """Let messages to somebody start again."""
    return _start_again(request, _desk_for(request.user, person))


def _all_of_it(request, desk, *, back):
    went = [] if desk.own or not desk.sees_address else _went(request, desk.contact)
    desk.note_reading(request, *READ_THERE, also=(Seen.MESSAGES,) if went else ())
    page = {
        **desk.about,
        "went": went,
        "back": back or reverse("coproduction:home"),
        "rows": contact_rows(
            desk.contact,
            url=desk.url,
            own=desk.own,
            sees_address=desk.sees_address,
            supporters=_supporters_url(request.user, desk),
        ),
        "paused": paused_words(reach_of(desk.contact), own=desk.own, now=timezone.now()),
        "pause_url": desk.url("pause"),
        "start_again_url": desk.url("start_again"),
        "new_email_url": "" if desk.own else _new_email_url(request.user, desk),
    }
    return render(request, "experts/contact.html", page)


def _went(request, contact):
    """E-mails and texts that went to somebody, for whoever hears that one came back."""
    theirs = attempts_for(request.user).filter(notice__contact=contact, channel__in=BY_MACHINE)
    lately = went_lately(theirs, now=timezone.now())[:MOST_THAT_WENT]
    read_together([attempt.notice for attempt in lately])
    return [
        {
            "pk": attempt.pk,
            "what": _in_words(attempt.notice),
            "how": Channel(attempt.channel).label,
            "day": short_date(london_date(attempt.taken_at)),
        }
        for attempt in lately
    ]


def _in_words(notice):
    what, project = what_it_is(notice), project_of(notice)
    return f"{what}: {project.name}" if project else what


def _supporters_url(user, desk):
    """Where supporters are chosen. "" for somebody who has none to choose."""
    if desk.own:
        return reverse("experts:list") if can_choose_supporters(user) else ""
    return reverse("experts:list_for", args=[desk.expert_id]) if desk.sees_address else ""


def _new_email_url(user, desk):
    """Where a lead gives somebody a new email. "" for whoever is none."""
    return desk.url("new_email") if is_involvement_lead(user) else ""


def _change(request, desk, part):
    told = how_to_reach(desk.contact)
    more = {"has_email": bool(desk.contact.email)} if part == "best" else {}
    form = FORMS[part](
        request.POST if request.method == "POST" else None,
        told=told,
        sees_address=desk.sees_address,
        **more,
    )
    if form.is_bound and form.is_valid():
        set_how_to_reach(contact=desk.contact, by=request.user, now=timezone.now(), **form.said)
        messages.success(request, "Saved. It counts from now.")
        return redirect(desk.url())
    desk.note_reading(request, part)
    heading, lead = SAID_FIRST[part]
    page = {**desk.about, "form": form, "heading": heading, "lead": lead, "where_url": "", "leave_for": ""}
    if part == "best" and desk.sees_address:
        page["where_url"] = desk.url("where")
    if part == "safe" and desk.own:
        page["leave_for"] = SOMEWHERE_ELSE
    return render(request, "experts/contact_part.html", page)


def _pause(request, desk):
    form = PauseForm(request.POST if request.method == "POST" else None, own=desk.own)
    if form.is_bound and form.is_valid():
        until = form.cleaned_data["until"]
        pause(contact=desk.contact, until=until, by=request.user, now=timezone.now())
        messages.success(request, "All messages are paused.")
        return redirect(desk.url())
    desk.note_reading(request)
    return render(request, "experts/pause.html", {**desk.about, "form": form})


def _start_again(request, desk):
    try:
        start_again(contact=desk.contact, by=request.user, now=timezone.now())
    except StaleState as stale:
        messages.info(request, f"{stale}.")
    else:
        messages.success(request, "Messages start again from now.")
    return redirect(desk.url())
