"""Steps that several journeys share."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from django.core import mail
from django.utils import timezone

from council.models import Council
from ladder.scoring import STATEMENTS
from notices.actions import deliver
from tests.accounts.second_steps import browser_of
from tests.factories import by_day


def given_the_council():
    """Whose pages these are."""
    return Council.objects.create(
        pk=1,
        name="Penwarren County Council",
        phone="01632 960 123",
        text_number="07700 900 123",
        email="co-production@example.org",
        hours="Monday to Friday, 9am to 5pm",
    )


def given_someone_signed_in(devices, user):
    """Someone who has just signed in by a code, on a device of their own."""
    cookie = browser_of(user).cookies["sessionid"]
    return devices.person([{"name": cookie.key, "value": cookie.value, "url": devices.address}])


def when_they_sign_in_by_a_code(person, email):
    """By the code of the newest message, as everyone does."""
    person.goes_to("/")
    person.follows("Sign in")
    person.sees("Sign in")
    person.types("Your email address", email)
    person.presses("Email me a code")
    person.sees("Check your email")
    newest = mail.outbox[-1]
    assert newest.to == [email]
    person.types("The code", re.search(r"^\d{6}$", newest.body, re.MULTILINE).group())
    person.presses("Sign in")


def when_the_messages_go_out(subject):
    """A worker sends what waits. Returns the messages of this subject, by address."""
    deliver(now=by_day(timezone.now()))
    return {message.to[0]: message.body for message in mail.outbox if message.subject.startswith(subject)}


def link_in(letter):
    return re.search(r"http\S+/c/\S+", letter).group()


def code_in(letter):
    return re.search(r"type this code: (.+)", letter).group(1)


def when_they_open_their_link(person, letter):
    person.goes_to(link_in(letter))
    person.sees("Open your check")
    person.presses("Open my check")


def when_they_type_their_code(person, code):
    person.goes_to("/check/")
    person.sees("Type your code")
    person.types("Your code", code)
    person.presses("Go to my check")


def when_they_practise(person):
    person.sees("Tell us what it is like")
    person.presses("Start now")
    person.sees("How would you like the questions?")
    person.presses("Continue")
    person.reads("This is a practice.")
    person.devices.look(person)
    person.chooses("yes")
    person.presses("Go to question 1")


def when_they_answer_statements(person, answers, *, start=1):
    """Each of these answers, from the statement `start` on."""
    for number, answer in enumerate(answers, start):
        person.reads(f"Question {number} of {STATEMENTS}")
        person.devices.look(person)
        person.chooses(answer)
        person.presses("Continue")


def when_they_choose_a_step(person, step):
    person.sees("Which step on the ladder feels most like this project?")
    person.chooses(str(step))
    person.presses("Continue")


def when_they_say_what_would_make_it_better(person, words="", voice=""):
    person.sees("What would make it better?")
    if words:
        person.types("Your ideas", words)
        person.chooses(voice)
    person.presses("Continue")


def when_they_say_whether_someone_helped(person, help=""):
    person.sees("Did someone help you answer?")
    if help:
        person.chooses(help)
    person.presses("Continue")


def when_a_lead_says_what_is_open(lead, *, decided, still_open):
    """What is decided, what can change, and how to join: one task after the other."""
    lead.sees("What is already decided?")
    lead.types("What is already decided?", decided)
    lead.presses("Save and continue")
    lead.sees("What can people still change?")
    lead.types("What can people still change?", still_open)
    lead.presses("Save and continue")
    lead.sees("Where and how to join")
    lead.chooses("design-group")
    lead.presses("Save and continue")


def when_a_lead_says_what_is_fair(lead, *, offers_pay):
    """Pay and access promises."""
    lead.sees("Do you offer pay to people who take part?")
    if offers_pay:
        lead.chooses("yes")
        lead.page.locator("[name=yearly_pay_budget_pence]").fill("5,000")
    else:
        lead.chooses("not-yet")
    lead.presses("Save and continue")
    lead.sees("Access promises")
    lead.chooses("step-free")
    lead.presses("Save and continue")


def pages_of(path):
    """The words of each page of a PDF."""
    with pdfium.PdfDocument(BytesIO(Path(path).read_bytes())) as file:
        return [file[number].get_textpage().get_text_bounded() for number in range(len(file))]
