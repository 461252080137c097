"""The audit record, for data protection: narrowed to a person, to who acted, and to days."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import can_read_audit
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from coproduction.audit_forms import DaysForm, NameForm
from coproduction.audit_lines import HEADINGS, Asked, as_rows, lines_for, names_of, people_on
from govuk.files import as_file
from govuk.pages import require
from notices.models import Contact
from projects.spreadsheets.writing import CSV_TYPE, csv_lines
from words.working_days import london_date

LINES_A_PAGE = 50
MOST_IN_A_FILE = 10_000
MOST_FOUND = 20


@require_http_methods(["GET", "POST"])
def audit(request):
    """The lines, 50 a page. A name is looked for by POST, so that it stands in no address and in no log."""
    require(can_read_audit, request.user)
    days = DaysForm(request.GET if DaysForm.is_in(request.GET) else None)
    asked = _asked(request, days)
    search = NameForm(request.POST if request.method == "POST" else None)
    found = _found(request, search) if search.is_bound and search.is_valid() else None
    page = Paginator(lines_for(asked), LINES_A_PAGE).get_page(request.GET.get("page"))
    events = list(page.object_list)
    people = people_on(events) | {one for one in (asked.person, asked.by) if one}
    names = names_of(people)
    _noted(request, names)
    return render(
        request,
        "coproduction/audit.html",
        {
            "page": page,
            "rows": as_rows(events, names),
            "heads": HEADINGS,
            "search": search,
            "days": days,
            "found": found,
            "person": names.get(asked.person, ""),
            "by": names.get(asked.by, ""),
            "kept": _kept(asked),
            "query": _query(asked),
            "own": asked.own,
            "csv_url": f"{reverse('coproduction:audit_csv')}?{_query(asked)}",
            "most": f"{MOST_IN_A_FILE:,}",
            "back": reverse("coproduction:me"),
        },
    )


@require_safe
def audit_csv(request):
    """The same lines as a file, the newest first."""
    require(can_read_audit, request.user)
    events = list(lines_for(_asked(request, DaysForm(request.GET)))[:MOST_IN_A_FILE])
    names = names_of(people_on(events))
    _noted(request, names)
    response = StreamingHttpResponse(csv_lines(HEADINGS, as_rows(events, names)), content_type=CSV_TYPE)
    today = london_date(timezone.now())
    return as_file(response, f"audit-{today.isoformat()}.csv")


def _noted(request, people):
    """Whoever looks at who has looked is written down too."""
    note_reads(request, people, fields=(Seen.NAME, Seen.LOOKED), purpose=Purpose.PROTECT)


def _asked(request, days):
    """What the address asks for. What is no id, or no day, narrows nothing."""
    chosen = days.cleaned_data if days.is_bound and days.is_valid() else {}
    return Asked(
        person=_id(request.GET.get("person", "")),
        by=_id(request.GET.get("by", "")),
        first=chosen.get("first"),
        last=chosen.get("last"),
        own="own" in request.GET,
    )


def _id(typed):
    try:
        return UUID(typed)
    except ValueError:
        return None


def _kept(asked):
    """What the form of days carries along: whom the page is about."""
    kept = {"person": asked.person, "by": asked.by, "own": "1" if asked.own else None}
    return [(name, value) for name, value in kept.items() if value]


def _query(asked):
    """The address of the same lines. It holds ids and days, never a name."""
    parts = [(name, str(value)) for name, value in _kept(asked)]
    for name, day in (("first", asked.first), ("last", asked.last)):
        if day:
            parts += [(f"{name}_{place}", str(part)) for place, part in DaysForm.parts(day)]
    return urlencode(parts)


def _found(request, search):
    """Up to twenty people whose name holds what was typed, with a link to each of the two ways to ask."""
    people = Contact.objects.filter(name__icontains=search.cleaned_data["name"]).order_by("name", "pk")
    people = list(people[:MOST_FOUND])
    _noted(request, [person.pk for person in people])
    return [{"name": person.name, "pk": str(person.pk)} for person in people]
