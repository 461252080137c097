"""A message is written from one context in each form, as whoever gets it chose. No database is needed."""

import re
from datetime import date
from html import unescape

import pytest

from council.models import Council
from notices.channels.email import MailServer
from notices.channels.notify import NotifyEmail, NotifyText
from notices.scripts import script_in
from notices.words import YOUR_LINK, in_every_form, no_link
from words.gsm7 import MOST_SEPTETS, septets

ADDRESS = "https://coproduction.example.org"
LINK = f"{ADDRESS}/c/AbCdEfGhIjKlMnOpQrStUv/"
COUNCIL = Council(
    name="Penwarren County Council",
    phone="01632 960 123",
    hours="Monday to Friday, 9am to 5pm",
    text_number="07700 900 123",
    email="team@example.org",
)
TELLING = re.compile(
    r"co-?production|check|care|answer|project|coastal|council|£|\bpa(?:y|id)\b", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def address(settings):
    settings.PORTAL_ADDRESS = ADDRESS


def message(folder="ladder_invitation", *, can_stop=False, **about):
    """An invitation to Sam Penrose, but for what is said here."""
    context = {
        "name": "Sam Penrose",
        "project": "The plan for floods along the coast of Penwarren",
        "short_name": "Coastal flood plan",
        "reference": "R4T7WC",
        "answer_by": date(2026, 12, 7),
        "closes_on": date(2026, 12, 14),
        "link": LINK,
        "code": "R4T 7WC 3FH",
        "code_page": f"{ADDRESS}/check/",
        "council": COUNCIL,
    }
    return in_every_form(folder, context | about, can_stop=can_stop)


def test_a_text_names_the_person_the_thing_the_day_and_the_link():
    assert message().text == (
        f"Sam Penrose, what is Coastal flood plan like? Answer by 7 December: {LINK} "
        "To stop, ring 01632 960 123"
    )
    assert (
        "Ian Hay, what is Coastal flood plan like? Answer by Monday 7 December:"
        in message(name="Ian Hay").text
    )


def test_each_name_that_does_not_fit_is_left_out_or_has_a_shorter_one():
    long = {"name": "Bartholomew Trevelyan-Carew"}
    assert message(**long).text.startswith("What is Coastal flood plan like? Answer by Monday 7 December:")
    long["short_name"] = "w" * 30
    long["link"] = LINK + "x" * 6
    assert message(**long).text.startswith(f"What is {'w' * 30} like? Answer by 7 December:")
    long["link"] = LINK + "x" * 20
    assert message(**long).text.startswith("What is project R4T7WC like? Answer by 7 December:")
    long["link"] = LINK + "x" * 30
    assert message(**long).text.startswith("What is R4T7WC like? Answer by 7 December:")
    assert septets(message(**long).text) <= MOST_SEPTETS


def test_a_name_with_letters_that_no_text_has_is_not_spelt_wrong():
    text = message(name="Łucja Nowak", short_name="Żywa rzeka").text
    assert text.startswith("What is project R4T7WC like?")
    assert "Łucja Nowak" in message(name="Łucja Nowak").plain


def test_curly_quotes_become_straight_in_a_text_alone():
    about = {"name": "", "short_name": "Jo’s group"}
    assert "Jo's group" in message(**about).text
    assert "Jo’s group" in message(**about, project="Jo’s group").plain


def test_a_link_that_is_not_made_is_counted_as_long_as_a_real_one(settings):
    preview = message(name="Bartholomew Trevelyan-Carew", link=no_link("ladder:open_link"))
    assert f"December: {YOUR_LINK} To stop" in preview.text
    assert "Bartholomew" not in preview.text
    assert "xxx" not in "".join([preview.plain, preview.html, preview.easy_read, *preview.letter])


def test_a_letter_says_dear_and_a_code_to_type_and_no_link():
    letter = message().letter
    assert letter[0] == "Dear Sam Penrose,"
    assert f"Go to {ADDRESS}/check/\nand type this code: R4T 7WC 3FH" in letter
    assert LINK not in "".join(letter)


def test_whoever_reads_easy_read_gets_it_by_e_mail_and_by_letter():
    chosen = message().as_chosen(easy_read=True)
    assert chosen.plain == message().easy_read
    assert "There are 8 short questions." in "\n".join(chosen.letter).splitlines()
    assert "22px" in chosen.html


def test_what_others_may_see_of_a_neutral_message_tells_nothing():
    chosen = message().as_chosen(neutral=True)
    assert chosen.subject == "A message for you"
    seen = [chosen.subject, chosen.plain[:150], chosen.text.replace(LINK, ""), *body_of(chosen.html)[:3]]
    for words in seen:
        assert not TELLING.search(words), words
    assert "Please answer by Monday 7 December 2026." in chosen.plain
    assert COUNCIL.name not in re.search(r"<body.*?<h1", chosen.html, re.DOTALL)[0]


def body_of(html):
    """The pieces of words that a mail program shows, one after the other."""
    pieces = re.split(r"<[^>]+>", html[html.index("<body") :])
    return [unescape(piece).strip() for piece in pieces if piece.strip()]


def test_html_says_what_plain_says_and_nothing_else():
    said = message()
    shown = body_of(said.html)
    assert shown[:2] == [COUNCIL.name, said.subject]
    assert " ".join(" ".join(shown[2:]).split()).replace(" Open this link ", " ") == " ".join(
        said.plain.split()
    )


def test_our_own_link_is_a_button_with_its_address_below_and_nothing_else_is_a_link():
    html = message(name="Sam https://elsewhere.example/ <b>").html
    assert re.findall(r'href="([^"]+)"', html) == [LINK, f"{ADDRESS}/check/"]
    assert f">{LINK}<" in html
    assert "<b>" not in html


@pytest.mark.parametrize("carrier", [MailServer, NotifyEmail, NotifyText])
def test_a_message_is_written_in_the_forms_that_its_carrier_sends_and_no_other(carrier):
    assert set(message().written(carrier.forms).forms) == set(carrier.forms)


def test_a_script_opens_with_the_agreed_word_and_tells_nobody_else():
    script = message(script_page=f"{ADDRESS}/staff/").phone
    opening = script.opening(caller="Jo Pascoe", agreed_word="Kingfisher")
    assert opening[:2] == ("Hello. Can I speak to Sam Penrose?", "The word that we agreed is: Kingfisher.")
    assert not any("flood" in line for line in (*opening, *script.otherwise()))
    assert script.say[0].startswith("It is about The plan for floods")
    assert script.page == f"{ADDRESS}/staff/"


def test_a_neutral_call_says_who_rings_only_to_the_right_person():
    script = message().phone
    assert "Do not say who we are" in script.otherwise(neutral=True)[-1]
    *before, last = script.opening(caller="Jo Pascoe", agreed_word="Kingfisher", neutral=True)
    assert before[-1] == "Am I speaking to Sam Penrose? Is now a good time?"
    assert not any("Penwarren" in line for line in before)
    assert last == "I ring from Penwarren County Council."


def test_a_script_is_read_by_its_headings():
    script = script_in("Say\nOne.\n\nTwo.\nAsk\nWhat?\nAfterwards\nThat.", name="Sam", council="Us")
    assert (script.say, script.ask, script.afterwards) == (("One.", "Two."), ("What?",), ("That.",))
