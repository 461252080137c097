"""What people read when something is not there, not for them, or not right."""

from django.http import (
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.template.loader import render_to_string

from govuk.pages import public


@public
def bad_request(request, exception):
    """Something that no page of ours sends. The request may be unusable, so nothing of it is asked."""
    return HttpResponseBadRequest(render_to_string("errors/400.html"))


@public
def forbidden(request, exception):
    """The page is there, and is not for this person."""
    return HttpResponseForbidden(render_to_string("errors/403.html", request=request))


@public
def not_found(request, exception):
    """No such page, or none that this person may know of."""
    return HttpResponseNotFound(render_to_string("errors/404.html", request=request))


@public
def went_wrong(request):
    """Our mistake. The database may be what is wrong, so this page asks for nothing."""
    return HttpResponseServerError(render_to_string("errors/500.html"))


@public
def form_is_too_old(request, reason=""):
    """A form came without its token: it was open for a long time, or cookies are off."""
    return HttpResponseForbidden(render_to_string("errors/csrf.html"))
