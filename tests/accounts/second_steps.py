"""An app's code, made by hand, and a browser in which somebody has signed in in some way."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from tests.accounts.passkeys import Passkey

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE_ONLY = ({"method": "code"},)
WITH_APP = ({"method": "code"}, {"method": "mfa", "type": "totp"})
WITH_PASSKEY = ({"method": "mfa", "type": "webauthn", "passwordless": True},)
WITH_WORK_ACCOUNT = ({"method": "socialaccount", "provider": "work"},)
WAYS = {"code": CODE_ONLY, "app": WITH_APP, "passkey": WITH_PASSKEY, "work account": WITH_WORK_ACCOUNT}


def code_of(secret=SECRET, *, steps=0):
    """What the app shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def give_app(user):
    """An app, and codes to write down, as the page sets them up."""
    factor = TOTP.activate(user, SECRET).instance
    RecoveryCodes.activate(user)
    return factor


def give_passkey(user, name="My phone"):
    """A passkey that some phone holds."""
    credential = Passkey().made({"challenge": "AAAA"})
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": name, "credential": credential}
    )


def browser_of(user, records=CODE_ONLY, *, ago=0):
    """A browser in which the person signed in by these means, so many seconds ago."""
    return signed_in(Client(), user, records, ago=ago)


def signed_in(client, user, records=CODE_ONLY, *, ago=0):
    """The same, in a browser that was used before."""
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**each, "at": time.time() - ago} for each in records]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client
