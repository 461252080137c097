"""How somebody signs in, in each of its states."""

import re
import time

from django.core import mail

from tests.browser.looks import ERROR, Look, at, form, press

# Each is used here alone, so that they signed in a short time ago when these pages are looked at.
NEWCOMER, STEPPER = "newcomer", "stepper"
TEAM, EXPERT = "involvement", "expert"


def newest_code_to(address):
    """The code in the newest email to somebody. It may still be on its way."""
    for _ in range(100):
        for message in reversed(mail.outbox):
            found = re.search(r"^(\d{6})$", message.body, re.MULTILINE)
            if found and message.to == [address]:
                return found.group(1)
        time.sleep(0.05)
    raise AssertionError(f"No code came to {address}")


def _up_to_the_second_step(page):
    mail.outbox = []
    page.get_by_label("Your email address").fill("cador.rule@example.org")
    press("Email me a code")(page)
    page.get_by_label("The code").fill(newest_code_to("cador.rule@example.org"))
    press("Sign in")(page)


def _ask_for_a_code(page):
    page.get_by_label("Your new email address").fill("stepper@example.com")
    press("Send me a code")(page)


SIGNING_IN = [
    Look("mfa_index", "with an app and a passkey", STEPPER),
    Look("mfa_index", "an expert's", EXPERT),
    *form("mfa_activate_totp", NEWCOMER, (), "Use this app"),
    Look("mfa_add_webauthn", "as it comes", NEWCOMER, shows="form button"),
    Look("mfa_view_recovery_codes", "as they are", STEPPER),
    Look("mfa_generate_recovery_codes", "are you sure", STEPPER),
    Look("account_remove_factor", "are you sure", STEPPER, at("account_remove_factor", "passkey.pk")),
    *form("account_change_email", STEPPER, (), "Send me a code"),
    # Once: 3 codes may be asked for in 15 minutes.
    Look(
        "account_type_new_email_code", "sent empty", STEPPER, at("account_change_email"),
        lambda page: (_ask_for_a_code(page), press("Change my email")(page)), ERROR,
    ),
    Look("account_sign_in_again", "with a passkey", STEPPER),
    Look("account_second_steps", "with people", TEAM),
    Look("work_link", "as it comes", where=lambda world: world.work_link()),
    Look("work_link", "that does nothing", where=lambda world: "/w/no-such-key/"),
    Look("work_sign_in_back", "too late", where=at("work_sign_in_back")),
    Look(
        "mfa_authenticate", "asked for", where=at("account_request_login_code"),
        then=_up_to_the_second_step, shows="#id_code",
    ),
    Look(
        "mfa_authenticate", "sent empty", where=at("account_request_login_code"),
        then=lambda page: (_up_to_the_second_step(page), press("Sign in")(page)), shows=ERROR,
    ),
]  # fmt: skip
