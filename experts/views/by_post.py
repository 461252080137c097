"""How an expert without an e-mail address signs in: a letter with a code, printed by the involvement team."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.posting import code_on_its_way, end_posted_code, make_posted_code, why_no_code
from accounts.fresh import fresh_sign_in
from accounts.rules import is_involvement
from audit.choices import Purpose
from audit.reading import note_reads
from experts.models import Expert
from experts.rules import can_post_code
from govuk.pages import require
from words.codes import spaced
from words.errors import Refused, StaleState
from words.plain_dates import plain_date, short_date
from words.working_days import london_date


@require_http_methods(["GET", "POST"])
@fresh_sign_in
def sign_in_of(request, person):
    """Whether a code is on its way to a person. The button makes a new one, in a letter that shows once."""
    expert = _expert(request.user, person)
    now = timezone.now()
    if request.method == "POST":
        try:
            code, works_until = make_posted_code(contact=expert.contact, by=request.user, now=now)
        except Refused as refused:
            messages.info(request, f"{refused}.")
            return redirect("experts:sign_in_of", person=expert.pk)
        return _letter(request, expert, spaced(code), works_until)
    note_reads(request, [expert.contact_id], purpose=Purpose.LETTER)
    on_its_way = code_on_its_way(expert.contact, now=now)
    page = {
        "expert": expert,
        "name": expert.contact.name,
        "why_not": why_no_code(expert.contact),
        "made_on": short_date(london_date(on_its_way.made_at)) if on_its_way else "",
        "works_until": short_date(london_date(on_its_way.works_until)) if on_its_way else "",
    }
    return render(request, "experts/sign_in_of.html", page)


@require_POST
def end_code_of(request, person):
    """A letter went astray: its code ends."""
    expert = _expert(request.user, person)
    try:
        end_posted_code(contact=expert.contact, by=request.user, now=timezone.now())
    except StaleState as stale:
        messages.info(request, f"{stale}.")
    else:
        messages.success(request, "The code in their letter has ended. You can make a new one now.")
    return redirect("experts:sign_in_of", person=expert.pk)


def _expert(user, person):
    require(is_involvement, user)
    expert = get_object_or_404(Expert.objects.select_related("contact"), pk=person)
    require(can_post_code, user, expert)
    return expert


def _letter(request, expert, code, works_until):
    note_reads(request, [expert.contact_id], purpose=Purpose.LETTER)
    page = {
        "expert": expert,
        "name": expert.contact.name,
        "code": code,
        "code_page": settings.PORTAL_ADDRESS.partition("//")[2] + reverse("sign_in_by_post"),
        "works_until": plain_date(london_date(works_until)),
    }
    response = render(request, "experts/sign_in_letter.html", page)
    response["Referrer-Policy"] = "no-referrer"
    return response
