"""The people who help an expert: on their own pages, and on those the involvement team keeps for others."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.rules import is_involvement
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from experts import supporting
from experts.choices import ToldHow
from experts.forms import COPIES, HELP, RESULTS, WORDS, RightsForm, SupporterForm
from experts.models import Expert, Supporter
from experts.rules import can_choose_supporters, can_note_supporters
from govuk.pages import form_page, require
from words.errors import Refused, StaleState
from words.plain_dates import short_date


@dataclass(frozen=True, slots=True)
class Desk:
    """One expert, whose supporters are looked after by themselves (`own`) or by the involvement team."""

    expert: Expert
    own: bool

    def url(self, page, *args):
        """The address of a page: "list", "add", "change" or "end"."""
        if self.own:
            return reverse(f"experts:{page}", args=args)
        return reverse(f"experts:{page}_for", args=[self.expert.pk, *args])

    def supporter(self, user, pk):
        """One of the expert's supporters who helps now, or 404."""
        mine = Supporter.objects.visible_to(user).now().filter(expert=self.expert)
        return get_object_or_404(mine.select_related("contact"), pk=pk)

    def note_reading(self, request, supporters=()):
        """Whoever looks after the supporters of somebody else has read about that person, and about them.

        On a person's own pages they read what they wrote themselves.
        """
        if not self.own:
            people = [self.expert.contact_id, *(supporter.contact_id for supporter in supporters)]
            note_reads(request, people, fields=(Seen.NAME, Seen.SUPPORTERS), purpose=Purpose.SUPPORT)

    @property
    def about(self):
        """What every page of the desk says."""
        return {"own": self.own, "person": self.expert.contact.name, "back": self.url("list")}


def _own_desk(user):
    require(can_choose_supporters, user)
    return Desk(Expert.objects.select_related("contact").get(contact=user.contact_id), own=True)


def _desk_for(user, person):
    require(is_involvement, user)
    expert = get_object_or_404(Expert.objects.select_related("contact"), pk=person)
    require(can_note_supporters, user, expert)
    return Desk(expert, own=False)


@require_safe
def my_list(request):
    """Who helps me, and what each may do."""
    return _list(request, _own_desk(request.user), back=reverse("coproduction:me"))


@require_safe
def list_for(request, person):
    """Who helps somebody else, for the involvement team."""
    return _list(request, _desk_for(request.user, person), back=reverse("coproduction:your_work"))


@form_page
def my_add(request):
    """Choose one more person who helps me."""
    return _add(request, _own_desk(request.user))


@form_page
def add_for(request, person):
    """Write down whom somebody chose."""
    return _add(request, _desk_for(request.user, person))


@form_page
def my_change(request, pk):
    """Change what somebody who helps me may do."""
    return _change(request, _own_desk(request.user), pk)


@form_page
def change_for(request, person, pk):
    """Write down what somebody's supporter may do from now on."""
    return _change(request, _desk_for(request.user, person), pk)


@form_page
def my_end(request, pk):
    """Are you sure? Then their help ends at once."""
    return _end(request, _own_desk(request.user), pk)


@form_page
def end_for(request, person, pk):
    """End help that somebody does not want any more."""
    return _end(request, _desk_for(request.user, person), pk)


def _list(request, desk, *, back):
    supporters = (
        Supporter.objects.visible_to(request.user)
        .now()
        .filter(expert=desk.expert)
        .select_related("contact", "added_by")
        .order_by("known_as", "pk")
    )
    desk.note_reading(request, supporters)
    rows = [
        {
            "pk": supporter.pk,
            "name": supporter.known_as,
            "email": supporter.contact.email,
            "may": [WORDS[desk.own][right] for right in _rights(supporter)],
            "may_help": supporter.may_help_answer,
            "since": short_date(supporter.starts_on),
            "told": "" if supporter.told_how == ToldHow.HERE else supporter.get_told_how_display().lower(),
            "written_by": supporter.added_by.name,
            "change_url": desk.url("change", supporter.pk),
            "end_url": desk.url("end", supporter.pk),
        }
        for supporter in supporters
    ]
    page = {**desk.about, "back": back, "rows": rows, "add_url": desk.url("add")}
    return render(request, "experts/supporters.html", page)


def _rights(supporter):
    held = {
        HELP: supporter.may_help_answer,
        RESULTS: supporter.may_see_results,
        COPIES: supporter.gets_copies,
    }
    return [right for right, is_held in held.items() if is_held]


def _add(request, desk):
    form = SupporterForm(request.POST if request.method == "POST" else None, own=desk.own)
    if form.is_bound and form.is_valid():
        try:
            supporter = supporting.add_supporter(
                expert=desk.expert, by=request.user, now=timezone.now(), **form.chosen
            )
        except (Refused, StaleState) as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, f"{supporter.known_as} is added.")
            return redirect(desk.url("list"))
    desk.note_reading(request)
    return render(request, "experts/add_supporter.html", {**desk.about, "form": form})


def _change(request, desk, pk):
    supporter = desk.supporter(request.user, pk)
    form = RightsForm(
        request.POST if request.method == "POST" else None,
        own=desk.own,
        # Without an address nobody can sign in to see results, and no copy goes anywhere.
        offered=(HELP, RESULTS, COPIES) if supporter.contact.email else (HELP,),
        initial={"may": _rights(supporter)},
    )
    if form.is_bound and form.is_valid():
        try:
            supporting.change_supporter(
                supporter=supporter, by=request.user, now=timezone.now(), **form.chosen
            )
        except Refused as refused:
            form.add_error("may", str(refused))
        except StaleState as stale:
            messages.info(request, f"{stale}.")
            return redirect(desk.url("list"))
        else:
            messages.success(request, f"Saved. It counts from now for {supporter.known_as}.")
            return redirect(desk.url("list"))
    desk.note_reading(request, [supporter])
    page = {
        **desk.about,
        "form": form,
        "name": supporter.known_as,
        "end_url": desk.url("end", supporter.pk),
    }
    return render(request, "experts/change_supporter.html", page)


def _end(request, desk, pk):
    supporter = desk.supporter(request.user, pk)
    if request.method == "POST":
        try:
            supporting.end_supporter(supporter=supporter, by=request.user, now=timezone.now())
        except StaleState as stale:
            messages.info(request, f"{stale}.")
        else:
            messages.success(request, f"The help of {supporter.known_as} has ended.")
        return redirect(desk.url("list"))
    desk.note_reading(request, [supporter])
    return render(request, "experts/end_supporter.html", {**desk.about, "name": supporter.known_as})
