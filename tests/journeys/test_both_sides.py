"""A team gives its side of a check, once. Where a check asks for a conversation, what came of it is read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.choices import Role
from tests import factories
from tests.journeys.steps import given_someone_signed_in, given_the_council, when_the_messages_go_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Direct payments support"


def given_a_project_of_tom_s():
    tom = factories.make_user("Tom Rowe", Role.STAFF)
    return tom, factories.make_project(NAME, by=tom)


@pytest.mark.both_ways
def test_a_team_answers_once_and_reads_its_locked_page(devices):
    given_the_council()
    tom, project = given_a_project_of_tom_s()
    factories.make_open_round(project, by=factories.make_user("Rosa Vean", Role.INVOLVEMENT), members=7)
    mail = when_the_messages_go_out("Your team’s side")[tom.email]
    assert f"/staff/projects/{project.reference}/checks/team/" in mail

    lead = given_someone_signed_in(devices, tom)
    lead.goes_to("/staff/")
    lead.follows(f"Answer for your team: {NAME}")
    when_the_lead_prints_the_sentences_to_talk_about(lead)
    when_the_lead_leaves_one_out_and_mends_it(lead)
    when_the_lead_changes_one_and_sends_them(lead)
    then_the_page_is_locked(lead, project)


def when_the_lead_prints_the_sentences_to_talk_about(lead):
    lead.sees("Your team’s side")
    lead.reads("Talk it through first.", "nobody can change it")
    lead.follows("Print the 8 sentences to talk about")
    lead.sees("8 sentences to talk about")
    lead.follows("Back")
    lead.sees("Your team’s side")


def choose(lead, number, answer):
    lead.page.locator(f'input[name="answer_{number}"][value="{answer}"]').check()


def when_the_lead_leaves_one_out_and_mends_it(lead):
    for number in range(1, 8):
        choose(lead, number, "yes")
    lead.presses("Look at it once more")
    lead.mends("Choose an answer: 8. Long term", at="id_answer_8_0")
    choose(lead, 8, "not-sure")
    lead.presses("Look at it once more")


def when_the_lead_changes_one_and_sends_them(lead):
    lead.sees("Check your answers, then send them")
    lead.reads("Your team has not sent these yet.")
    lead.presses("Change something")
    choose(lead, 2, "partly")
    lead.presses("Look at it once more")
    lead.sees("Check your answers, then send them")
    lead.presses("Send our answers")


def then_the_page_is_locked(lead, project):
    lead.sees("We have your team’s answers")
    lead.reads("Tom Rowe sent them on", "Partly", "Not sure")
    lead.goes_to(f"/projects/{project.slug}/")
    lead.reads("Your team’s side was sent on")
    lead.follows("Read what your team says")
    lead.sees("We have your team’s answers")


def test_a_lead_writes_down_what_came_of_a_conversation(devices):
    given_the_council()
    tom, project = given_a_project_of_tom_s()
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    check = factories.make_closed_round(project, by=rosa, step=3, now=timezone.now() - timedelta(days=60))
    lead = given_someone_signed_in(devices, tom)
    lead.goes_to("/staff/")
    lead.follows("Have the conversation", exact=False)
    lead.sees("Needs a conversation")
    lead.types("What did you agree?", "We meet each month.")
    lead.presses("Save what came of it")
    lead.mends("Enter the day that you met people", at="id_held_on_0")
    today = timezone.localdate()
    lead.types_a_date("held_on", today.day, today.month, today.year)
    lead.presses("Save what came of it")
    lead.sees("The conversation")
    lead.reads("We meet each month.")

    member = given_someone_signed_in(devices, check.invitations.first().expert.contact.user)
    member.goes_to(lead.page.url)
    member.sees("The conversation")
    member.reads("We meet each month.")
    member.does_not_read("Save what came of it")
