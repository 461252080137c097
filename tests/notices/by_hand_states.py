"""A check whose people are reached by letter and by phone: one of each state that pages show."""

from datetime import time
from types import SimpleNamespace

from notices.actions import deliver, make_letters, posted
from notices.choices import Channel, Format
from notices.models import Attempt
from notices.reaching import set_how_to_reach
from projects.actions.people import add_member
from tests import factories
from words.working_days import LONDON, london_date

ADDRESS = "12 High Street\nPenwarren\nPW1 1AA"
PHONE = {"phone": "01632 960 445", "order": ["phone"]}
BY_LETTER = {
    "large": ("Nessa Bray", {"address": ADDRESS, "format": Format.LARGE_PRINT, "print_size": 24}),
    "plain": ("Piran Oates", {"address": ADDRESS, "plain_envelope": True, "language": "Cornish"}),
    "braille": ("Elowen Rule", {"address": ADDRESS, "format": Format.BRAILLE, "plain_envelope": True}),
    "stopped": ("Mabyn Care", {"address": "照\nPW1 1AA", "order": ["letter"]}),
    "posted": ("Jago Menear", {"address": ADDRESS}),
}
BY_PHONE = {
    "to_ring": ("Dee Rosewarne", {"agreed_word": "Lighthouse", "when_to_ring": "Mornings"}),
    "not_now": ("Kerra Lobb", {"phone_through": "relay-uk", "voicemail_ok": True}),
}


def by_hand_in_every_state(project, *, by, now):
    """The open attempts by name: letters to print and to have made, one that could not be, calls."""
    only = {
        "to_ring": hours_that_are_open(now),
        "not_now": {"safe_days": str(london_date(now).isoweekday() % 7 + 1)},
    }
    reached = {**BY_LETTER, **{key: (name, PHONE | told) for key, (name, told) in BY_PHONE.items()}}
    people = {}
    for key, (name, told) in reached.items():
        member = add_member(project=project, name=name, email="", by=by, now=now)
        people[key] = member.expert.contact
        set_how_to_reach(contact=people[key], by=by, now=now, **told, **only.get(key, {}))
    check = factories.make_open_round(project, by=by, now=now, members=5)
    deliver(now=now)
    found = {key: Attempt.objects.get(notice__contact=contact) for key, contact in people.items()}
    make_letters(attempts=[found["stopped"]], by=by, now=now)
    deliver(now=now)
    posted(notice=found["posted"].notice, by=by, now=now)
    return SimpleNamespace(check=check, **found)


def hours_that_are_open(now):
    """Hours in which somebody may be rung now, at any time of the day."""
    wall = now.astimezone(LONDON).time()
    if wall < time(9):
        return {"safe_until": time(9)}
    return {"safe_from": time(20)} if wall >= time(20) else {}


def waiting(channel):
    """What waits for a person on a channel."""
    return Attempt.objects.filter(channel=Channel(channel), outcome="")
