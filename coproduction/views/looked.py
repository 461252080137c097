"""Who has looked at my record: for the person whose record it is."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction.who_looked import in_words, looks_at

LINES_A_PAGE = 30


@require_safe
def who_looked(request):
    """Each time that somebody read or changed this person's record: their team, what they saw, and why."""
    contact_id = request.user.contact_id
    page = Paginator(looks_at(contact_id), LINES_A_PAGE).get_page(request.GET.get("page"))
    lines = in_words(list(page.object_list), contact_id=contact_id)
    context = {"page": page, "lines": lines, "back": reverse("coproduction:me")}
    return render(request, "coproduction/who_looked.html", context)
