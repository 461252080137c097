"""About this site: who can use it, who sees what, which cookies it sets, and how to reach us."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction import accessibility as statement
from coproduction import who_sees_what
from coproduction.cookies import COOKIES
from coproduction.what_we_keep import KEPT
from govuk.pages import public
from ladder.choices import Badge
from ladder.disclosure import SMALLEST_FLOOR, SMALLEST_PUBLIC_FLOOR
from ladder.queries import rules_on
from privacy.columns import PUBLIC_TASK, SOCIAL_CARE
from words.plain_dates import plain_date
from words.working_days import london_date

BADGES = f"{Badge.MATCH.label}, {Badge.TALK.label} or {Badge.HIGHER.label}"
KEPT_HEADS = ("What we keep", "Why", "How long")
COOKIE_HEADS = ("Name", "What it is for", "How long it stays")


@public
@require_safe
def contact(request):
    """Every way to reach us. The numbers are the council's own, as in the help band of every page."""
    return render(request, "coproduction/contact.html")


@public
@require_safe
def cookies(request):
    """Each cookie, what it is for and how long it stays."""
    rows = [(cookie.name, cookie.is_for, cookie.stays) for cookie in COOKIES]
    return render(request, "coproduction/cookies.html", {"heads": COOKIE_HEADS, "rows": rows})


@public
@require_safe
def privacy(request):
    """Who sees what under this council's own numbers, what is kept, and what anyone may ask for."""
    rules = rules_on(london_date(timezone.now()))
    seen = who_sees_what.rows(rules)
    context = {
        "badges": BADGES,
        "who_heads": ("What", *who_sees_what.WHO),
        "who_rows": [(what, *(cell.capitalize() for cell in cells)) for what, *cells in seen],
        "smallest": SMALLEST_FLOOR,
        "smallest_public": SMALLEST_PUBLIC_FLOOR,
        "kept_heads": KEPT_HEADS,
        "kept_rows": [(kept.what, kept.why, kept.how_long) for kept in KEPT],
        "basis": PUBLIC_TASK,
        "condition": SOCIAL_CARE,
    }
    return render(request, "coproduction/privacy.html", context)


@public
@require_safe
def accessibility(request):
    """Who can use the site, who cannot yet, and what to do then. Some of its words are fixed by law."""
    context = {
        "gaps": statement.GAPS,
        "standard": statement.STANDARD,
        "not_known": statement.NOT_KNOWN,
        "prepared_on": plain_date(statement.PREPARED_ON),
        "site": settings.PORTAL_ADDRESS,
    }
    return render(request, "coproduction/accessibility.html", context)
