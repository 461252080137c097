"""How somebody likes the questions. It is the same choice as on "Easier to read", in the same cookie."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ladder.actions.answering import has_draft
from ladder.films import how_many_films
from ladder.forms.choosing import HowForm
from ladder.views.check_page import answering
from notices import reading_cookie
from notices.actions import choose_reading


@require_http_methods(["GET", "POST"])
@answering
def how(request, sitting):
    """Plain words or Easy Read, with pictures or without: asked once, before the first question."""
    before = reading_cookie.reading_of(request)
    if request.method == "GET":
        has_films = how_many_films(sitting.invitation.round.statement_set_id) > 0
        form = HowForm.showing(before, has_films=has_films)
        return render(request, "ladder/how.html", {**sitting.about, "form": form})
    reading = HowForm.chosen(request.POST, before=before)
    if request.user.is_authenticated:
        choose_reading(contact=request.user.contact, reading=reading, by=request.user, now=sitting.now)
    # Whoever has begun goes on where they were. Their answers are not opened to find out where.
    response = redirect("ladder:carry_on" if has_draft(sitting.invitation) else "ladder:practice")
    reading_cookie.put(response, reading)
    return response
