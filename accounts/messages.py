"""What people are told about signing in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.choices import FactorChange
from accounts.models import RoleGrant
from audit.actions import SYSTEM
from audit.models import Event
from council.queries import the_council
from notices.kinds import Kind, Message
from notices.models import Notice


def _compose(notice: Notice, now: datetime) -> Message:
    grant = RoleGrant.objects.select_related("user__contact", "directorate").get(
        pk=notice.subject.removeprefix("grant:")
    )
    council = the_council()
    text = render_to_string(
        "messages/accounts_invited.txt",
        {
            "name": grant.user.contact.name,
            "role": grant.get_role_display(),
            "directorate": grant.directorate.name if grant.directorate else "",
            "sign_in": settings.PORTAL_ADDRESS + reverse("account_login"),
            "council": council,
        },
    )
    return Message(subject=f"You can sign in to co-production at {council.name}", text=text)


def _second_step_changed(notice: Notice, now: datetime) -> Message:
    event = Event.objects.get(pk=notice.subject.removeprefix("event:"))
    change = FactorChange(event.what.removeprefix("second_step."))
    is_passkey = event.details["kind"] == Authenticator.Type.WEBAUTHN
    text = render_to_string(
        "messages/accounts_second_step.txt",
        {
            "name": notice.contact.name,
            "change": change.value,
            "by_us": event.by == SYSTEM,
            "thing": "a passkey" if is_passkey else "an app",
            "at": timezone.localtime(event.at),
            "council": the_council(),
        },
    )
    return Message(subject="How you sign in has changed", text=text)


INVITED = Kind(key="accounts.invited", compose=_compose)
SECOND_STEP = Kind(key="accounts.second_step", compose=_second_step_changed)
