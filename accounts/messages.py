"""What people are told about signing in."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import RoleGrant
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


INVITED = Kind(key="accounts.invited", compose=_compose)
