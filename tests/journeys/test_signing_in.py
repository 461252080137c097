"""Signing in by a second step and by a passkey, in Chromium with a phone's key in software."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from playwright.sync_api import expect

from accounts.choices import Role
from tests.accounts.second_steps import code_of
from tests.browser.signing_in_pages import newest_code_to
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 700}}
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
PRIYA, SAM = "priya.nair@example.org", "sam.trewin@example.org"


@pytest.fixture
def page(screen, page, live_server, settings):
    """A page of somebody who holds a phone that makes passkeys. Staff must give a second step."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    page.set_viewport_size(SCREENS[screen])
    page.home = live_server.url
    with_key(page)
    return page


def with_key(page):
    """Put a key into the browser; the same session takes it away again."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    name = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    return session, name


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def sees(page, heading):
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def sign_in_by_code(page, email):
    page.goto(f"{page.home}/sign-in/")
    mail.outbox = []
    page.get_by_label("Your email address").fill(email)
    press(page, "Email me a code")
    sees(page, "Check your email")
    page.get_by_label("The code").fill(newest_code_to(email))
    press(page, "Sign in")


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def set_up_an_app(page, axe):
    sees(page, "Set up a second step")
    axe(page)
    page.get_by_role("button", name="Set up an app").click()
    sees(page, "Set up an app")
    axe(page)
    page.get_by_text("I cannot use a camera").click()
    secret = page.locator(".app-secret").inner_text().replace(" ", "")
    page.get_by_label("The code in your app").fill(code_of(secret))
    press(page, "Use this app")
    sees(page, "Codes to write down")
    return secret, page.locator(".app-written li").all_inner_texts()


def test_staff_set_up_an_app_and_give_its_code_each_time(page, axe):
    make_user("Priya Nair", Role.INVOLVEMENT)
    sign_in_by_code(page, PRIYA)
    secret, written_down = set_up_an_app(page, axe)
    assert len(written_down) == 10
    page.get_by_role("button", name="I have them. Go on").click()
    sees(page, "Your work")
    sign_out(page)

    sign_in_by_code(page, PRIYA)
    sees(page, "Your second step")
    axe(page)
    page.get_by_label("The code in your app, or one you wrote down").fill(code_of(secret, steps=1))
    press(page, "Sign in")
    sees(page, "Your work")
    sign_out(page)

    sign_in_by_code(page, PRIYA)
    page.get_by_label("The code in your app, or one you wrote down").fill(written_down[3])
    press(page, "Sign in")
    sees(page, "Your work")


@pytest.mark.both_ways
def test_staff_set_up_a_passkey_and_sign_in_with_it_alone(page, axe):
    make_user("Priya Nair", Role.INVOLVEMENT)
    sign_in_by_code(page, PRIYA)
    page.get_by_role("button", name="Add a passkey").click()
    sees(page, "Add a passkey")
    axe(page)
    page.get_by_label("What shall we call it?").fill("My work phone")
    press(page, "Add a passkey")
    sees(page, "Codes to write down")
    page.goto(f"{page.home}/how-you-sign-in/")
    expect(page.get_by_role("heading", name="Passkey: My work phone")).to_be_visible()
    sign_out(page)

    page.goto(f"{page.home}/sign-in/")
    press(page, "Sign in with my passkey")
    sees(page, "Your work")
    sign_out(page)

    sign_in_by_code(page, PRIYA)
    sees(page, "Your second step")
    press(page, "Use my passkey")
    sees(page, "Your work")


def test_an_expert_adds_a_passkey_when_they_like_and_takes_it_away(page, axe):
    make_user("Sam Trewin")
    sign_in_by_code(page, SAM)
    sees(page, "Hello Sam Trewin")
    page.get_by_role("link", name="how you sign in").click()
    sees(page, "How you sign in")
    page.get_by_role("button", name="Add a passkey").click()
    press(page, "Add a passkey")
    expect(page.get_by_role("heading", name="Passkey: Passkey 1")).to_be_visible()
    axe(page)
    sign_out(page)

    page.goto(f"{page.home}/sign-in/")
    press(page, "Sign in with my passkey")
    sees(page, "Hello Sam Trewin")

    page.goto(f"{page.home}/how-you-sign-in/")
    page.get_by_role("link", name="Take it away").click()
    press(page, "Take it away")
    sees(page, "How you sign in")
    assert not Authenticator.objects.exists()


def test_a_stale_session_signs_in_once_more_by_its_passkey_or_by_a_code(page, axe, time_machine):
    make_user("Sam Trewin")
    sign_in_by_code(page, SAM)
    page.goto(f"{page.home}/how-you-sign-in/passkey/")
    press(page, "Add a passkey")
    expect(page.get_by_role("heading", name="Passkey: Passkey 1")).to_be_visible()

    for way in ("Use my passkey", "Email me a code"):
        make_stale(page)
        page.goto(f"{page.home}/how-you-sign-in/passkey/")
        sees(page, "Sign in once more")
        axe(page)
        mail.outbox = []
        press(page, way)
        if way == "Email me a code":
            page.get_by_label("The code").fill(newest_code_to(SAM))
            press(page, "Sign in")
        sees(page, "Add a passkey")


def make_stale(page):
    """Nine hours go by for everybody who is signed in."""
    from accounts.sessions import SessionStore  # noqa: PLC0415

    (cookie,) = [each for each in page.context.cookies() if each["name"] == "sessionid"]
    session = SessionStore(cookie["value"])
    session["account_authentication_methods"] = [
        {**each, "at": each["at"] - 9 * 3600} for each in session["account_authentication_methods"]
    ]
    session.save()


def test_a_passkey_that_fails_says_so_and_a_code_still_works(page, axe):
    make_user("Sam Trewin")
    page.goto(f"{page.home}/sign-in/")
    press(page, "Sign in with my passkey")  # this phone holds none
    expect(page.get_by_text("That did not work. Try again, or use a code.")).to_be_visible()
    axe(page)

    sign_in_by_code(page, SAM)
    sees(page, "Hello Sam Trewin")


def test_without_javascript_the_page_says_that_a_passkey_needs_it(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/sign-in/")

    expect(page.get_by_text("A passkey needs JavaScript.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with my passkey")).to_be_hidden()
    context.close()
