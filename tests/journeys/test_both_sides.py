"""A team gives its side while its check is open, and reads afterwards that nobody can change it."""

import pytest

from accounts.choices import Role
from tests import factories
from tests.journeys.steps import given_someone_signed_in, given_the_council, when_the_messages_go_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Direct payments support"


def given_a_project_of_tom_s():
    tom = factories.make_user("Tom Rowe", Role.STAFF)
    return tom, factories.make_project(NAME, by=tom)


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
