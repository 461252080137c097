"""A form comes by post and is typed in by two people; somebody else answers by phone. Both count."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.actions.closing import close_round
from ladder.actions.keys import make_key
from ladder.models import Round
from tests import factories
from tests.journeys import steps
from words.codes import spaced

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def given_an_open_check():
    """With two people of the involvement team, and ten who have answered online."""
    steps.given_the_council()
    lowena = factories.make_user("Lowena Hosken", Role.INVOLVEMENT)
    davy = factories.make_user("Davy Rundle", Role.INVOLVEMENT)
    project = factories.make_project(by=factories.make_user("Tom Rowe", Role.STAFF))
    check = factories.make_open_round(project, by=lowena)
    people = list(check.invitations.order_by("pk"))
    for invitation in people[2:]:
        factories.answer(invitation)
    return lowena, davy, check, people


def when_everything_is_typed_in(person, *, step, first="yes"):
    for number in range(1, 9):
        said = first if number == 1 else "yes"
        person.page.locator(f"[name=statement_{number}][value={said}]").check()
    person.page.locator(f'[name=step][value="{step}"]').check()
    person.page.locator("[name=help][value=none]").check()


def test_a_form_is_typed_in_twice_compared_sent_and_counted(devices):
    lowena, davy, check, people = given_an_open_check()
    name = people[0].expert.contact.name
    key = make_key(invitation=people[0], now=timezone.now(), is_paper=True)

    first = steps.given_someone_signed_in(devices, lowena)
    first.goes_to(reverse("ladder:round", args=[check.pk]))
    first.follows("Forms that came: log them and type them in")
    first.sees("Forms that came")
    first.types("The code on the form", spaced(key.code))
    first.presses("Log this form")
    first.reads(f"The form from {name} is logged. It waits to be typed in.")
    first.follows(f"Type it in for {name}")
    first.sees(f"Type in the form from {name}")
    when_everything_is_typed_in(first, step=5)
    first.presses("Look at it once more")
    first.sees("Look at it once more")
    first.reads("Engaging, step 5")
    first.presses("Ask someone else to type it in too")
    first.reads("Someone else does it now.")

    second = steps.given_someone_signed_in(devices, davy)
    second.goes_to(reverse("ladder:forms", args=[check.pk]))
    second.follows(f"Type it in again for {name}")
    second.sees(f"Type in the form from {name}")
    assert second.page.locator("input:checked").count() == 0
    when_everything_is_typed_in(second, step=6, first="no")
    second.presses("Look at it once more")
    second.sees("Where the two are different")
    second.reads("First time: Engaging, step 5", "Second time: Co-designing, step 6")
    second.page.locator("[name=statement_1][value=second]").check()
    second.page.locator("[name=step][value=first]").check()
    second.presses("Send these answers")
    second.reads("The answers are sent.")
    second.presses(f"Destroyed for {name}")
    second.reads("Nothing more is to be done with this form.")

    close_round(round_=Round.objects.get(pk=check.pk), by="system", now=check.closes_at)
    counts = Round.objects.get(pk=check.pk).tally.counts
    assert counts["sent"] == 11
    assert counts["channel"]["paper"] == 1
    assert counts["answers"][0]["no"] == 1
    (thanks,) = [
        body
        for to, body in steps.when_the_messages_go_out("Thank you").items()
        if to == people[0].expert.contact.email
    ]
    assert "Lowena Hosken in the involvement team typed them in." in thanks


def test_somebody_answers_by_phone_and_hears_it_read_back(devices):
    lowena, _, check, people = given_an_open_check()
    name = people[1].expert.contact.name
    team = steps.given_someone_signed_in(devices, lowena)
    team.goes_to(reverse("ladder:ring", args=[check.pk]))
    team.sees("Do the check by phone")
    team.page.get_by_label("Who is it?").select_option(name)
    team.presses("Go to what to say")
    team.sees(f"What to say to {name}")
    team.reads("My name is Lowena Hosken.", "You can stop at any time.")
    when_everything_is_typed_in(team, step=7, first="skip")
    team.presses("Go to reading it back")
    team.sees(f"Read it back to {name}")
    team.reads("To “Are you treated as an equal partner?” you did not want to answer.")
    team.follows("Change")
    team.sees(f"What to say to {name}")
    team.page.locator("[name=statement_1][value=not-sure]").check()
    team.presses("Go to reading it back")
    team.reads("To “Are you treated as an equal partner?” you said you are not sure.")
    team.presses("They said yes, this is right: send")
    team.reads("The answers are sent.")

    close_round(round_=Round.objects.get(pk=check.pk), by="system", now=check.closes_at)
    counts = Round.objects.get(pk=check.pk).tally.counts
    assert (counts["sent"], counts["channel"]["phone"]) == (11, 1)
