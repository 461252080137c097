"""Two pages on which the mutation run is tried: one whose check does nothing, and one whose check does."""

from django.http import HttpResponse

from accounts.rules import can_set_council
from govuk.pages import require


def anyone(user):
    """A rule that says yes to everybody, so that nobody can tell whether it was asked."""
    return True


def unchecked(request):
    """Asks a rule, and lets everybody in."""
    require(anyone, request.user)
    return HttpResponse("Come in")


def checked(request):
    """Asks a rule that turns people away."""
    require(can_set_council, request.user)
    return HttpResponse("Come in")
