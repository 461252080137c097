"""The rows of "Contact and pause": how somebody is reached, in words, and where to change each."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse

from experts.queries import who_gets_copies
from notices import reach_words
from notices.models import Contact, HowToReach
from notices.reaching import how_to_reach
from notices.ways import reach_of

NOBODY = "Nobody gets a copy"
NO_WAY = "No way is left. Add a phone number or an address, or change what is safe"


class Row(NamedTuple):
    """One thing, in words. `typed` is True where it holds what somebody typed."""

    key: str
    value: str
    change_url: str
    change: str
    typed: bool = False


def contact_rows(
    contact: Contact,
    *,
    url: Callable[[str], str],
    own: bool,
    sees_address: bool,
    supporters: str,
    short: bool = False,
) -> list[Row]:
    """What was told about reaching one person. `short` leaves out what a home does not show.

    A phone number, an address and the agreed word are only for whoever `sees_address`. So is an email: the
    team puts one right that nobody has signed in with, and everyone changes their own as they sign in.
    """
    told = how_to_reach(contact)
    rows = [
        Row("What is safe", reach_words.what_is_safe(told), url("safe"), "what is safe"),
        Row("Best way", reach_words.best_way(reach_of(contact)) or NO_WAY, url("best"), "the best way"),
        Row("When", reach_words.when(told), url("when"), "when we may contact you" if own else "when"),
        Row("How often", reach_words.how_often(told), url("often"), "how often"),
    ]
    if not short:
        rows.append(Row("Format", reach_words.in_format(told), url("format"), "the format", typed=True))
        if sees_address:
            rows.append(_email(contact, reverse("account_change_email") if own else url("email"), own=own))
        rows += _where(told, url=url) if sees_address else []
    if supporters:
        key, change = ("My supporter", "my supporter") if own else ("Supporter", "the supporter")
        rows.append(Row(key, _copies(who_gets_copies(contact)), supporters, change, typed=True))
    return rows


def _email(contact: Contact, change_url: str, *, own: bool) -> Row:
    return Row(
        "Email", contact.email or "None yet", change_url, "my email" if own else "the email", typed=True
    )


def _where(told: HowToReach, *, url: Callable[[str], str]) -> list[Row]:
    where, phone = url("where"), reach_words.sentences(told.phone, told.when_to_ring)
    address = ", ".join(line.strip(", ") for line in told.address.splitlines() if line.strip())
    return [
        Row("Phone", phone or "None yet", where, "the phone number", typed=True),
        Row("Address", address or "None yet", where, "the address", typed=True),
        Row("Agreed word", told.agreed_word or "None", url("safe"), "the agreed word", typed=True),
    ]


def _copies(supporters: Any) -> str:
    names = [supporter.known_as for supporter in supporters]
    return reach_words.sentences(*(f"{name} gets a copy" for name in names)) or NOBODY
