"""Where GOV.UK Notify tells us what became of a message."""

import json
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from govuk.pages import public
from notices.actions import heard_back
from notices.channels.notify import OUTCOMES


@csrf_exempt  # no browser sends it: whoever shows the token is Notify
@public
@require_POST
def notify_receipts(request):
    """Take one delivery receipt: its reference and its status, and never to whom the message went.

    Notify asks again after an answer that is none of ours, so whatever is not about a message of the portal,
    or says nothing new, is taken too.
    """
    if not _shows_our_token(request):
        return HttpResponse("This is for GOV.UK Notify.\n", status=403, content_type="text/plain")
    try:
        said = json.loads(request.body)
        status, reference, provider_id = (said.get(name) for name in ("status", "reference", "id"))
    except (ValueError, AttributeError):
        return HttpResponse("This is no receipt.\n", status=400, content_type="text/plain")
    ours, outcome = _uuid(reference), OUTCOMES.get(str(status))
    if ours and outcome:
        its_own = _uuid(provider_id)
        heard_back(reference=ours, outcome=outcome, provider_id=str(its_own or ""), now=timezone.now())
    return HttpResponse(status=204)


def _shows_our_token(request):
    token = settings.NOTIFY_CALLBACK_TOKEN
    return bool(token) and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}")


def _uuid(text):
    try:
        return UUID(text)
    except (ValueError, TypeError, AttributeError):
        return None
