"""Who has what: reading it, giving a role, ending one, and closing the account of who has left."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actions import closing, granting
from accounts.actions.work_account import send_link, why_no_link
from accounts.forms.roles import EndForm, FilterForm, GiveForm, capital
from accounts.fresh import fresh_sign_in
from accounts.models import RoleGrant
from accounts.queries import people_with_roles, there_is_a_lead, who_has_what
from accounts.rules import can_change_roles_of, can_give_roles, can_see_roles, roles_to_give
from accounts.work_accounts import has_joined
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from govuk.pages import form_page, require
from words.errors import Refused, StaleState
from words.plain_dates import short_date
from words.working_days import london_date

PAGE_SIZE = 50
LONGEST_ID = 18  # figures that the database's own numbers never pass


@require_safe
def show_list(request):
    """People by name, each with their roles and days. What is not known in the address is left out."""
    require(can_see_roles, request.user)
    today = london_date(timezone.now())
    form = FilterForm(request.GET)
    form.is_valid()
    # A value that no list has is left out, as everywhere: nothing is wrong with whoever followed a link.
    asked = {key: value for key, value in form.cleaned_data.items() if value}
    found = who_has_what(
        seen_by=request.user,
        on=today,
        role=asked.get("role", ""),
        directorate=asked.get("directorate"),
        ended=bool(asked.get("when")),
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    query = {key: getattr(value, "pk", value) for key, value in asked.items()}
    _noted(request, page.object_list)
    return render(
        request,
        "accounts/roles.html",
        {
            "form": FilterForm(initial=query),
            "found": page.paginator.count,
            "page": page,
            "query": urlencode(query),
            "is_narrowed": bool(query),
            "rows": [_row(user, today) for user in page.object_list],
            "can_give": can_give_roles(request.user, there_is_a_lead(on=today)),
        },
    )


def _noted(request, people):
    """Whoever looks at who has what has read about each person on the page."""
    fields = (Seen.NAME, Seen.ROLES)
    note_reads(request, [one.contact_id for one in people], fields=fields, purpose=Purpose.ROLES)


def _row(user, today):
    return {
        "name": user.contact.name,
        "url": reverse("roles:person", args=[user.pk]),
        "roles": [_role(grant, today) for grant in user.shown],
        "is_closed": not user.is_active,
    }


def _role(grant, today):
    """One role in words, and its days."""
    return {
        "words": capital(grant.get_role_display())
        + (f", {grant.directorate.name}" if grant.directorate else ""),
        "since": short_date(grant.starts_on),
        "until": short_date(grant.ends_on) if grant.ends_on else "",
        "never_began": grant.never_began,
        "is_to_come": grant.starts_on > today,
        "is_over": grant.is_over(today),
    }


@require_safe
def show_person(request, pk):
    """All roles that one person has, will have and had, and what may be done about each."""
    require(can_see_roles, request.user)
    person = _person(request, pk)
    today = london_date(timezone.now())
    may_change = can_change_roles_of(request.user, person)
    grants = (
        RoleGrant.objects.visible_to(request.user)
        .filter(user=person)
        .select_related("directorate", "granted_by__contact")
        .order_by("-starts_on", "-pk")
    )
    rows = [
        {
            **_role(grant, today),
            "given_by": grant.granted_by.contact.name if grant.granted_by else "",
            "change_url": reverse("roles:change_end", args=[grant.pk]),
            "end_url": reverse("roles:end", args=[grant.pk]),
        }
        for grant in grants
    ]
    needs_one = not why_no_link(person, now=timezone.now())
    _noted(request, [person])
    return render(
        request,
        "accounts/roles_of.html",
        {
            "person": person,
            "back": reverse("roles:list"),
            "now": [row for row in rows if not row["is_over"]],
            "ended": [row for row in rows if row["is_over"]],
            "may_change": may_change,
            "needs_work_account": needs_one,
            "has_joined": needs_one and has_joined(person),
            "is_own": person.pk == request.user.pk,
            "give_url": f"{reverse('roles:give')}?{urlencode({'person': person.pk})}",
        },
    )


def _person(request, pk):
    """Somebody who has a role or had one, or 404: people who only take part are not found here."""
    return get_object_or_404(people_with_roles(seen_by=request.user), pk=pk)


@form_page
@fresh_sign_in
def give(request):
    """Give a role to somebody who is known, or to somebody new who is invited by that."""
    now = timezone.now()
    lead_is_there = there_is_a_lead(on=london_date(now))
    require(can_give_roles, request.user, lead_is_there)
    people = people_with_roles(seen_by=request.user).filter(is_active=True).exclude(pk=request.user.pk)
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        people=people,
        roles=roles_to_give(request.user, lead_is_there),
        today=london_date(now),
        initial={"person": _number(request.GET.get("person", ""))},
    )
    if form.is_bound and form.is_valid():
        try:
            grant = granting.give_role(**form.chosen, by=request.user, now=now)
        except StaleState as taken:
            form.add_error("role", str(taken))
        except Refused as refused:
            form.add_error("person" if form.chosen["user"] else "email", str(refused))
        else:
            messages.success(
                request, f"{grant.user} has the role “{grant.get_role_display()}”. We email them about it."
            )
            return redirect("roles:person", pk=grant.user_id)
    _noted(request, people)
    return render(request, "accounts/give_role.html", {"form": form, "back": reverse("roles:list")})


def _number(typed):
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_ID else None


@form_page
@fresh_sign_in
def change_end(request, pk):
    """Let a role end on another day, or never."""
    grant, today = _grant(request, pk), london_date(timezone.now())
    if _is_over(request, grant, today):
        return redirect("roles:person", pk=grant.user_id)
    form = EndForm(
        request.POST if request.method == "POST" else None,
        earliest=max(today, grant.starts_on),
        initial={"ends_on": grant.ends_on},
    )
    if form.is_bound and form.is_valid():
        try:
            granting.change_end(grant=grant, **form.cleaned_data, by=request.user, now=timezone.now())
        except StaleState as stale:
            messages.info(request, f"{stale}.")
            return redirect("roles:person", pk=grant.user_id)
        except Refused as refused:
            form.add_error("ends_on", str(refused))
        else:
            messages.success(request, "Saved. We email them about it.")
            return redirect("roles:person", pk=grant.user_id)
    _noted(request, [grant.user])
    return render(request, "accounts/change_end.html", {**_about(grant, today), "form": form})


@form_page
@fresh_sign_in
def end(request, pk):
    """Are you sure? Then it ends at once."""
    grant, today = _grant(request, pk), london_date(timezone.now())
    if _is_over(request, grant, today):
        return redirect("roles:person", pk=grant.user_id)
    if request.method == "GET":
        _noted(request, [grant.user])
        return render(request, "accounts/end_role.html", _about(grant, today))
    try:
        granting.end_role(grant=grant, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, f"{refused}.")
    else:
        messages.success(request, "The role has ended. We email them about it.")
    return redirect("roles:person", pk=grant.user_id)


def _grant(request, pk):
    """A role of somebody else's, or 404. One's own is not for oneself to change (403)."""
    require(can_see_roles, request.user)
    grants = RoleGrant.objects.visible_to(request.user).select_related("user__contact", "directorate")
    grant = get_object_or_404(grants, pk=pk)
    require(can_change_roles_of, request.user, grant.user)
    return grant


def _is_over(request, grant, today):
    """Whether it has ended already: then the person's page says so."""
    if grant.is_over(today):
        messages.info(request, "This role has ended already.")
        return True
    return False


