"""Somebody changes the email that they sign in with, and goes on with the new one."""

import re

import pytest
from django.core import mail

from tests import factories
from tests.accounts.test_sign_in import sent
from tests.browser.signing_in_pages import newest_code_to
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OLD, NEW = "una.hale@example.org", "una@example.com"


def test_somebody_changes_their_email_by_themselves_and_the_old_one_is_told(devices):
    steps.given_the_council()
    una = factories.make_user("Una Hale")

    here = when_they_say_which(devices, una)
    when_they_type_the_code(here)
    then_the_old_one_is_told()
    then_the_new_one_signs_in(devices)


def when_they_say_which(devices, una):
    here = steps.given_someone_signed_in(devices, una)
    here.goes_to("/me/contact/")
    here.follows("Change my email", exact=False)
    here.sees("Change your email")
    here.types("Your new email address", "una at example")
    here.presses("Send me a code")
    here.mends("Enter your email address, like name@example.com", at="id_email")
    here.types("Your new email address", NEW)
    mail.outbox = []
    here.presses("Send me a code")
    here.sees("Check your new email")
    return here


def when_they_type_the_code(here):
    here.types("The code", "12345")
    here.presses("Change my email")
    here.mends("That code does not match. Check each number", at="id_code")
    here.types("The code", newest_code_to(NEW))
    here.presses("Change my email")
    here.sees("How you sign in")
    here.reads("Your email is changed.", NEW)


def then_the_old_one_is_told():
    letters = steps.when_the_messages_go_out("Your email has changed")
    assert list(letters) == [OLD]
    assert "Was it not you? Call us now on 01632 960 123" in letters[OLD]
    assert not re.search(NEW, letters[OLD])


def then_the_new_one_signs_in(devices):
    again = devices.person()
    sent()
    steps.when_they_sign_in_by_a_code(again, NEW)
    again.sees("Hello Una Hale")
