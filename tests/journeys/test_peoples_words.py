"""Words that somebody writes in a check: read by a reviewer, then by members, and never by the public."""

import pytest

from accounts.choices import Role
from audit.actions import SYSTEM
from ladder.actions.closing import close_round
from tests import factories
from tests.journeys.steps import (
    given_someone_signed_in,
    given_the_council,
    link_in,
    when_the_messages_go_out,
    when_they_answer_statements,
    when_they_choose_a_step,
    when_they_practise,
    when_they_say_what_would_make_it_better,
    when_they_say_whether_someone_helped,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WROTE = "Bo Quill at the desk tells us to hurry. I am afraid to go there."
MENDED = "Someone at the desk tells us to hurry."
HEADING = "In people’s own words"


def test_words_go_from_a_person_through_a_reviewer_to_the_members_and_to_safeguarding(devices):
    given_the_council()
    check, project = given_an_open_check_that_four_of_seven_have_answered()
    when_the_fifth_answers_and_writes(devices, check)
    close_round(round_=check, by=SYSTEM, now=check.closes_at)

    member = given_someone_signed_in(devices, check.invitations.last().expert.contact.user)
    then_nobody_reads_a_word_yet(member, project)
    when_the_reviewer_takes_the_name_out_and_passes_it_on(devices)
    then_another_member_reads_it_without_the_name(member, project)
    then_the_public_reads_nothing_of_it(devices, project)
    then_safeguarding_reads_it_as_it_was_written_and_deals_with_it(devices)


def given_an_open_check_that_four_of_seven_have_answered():
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=rosa)
    check = factories.make_open_round(project, by=rosa, members=7)
    for invitation in check.invitations.order_by("pk")[:4]:
        factories.answer(invitation)
    return check, project


def when_the_fifth_answers_and_writes(devices, check):
    fifth = check.invitations.order_by("pk")[4]
    letters = when_the_messages_go_out("Tell us")
    person = devices.person()
    person.goes_to(link_in(letters[fifth.expert.contact.email]))
    person.presses("Open my check")
    when_they_practise(person)
    when_they_answer_statements(person, ["no"] * 8)
    when_they_choose_a_step(person, 3)
    when_they_say_what_would_make_it_better(person, WROTE, "words")
    when_they_say_whether_someone_helped(person, "none")
    person.presses("Send my answers")
    person.sees("Thank you. We have your answers")


def then_nobody_reads_a_word_yet(member, project):
    member.goes_to(f"/projects/{project.slug}/")
    member.sees(project.name)
    member.does_not_read(HEADING, MENDED)


def when_the_reviewer_takes_the_name_out_and_passes_it_on(devices):
    reviewer = given_someone_signed_in(devices, factories.make_user("Rae Bolt", Role.COMMENT_REVIEWER))
    reviewer.goes_to("/staff/")
    reviewer.follows("Read 1 comment")
    reviewer.sees("Comments")
    reviewer.follows("Direct payments support", exact=False)
    reviewer.sees("What somebody wrote")
    reviewer.reads(WROTE, "Share my words, not my name")
    reviewer.types("The words to show", MENDED)
    reviewer.presses("Save and go to the next one")
    reviewer.mends("Choose if you show these words or keep them back", at="id_decision_0")
    reviewer.devices.look(reviewer)
    reviewer.chooses("shown")
    reviewer.page.get_by_label("Pass this on to safeguarding").check()
    reviewer.presses("Save and go to the next one")
    reviewer.sees("Comments")
    reviewer.reads("No comment waits for you.")


def then_another_member_reads_it_without_the_name(member, project):
    member.goes_to(f"/projects/{project.slug}/")
    member.reads(HEADING, MENDED, "Shared without a name")
    member.does_not_read("Bo Quill")


def then_the_public_reads_nothing_of_it(devices, project):
    anyone = devices.person()
    anyone.goes_to(f"/projects/{project.slug}/")
    anyone.reads("Comments are not shown here.")
    anyone.does_not_read(HEADING, MENDED, "Bo Quill")


def then_safeguarding_reads_it_as_it_was_written_and_deals_with_it(devices):
    pat = given_someone_signed_in(devices, factories.make_user("Pat Veal", Role.SAFEGUARDING))
    pat.goes_to("/staff/")
    pat.follows("Look at 1 worry")
    pat.sees("Worries")
    pat.reads(WROTE)
    pat.page.get_by_role("button", name="We have dealt with it").click()
    pat.reads("No worry waits for you.", "by Pat Veal")
