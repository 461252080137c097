"""The involvement team makes letters in one run and posts them, and rings people."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.models import Invitation
from notices.actions import deliver
from notices.choices import Channel, Format
from notices.models import Attempt, Notice
from notices.reaching import set_how_to_reach
from projects.actions.people import add_member
from tests import factories
from tests.journeys import steps
from tests.notices.by_hand_states import ADDRESS, hours_that_are_open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.both_ways]
WHAT = "Invitation to a check: Direct payments support"
LETTERS = {
    "Nessa Bray": {"address": ADDRESS, "format": Format.LARGE_PRINT, "print_size": 24},
    "Piran Oates": {"address": ADDRESS, "plain_envelope": True},
    "Mabyn Care": {"address": "照\nPW1 1AA", "order": ["letter"]},
}
CALLS = ("Told Rule", "Away Rule", "Wrong Rule", "Never Rule")


def given_people_who_are_written_to_and_rung():
    steps.given_the_council()
    now = timezone.now()
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=factories.make_user("Tom Rowe", Role.STAFF))
    by_phone = {"phone": "01632 960 445", "order": ["phone"], "address": ADDRESS, "agreed_word": "Lighthouse"}
    calls = dict.fromkeys(CALLS, by_phone | hours_that_are_open(now))
    for name, told in {**LETTERS, **calls}.items():
        member = add_member(project=project, name=name, email="", by=rosa, now=now)
        set_how_to_reach(contact=member.expert.contact, by=rosa, now=now, **told)
    factories.make_open_round(project, by=rosa, members=5)
    deliver(now=timezone.now())
    return rosa


def test_three_letters_are_made_two_are_posted_and_one_is_written_by_hand(devices):
    rosa = given_people_who_are_written_to_and_rung()
    team = steps.given_someone_signed_in(devices, rosa)
    team.goes_to(reverse("coproduction:your_work"))
    team.follows("Post 3 letters")
    team.sees("Letters to post")
    team.reads(f"{WHAT}. 24 point. Any envelope", f"{WHAT}. 12 point. Plain envelope")
    team.presses("Make a file of those I ticked")
    team.mends("Tick the letters first", at="id_letters_0")

    with team.page.expect_download() as download:
        team.presses("Make a file of all")
    pages = steps.pages_of(download.value.path())
    assert [page.split("\r\n")[0] for page in pages[::2]][-1] == "Do not post this sheet"
    assert sum("PW1 1AA" in page for page in pages) == 2

    deliver(now=timezone.now())
    team.goes_to(reverse("notices:letters"))
    team.reads("Could not be made: 1 letter.", "Letters we could not make")
    for name in ("Nessa Bray", "Piran Oates"):
        team.page.get_by_label(name, exact=True).check()
    team.presses("Those I ticked are in the post")
    team.reads("Thank you. In the post: 2 letters.", "No letter waits to be printed.")
    team.presses("I wrote and posted it to Mabyn Care")
    team.reads("Thank you. The letter is in the post.")
    team.presses(f"This came back from Piran Oates: {WHAT}")
    team.reads("We try another way today.")
    assert Notice.objects.get(contact__name="Nessa Bray").sent_at
    assert not Notice.objects.get(contact__name="Piran Oates").sent_at


def test_four_calls_go_in_four_ways(devices):
    rosa = given_people_who_are_written_to_and_rung()
    team = steps.given_someone_signed_in(devices, rosa)
    team.goes_to(reverse("coproduction:your_work"))
    team.follows("Ring 4 people")
    team.sees("People to ring")
    team.does_not_read("01632 960 445", "Lighthouse")

    for name, went, thanks in (
        ("Told Rule", "told", "They have been told."),
        ("Away Rule", "no-answer", "on the next working day"),
        ("Wrong Rule", "wrong-number", "We took the number off."),
        ("Never Rule", "do-not-ring", "Nobody rings them now."),
    ):
        team.presses(f"What to say to {name}: {WHAT}")
        team.sees(f"What to say to {name}")
        team.reads("01632 960 445", "The word that we agreed is: Lighthouse.")
        team.chooses(went)
        team.presses("Save how it went")
        team.reads(thanks)
    team.reads("Nobody waits for a call that you can make now.")

    deliver(now=timezone.now())
    to_post = Attempt.objects.filter(channel=Channel.LETTER, outcome="", notice__contact__name__in=CALLS)
    assert set(to_post.values_list("notice__contact__name", flat=True)) == {"Wrong Rule", "Never Rule"}
    assert Notice.objects.get(contact__name="Told Rule").sent_at
    assert Invitation.objects.count() == 12
