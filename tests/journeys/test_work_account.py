"""From the invitation to the home by a work account, in Chromium, which minds where a form leads."""

import re

import pytest
from django.conf import settings as portal
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from accounts.actions.granting import give_role
from accounts.choices import Role
from coproduction.policy import places_of_forms
from notices.actions import deliver
from tests.factories import make_user
from words.working_days import london_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 375, "height": 700}, "java_script_enabled": False},
}


@pytest.fixture(params=SCREENS)
def page(request, browser, live_server, settings, council_sign_in):
    """A page of somebody who is invited. Forms may lead to the council's own sign-in, as in production."""
    directives = portal.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    forms = places_of_forms(settings.STAFF_SIGN_IN, settings.WORK_ACCOUNT_ADDRESS)
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "form-action": forms}}
    settings.PORTAL_ADDRESS = live_server.url
    context = browser.new_context(**SCREENS[request.param])
    page = context.new_page()
    page.home = live_server.url
    yield page
    context.close()


def invite():
    """Somebody new gets a role by email. Where the link in it leads."""
    now, mail.outbox = timezone.now(), []
    give_role(
        name="Nia Pell", email="nia.pell@example.org", role=Role.INVOLVEMENT, directorate=None,
        starts_on=london_date(now), ends_on=None, by=make_user("Ivy Lander", Role.INVOLVEMENT_LEAD), now=now,
    )  # fmt: skip
    deliver(now=now)
    return re.search(r"http\S+/w/\S+", mail.outbox[-1].body).group()


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def sees(page, heading):
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def test_whoever_is_invited_comes_in_by_their_work_account_and_comes_again(page):
    link = invite()
    page.goto(link)
    expect(page.get_by_text("This link is for Nia Pell.")).to_be_visible()
    press(page, "Sign in with my work account")
    sees(page, "Your work")

    page.get_by_role("button", name="Sign out").click()
    sees(page, "You have signed out")
    page.goto(f"{page.home}/sign-in/")
    press(page, "Sign in with my work account")
    sees(page, "Your work")

    # A page that matters asks once more, and they come back to it.
    page.goto(f"{page.home}/how-you-sign-in/passkey/")
    sees(page, "Sign in once more")
    press(page, "Sign in with my work account")
    sees(page, "Add a passkey")


def test_whoever_says_no_over_there_is_led_back_to_another_way(page, council_sign_in):
    council_sign_in.error = "access_denied"
    page.goto(f"{page.home}/sign-in/")
    press(page, "Sign in with my work account")
    sees(page, "You did not sign in")

    page.get_by_role("link", name="Sign in another way").click()
    sees(page, "Sign in")
