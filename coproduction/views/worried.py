"""I am worried about someone: who to ring. It asks for nothing, so nobody has to watch it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from council.queries import the_council
from govuk.pages import public
from words.leaving import SOMEWHERE_ELSE


@public
@require_safe
def worried(request):
    """999, and the council's own numbers. Where it has given none, its phone number for everything."""
    council = the_council()
    context = {
        "in_hours": _number(council.worried_phone or council.phone),
        "is_own_number": not council.worried_phone,
        "out_of_hours": _number(council.worried_phone_out_of_hours),
        "leave_for": SOMEWHERE_ELSE,
    }
    return render(request, "coproduction/worried.html", context)


def _number(number):
    return {"text": number, "link": "tel:" + number.replace(" ", "")} if number else None
