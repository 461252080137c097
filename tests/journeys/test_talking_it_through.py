"""A small group talks it through: arranged, held, written down, asked alone, and what is left of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.actions.talking import end_talk, say
from ladder.choices import Consent
from ladder.models import Talk
from tests import factories
from tests.journeys import steps
from tests.ladder.talks import recorded
from words.working_days import london_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLUG = "direct-payments-support"
SAID = ("yes", "partly", "no", "not-sure", "disagree", "yes", "yes", "partly")


def given_a_group_of_three():
    steps.given_the_council()
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    tom = factories.make_user("Tom Rowe", Role.STAFF)
    fay = factories.make_user("Fay Trask", Role.FACILITATOR)
    project = factories.make_project(by=tom)
    factories.make_members(project, 3, by=rosa)
    return rosa, tom, fay, project


def test_a_group_talks_it_through_and_each_is_asked_alone(devices):
    rosa, tom, fay, project = given_a_group_of_three()
    when_the_team_arranges_it(devices, rosa, project)
    when_the_facilitator_writes_it_down(devices, fay)
    letters = list(steps.when_the_messages_go_out("Your group talked it through").values())
    assert len(letters) == 3
    for letter in letters:
        when_somebody_is_asked_alone(devices, letter, "yes")
    when_everyone_had_their_days()
    then_the_project_page_says(devices, tom, kept=True)


def test_one_no_is_enough_for_nothing_to_be_shown(devices):
    """From the moment that people are asked: what comes before is walked above."""
    rosa, tom, fay, project = given_a_group_of_three()
    talk = recorded(project, by=rosa, facilitator=fay, members=0, now=timezone.now())
    letters = steps.when_the_messages_go_out("Your group talked it through")
    *others, last = talk.people.order_by("pk")
    for person in others:
        say(person=person, consent=Consent.YES, now=timezone.now())
    when_somebody_is_asked_alone(devices, letters[last.expert.contact.email], "no")
    when_everyone_had_their_days()
    then_the_project_page_says(devices, tom, kept=False)


def when_the_team_arranges_it(devices, rosa, project):
    team = steps.given_someone_signed_in(devices, rosa)
    team.goes_to(reverse("ladder:open_round", args=[project.reference]))
    team.sees("This check cannot open yet")
    team.reads("3 people would be invited", "Talk it through instead")
    team.page.get_by_role("button", name="Find a facilitator").click()
    team.sees("Talk it through")
    today = london_date(timezone.now())
    team.types_a_date("held_on", today.day, today.month, today.year)
    team.page.get_by_label("Who leads it?").select_option("Fay Trask")
    team.presses("Look at it once more")
    team.sees("Arrange this talk?")
    team.presses("Arrange it")
    team.sees("The group talks it through")


def when_the_facilitator_writes_it_down(devices, fay):
    facilitator = steps.given_someone_signed_in(devices, fay)
    facilitator.goes_to(reverse("coproduction:your_work"))
    facilitator.follows("Write down what the group said", exact=False)
    facilitator.sees("Write down what the group said")
    facilitator.presses("Look at it once more")
    facilitator.mends("Tick everyone who was there", at="id_there_0")
    for box in facilitator.page.locator("input[name=there]").all():
        box.check()
    for number, answer in enumerate(SAID, 1):
        facilitator.page.locator(f"input[name=answer_{number}][value={answer}]").check()
    facilitator.page.locator("input[name=step][value='4']").check()
    facilitator.presses("Look at it once more")
    facilitator.sees("Look at it once more")
    facilitator.reads("We do not agree", "Consulting", "It is not sent yet.")
    facilitator.presses("Send it")
    facilitator.sees("Groups that talk it through")
    facilitator.does_not_read("We do not agree")


def when_somebody_is_asked_alone(devices, letter, answer):
    person = devices.person()
    person.goes_to(steps.link_in(letter))
    person.sees("Your group talked it through")
    person.presses("See what we said")
    person.sees("May the project’s team see this?")
    person.reads("We do not agree", "Consulting", "Fay Trask wrote down what you all said.")
    person.presses("Send my answer")
    person.mends("Choose yes or no", at="id_consent_0")
    person.chooses(answer)
    person.presses("Send my answer")
    person.sees("Thank you. We have your answer")
    steps.when_they_type_their_code(person, steps.code_in(letter))
    person.sees("May the project’s team see this?")
    assert person.page.locator("input:checked").count() == 0


def when_everyone_had_their_days():
    talk = Talk.objects.get()
    end_talk(talk=talk, now=talk.ask_until)


def then_the_project_page_says(devices, tom, *, kept):
    lead = steps.given_someone_signed_in(devices, tom)
    lead.goes_to(reverse("projects:show", args=[SLUG]))
    lead.reads("The group talked it through")
    if kept:
        lead.reads("Everyone who was there said yes to showing this.", "We do not agree", "Consulting")
    else:
        lead.reads("The group met on")
        lead.does_not_read("We do not agree")
    anyone = devices.person()
    anyone.goes_to(reverse("projects:show", args=[SLUG]))
    anyone.does_not_read("talked it through", "The group met", "We do not agree")
