"""Letting people in: by invitation only."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import record
from notices.models import Contact
from words.errors import Refused, StaleState


@transaction.atomic
def let_sign_in(*, contact: Contact, by: Any, now: datetime) -> User:
    """Let a person sign in with a code sent to their e-mail address. Returns the same User each time.

    Raises Refused when they have no address, or someone else signs in with it, and StaleState when it was
    given to someone in the same moment.
    """
    if not contact.email:
        raise Refused("Give an email address, so that a code can be sent to it")
    user = User.objects.filter(email__iexact=contact.email).first()
    if user and user.contact_id != contact.pk:
        raise Refused("Someone else already signs in with this email address")
    if user is None:
        # Someone whose codes came by post until now keeps their User.
        user = User.objects.filter(contact=contact, email=None).first() or User(contact=contact)
        user.email = contact.email
        user.set_unusable_password()
        try:
            with transaction.atomic():
                user.save()
                EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        except IntegrityError as taken:
            raise StaleState("This email address was given in the same moment. Look at it again") from taken
        record("user.let_in", by=by, subject=user, now=now)
    return user
