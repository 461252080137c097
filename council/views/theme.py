"""The council's own colours: choosing them, and the style sheet that every page then links."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from accounts.rules import can_set_council
from council import actions
from council.colours import SHIPPED, Colours, fingerprint, style_sheet
from council.forms import ColoursForm
from council.queries import the_council
from council.views.settings import posted, seen_at_first
from govuk.pages import form_page, public, require
from words.contrast import read_colour
from words.errors import Refused

A_YEAR = 365 * 24 * 60 * 60
LABELS = {"dark": "Dark", "link": "Links and buttons", "tint": "Tint"}


@public
@require_safe
def theme(request, stamp):
    """The style sheet of the council's colours as they are now. A new set has a new address."""
    colours = the_council().colours
    if colours is None or stamp != fingerprint(colours):
        raise Http404
    tag = f'"{stamp}"'
    kept = [known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))]
    response = HttpResponse(status=304) if tag in kept else as_css(colours)
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@require_safe
def proposed(request, dark, link, tint):
    """The style sheet of colours that an administrator only looks at. Nobody else can open it."""
    require(can_set_council, request.user)
    chosen = [read_colour(each) for each in (dark, link, tint)]
    if None in chosen:
        raise Http404
    response = as_css(Colours(*chosen))
    response["Cache-Control"] = "private, no-store"
    return response


def as_css(colours):
    return HttpResponse(style_sheet(colours), content_type="text/css; charset=utf-8")


@form_page
def colours(request):
    """Choose three colours, look at them first if wanted, or go back to the portal's own."""
    require(can_set_council, request.user)
    council = the_council()
    now = council.colours or SHIPPED
    reset = "reset" in request.POST
    form = ColoursForm(None if reset else posted(request), initial={f: getattr(now, f) for f in LABELS})
    chosen = form.chosen if form.is_bound and form.is_valid() else None
    stale = False
    if reset or (chosen and "show" not in request.POST):
        try:
            actions.colour(
                colours=chosen, seen=request.POST.get("seen", ""), by=request.user, now=timezone.now()
            )
        except Refused as refused:
            if reset:
                messages.info(request, f"{refused}.")
                return redirect("council:colours")
            form.add_error(None, str(refused))
            stale = True
        else:
            said = "The portal’s own colours are back." if reset else "Your colours are saved."
            messages.success(request, said)
            return redirect("council:settings")
    shown = chosen if chosen and "show" in request.POST else None
    return render(
        request,
        "council/colours.html",
        {
            "form": form,
            "seen": seen_at_first(request, actions.as_seen(council, actions.COLOURS), stale=stale),
            "saved_now": [{"key": LABELS[f], "value": getattr(now, f)} for f in LABELS] if stale else [],
            "has_own": council.colours is not None,
            "proposed_url": proposed_address(shown) if shown else "",
            "back": reverse("council:settings"),
        },
    )


def proposed_address(colours):
    plain = [each.removeprefix("#") for each in (colours.dark, colours.link, colours.tint)]
    return reverse("council:proposed", args=plain)
