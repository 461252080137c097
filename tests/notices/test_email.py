"""An e-mail as it leaves: plain words first, the same in HTML, and a sender that tells nothing if need be."""

from uuid import uuid4

import pytest

from notices.channels.email import MailServer
from notices.models import Contact
from tests.notices.test_words import ADDRESS, COUNCIL, message

SAM = Contact(name="Sam Penrose", email="sam.penrose@example.org")


def sent(said, mailoutbox):
    MailServer().send(said, to=SAM, reference=uuid4())
    (mail,) = mailoutbox
    return mail.message()


def test_plain_words_come_first_and_say_the_same_as_the_html(mailoutbox):
    mail = sent(message(), mailoutbox)
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.get_payload()
    assert [plain.get_content_type(), html.get_content_type()] == ["text/plain", "text/html"]
    assert "Hello Sam Penrose," in plain.get_payload()
    assert "Hello Sam Penrose," in html.get_payload()


def test_no_machine_answers_it(mailoutbox):
    assert sent(message(), mailoutbox)["Auto-Submitted"] == "auto-generated"


def test_a_neutral_one_comes_from_a_sender_that_tells_nothing(mailoutbox, settings):
    settings.NEUTRAL_FROM_EMAIL = "Messages <messages@example.org>"
    mail = sent(message().as_chosen(neutral=True), mailoutbox)
    assert mail["From"] == "Messages <messages@example.org>"
    assert mail["Subject"] == "A message for you"
    assert COUNCIL.name not in str(mail["From"]) + str(mail["Subject"])


def test_a_reminder_says_where_to_ask_for_fewer_and_no_mail_program_does_it_alone(mailoutbox, settings):
    settings.PORTAL_ADDRESS = ADDRESS
    reminder = message("ladder_reminder", can_stop=True, is_last=True)
    mail = sent(reminder, mailoutbox)
    assert mail["List-Unsubscribe"] == f"<{ADDRESS}/me/contact/>"
    assert mail["List-Unsubscribe-Post"] is None
    assert f"{ADDRESS}/me/contact/" in reminder.plain
    assert f"{ADDRESS}/me/contact/" not in "".join(reminder.letter)


def test_what_people_must_hear_says_nothing_of_that(mailoutbox):
    said = message("ladder_thanks", page=ADDRESS, typed_in_by="")
    assert sent(said, mailoutbox)["List-Unsubscribe"] is None
    assert "fewer" not in said.plain


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_everyone_can_read_the_html(page, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(message(name="w" * 100).html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page, again=True)
