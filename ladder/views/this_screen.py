"""The involvement team gets a screen ready that many people will answer checks on."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.rules import is_involvement
from govuk.pages import require
from ladder import shared_screen


@require_http_methods(["GET", "POST"])
def this_screen(request):
    """Use it for checks by many people, or stop. It signs nobody in, and says to sign out afterwards."""
    require(is_involvement, request.user)
    if request.method == "GET":
        return render(request, "ladder/this_screen.html", {"is_shared": shared_screen.is_shared(request)})
    response = redirect("ladder:this_screen")
    if "use" in request.POST:
        shared_screen.share(response, by="team")
    if "stop" in request.POST:
        shared_screen.stop(response)
    return response
