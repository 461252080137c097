"""What people read when something is not there, not for them, or not right."""

from django.http import (
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.template.loader import render_to_string

from coproduction.reading_classes import classes_of
from coproduction.typed import SENT_AGAIN, is_from_our_own_page, typed_into, was_sent_again
from coproduction.who_it_is_for import SOMEBODY_ELSE, WHO
from govuk.pages import public
from notices.reading_cookie import in_browser


@public
def bad_request(request, exception):
    """Something that no page of ours sends. The request may be unusable, so nothing of it is asked."""
    return HttpResponseBadRequest(render_to_string("errors/400.html"))


@public
def forbidden(request, exception):
    """The page is there, and is not for this person. It says whom it is for."""
    is_for = WHO.get(getattr(exception, "rule", None), SOMEBODY_ELSE)
    return HttpResponseForbidden(render_to_string("errors/403.html", {"is_for": is_for}, request=request))


@public
def not_found(request, exception):
    """No such page, or none that this person may know of. It helps them to look."""
    return HttpResponseNotFound(render_to_string("errors/404.html", request=request))


@public
def went_wrong(request):
    """Our mistake. The database may be what is wrong, so this page asks only the browser how to look."""
    context = {"reading_classes": classes_of(in_browser(request))}
    return HttpResponseServerError(render_to_string("errors/500.html", context))


@public
def form_is_too_old(request, reason=""):
    """A form came without its token: it was open for a long time, or cookies are off. Nothing typed is lost.

    What another site sent is neither shown nor offered to be sent: see `coproduction.typed`.
    """
    if request.method != "POST" or not is_from_our_own_page(request):
        return HttpResponseForbidden(render_to_string("errors/not_our_form.html", request=request))
    fields = typed_into(request)
    needs_sign_in = getattr(request.resolver_match.func, "login_required", True)
    context = {
        "fields": fields,
        "shown": [field for field in fields or () if field.is_read],
        "has_files": bool(request.FILES),
        "address": request.get_full_path(),
        "sent_again": SENT_AGAIN,
        "cookies_are_off": reason == REASON_NO_CSRF_COOKIE and was_sent_again(request),
        "signed_out": needs_sign_in and not request.user.is_authenticated,
    }
    return HttpResponseForbidden(render_to_string("errors/csrf.html", context, request=request))
