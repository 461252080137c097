"""How somebody likes to read: size, pictures, words and colours."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coproduction.forms import ReadingForm
from coproduction.way_back import back_to
from govuk.pages import public
from notices import reading_cookie
from notices.actions import choose_reading
from notices.reading import Reading


@public
@require_http_methods(["GET", "POST"])
def easier_to_read(request):
    """Choose, and see at once how pages look from now on. One button puts everything back to normal."""
    if request.method == "POST":
        back = back_to(request, request.POST.get("back", ""))
        before = reading_cookie.reading_of(request)
        reading = Reading() if "normal" in request.POST else ReadingForm.chosen(request.POST, before=before)
        if request.user.is_authenticated:
            choose_reading(contact=request.user.contact, reading=reading, by=request.user, now=timezone.now())
        response = redirect(f"{request.path}?{urlencode({'back': back, 'saved': 1})}")
        reading_cookie.put(response, reading)
        return response
    back = back_to(request, request.GET.get("back", ""))
    reading = reading_cookie.reading_of(request)
    return render(
        request,
        "coproduction/easier_to_read.html",
        {
            "form": ReadingForm.showing(reading),
            "back": back,
            "saved": "saved" in request.GET,
            "is_normal": reading == Reading(),
            "from_a_link": back == reverse("ladder:enter_code"),
            "signed_in": request.user.is_authenticated,
        },
    )