def _about(grant, today):
    return {
        **_role(grant, today),
        "name": grant.user.contact.name,
        "back": reverse("roles:person", args=[grant.user_id]),
    }


@form_page
@fresh_sign_in
def close(request, pk):
    """Are you sure that they have left? Then all their roles end, and they sign in no more."""
    person = _somebody_else(request, pk)
    if request.method == "GET" and person.is_active:
        return _are_you_sure(request, person, "accounts/close_account.html")
    return _answered(request, person, closing.close_account, "The account is closed. We email them about it.")


@form_page
@fresh_sign_in
def open_again(request, pk):
    """Are you sure? Then they can sign in again, with no role until one is given."""
    person = _somebody_else(request, pk)
    if request.method == "GET" and not person.is_active:
        return _are_you_sure(request, person, "accounts/open_account_again.html")
    done = "The account is open again. Now give them the roles that they need."
    return _answered(request, person, closing.open_account_again, done)


@form_page
@fresh_sign_in
def send_work_link(request, pk):
    """Are you sure? Then they get a new link that joins their work account, and older ones end."""
    person = _somebody_else(request, pk)
    if request.method == "GET":
        if why := why_no_link(person, now=timezone.now()):
            messages.info(request, f"{why}.")
            return redirect("roles:person", pk=person.pk)
        return _are_you_sure(request, person, "accounts/send_work_link.html")
    return _answered(request, person, send_link, "A new link is on its way to them, by email.")


def _are_you_sure(request, person, template):
    _noted(request, [person])
    back = reverse("roles:person", args=[person.pk])
    return render(request, template, {"person": person, "back": back})


def _answered(request, person, act, done):
    """Act where the button was pressed, and go to the person's page, which says what came of it."""
    if request.method == "POST":
        try:
            act(user=person, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.info(request, f"{refused}.")
        else:
            messages.success(request, done)
    return redirect("roles:person", pk=person.pk)


def _somebody_else(request, pk):
    require(can_see_roles, request.user)
    person = _person(request, pk)
    require(can_change_roles_of, request.user, person)
    return person
