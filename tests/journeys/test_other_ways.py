"""Coming back later, a lower step, pages that are not for everyone, a letter, and closing early."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.models import Round
from notices.actions import deliver, promise
from projects.actions.people import add_member
from projects.models import Project
from tests import factories
from tests.journeys import steps
from words.plain_dates import short_date
from words.working_days import london_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLUG = "direct-payments-support"


def given_a_project_with_twelve_people():
    steps.given_the_council()
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    tom = factories.make_user("Tom Rowe", Role.STAFF)
    project = factories.make_project(by=tom)
    factories.make_members(project, 11, by=rosa)
    return rosa, project


@pytest.mark.both_ways
def test_somebody_stops_halfway_and_ends_on_another_device(devices):
    rosa, project = given_a_project_with_twelve_people()
    factories.make_open_round(project, by=rosa, members=0)
    letter = next(iter(steps.when_the_messages_go_out("Tell us what it is like").values()))

    at_home = devices.person()
    steps.when_they_open_their_link(at_home, letter)
    steps.when_they_practise(at_home)
    steps.when_they_answer_statements(at_home, ["no", "partly", "yes"])
    at_home.chooses("not-sure")
    at_home.presses("Save and come back later")
    at_home.sees("We kept what you did")

    in_the_library = devices.person()
    steps.when_they_type_their_code(in_the_library, steps.code_in(letter))
    in_the_library.sees("Welcome back")
    in_the_library.presses("Carry on")
    then_they_answer_the_rest_without_seeing_the_first(in_the_library)
    when_they_ask_to_see_their_answers(in_the_library)
    in_the_library.presses("Send my answers")
    in_the_library.sees("Thank you. We have your answers")

    at_home.goes_to("/check/answers/")
    at_home.sees("Open your check again")


def then_they_answer_the_rest_without_seeing_the_first(person):
    person.reads("Question 5 of 8")
    person.follows("Back")
    person.reads("Question 4 of 8")
    assert person.page.locator("input:checked").count() == 0
    person.goes_to(reverse("ladder:question", args=[5]))
    steps.when_they_answer_statements(person, ["no", "no", "no", "skip"], start=5)
    steps.when_they_choose_a_step(person, 4)
    steps.when_they_say_what_would_make_it_better(person)
    steps.when_they_say_whether_someone_helped(person)
    person.sees("Nothing is left to answer")
    person.does_not_read("Partly")


def when_they_ask_to_see_their_answers(person):
    person.presses("Show my answers")
    person.sees("Check your answers, then send them")
    given = person.page.locator(".app-answers").first.locator("dd.govuk-summary-list__value")
    assert [words.strip() for words in given.all_inner_texts()] == [
        "No", "Partly", "Yes", "Not sure", "No", "No", "No", "You skipped this one",
    ]  # fmt: skip


@pytest.mark.both_ways
def test_a_lead_says_honestly_why_it_is_not_co_production(devices):
    steps.given_the_council()
    tom = factories.make_user("Tom Rowe", Role.STAFF)
    project = factories.make_draft("Coast path", by=tom)
    lead = steps.given_someone_signed_in(devices, tom)

    when_the_lead_chooses_a_lower_step(lead, project)
    day = london_date(timezone.now()) + timedelta(days=150)
    when_the_lead_gives_two_reasons_and_a_day_that_there_is_not(lead, day)
    then_nothing_is_lost(lead)
    when_the_lead_mends_the_day_and_publishes(lead, day)

    anyone = devices.person()
    anyone.goes_to(reverse("projects:show", args=["coast-path"]))
    anyone.sees("Coast path")
    anyone.reads("Informing", "The reason: legal constraints", "“The law names the route.”")
    anyone.reads("The reason: time sensitivity", f"We will look at this again by {short_date(day)}.")


def when_the_lead_chooses_a_lower_step(lead, project):
    lead.goes_to(reverse("projects:step", args=[project.reference]))
    lead.sees("Which step is true for the whole project?")
    lead.chooses("3")
    lead.presses("Save and continue")
    steps.when_a_lead_says_what_is_open(lead, decided="The route", still_open="Gates and signs")
    lead.sees("Why this step?")
    lead.types("Why this step?", "We can only tell people.")
    lead.presses("Save and continue")


def when_the_lead_gives_two_reasons_and_a_day_that_there_is_not(lead, day):
    lead.sees("Why is this not co-production?")
    lead.presses("Save and continue")
    lead.sees("Why is this not co-production?")
    lead.mends("Choose one reason or more", at="id_reasons_0")
    lead.chooses("legal")
    lead.page.locator("[name=why_legal]").fill("The law names the route.")
    lead.types_a_date("again_legal", day.day, day.month, day.year)
    lead.chooses("time")
    lead.page.locator("[name=why_time]").fill("The money ends in March.")
    lead.types_a_date("again_time", 31, 2, 2027)
    lead.presses("Save and continue")


def then_nothing_is_lost(lead):
    lead.sees("Why is this not co-production?")
    lead.mends("Time sensitivity: enter a real date, for example", at="id_again_time_0")
    assert lead.page.locator("[name=why_legal]").input_value() == "The law names the route."
    assert lead.page.locator("[name=why_time]").input_value() == "The money ends in March."
    typed = [lead.page.locator(f"[name=again_time_{box}]").input_value() for box in ("day", "month", "year")]
    assert typed == ["31", "2", "2027"]


def when_the_lead_mends_the_day_and_publishes(lead, day):
    lead.types_a_date("again_time", day.day, day.month, day.year)
    lead.presses("Save and continue")
    steps.when_a_lead_says_what_is_fair(lead, offers_pay=False)
    lead.sees("Check your answers")
    lead.presses("Publish this project")
    lead.sees("People in this project")


def test_staff_without_the_part_are_refused_in_plain_words(devices):
    rosa, project = given_a_project_with_twelve_people()
    check = factories.make_open_round(project, by=rosa, members=0)
    housing = factories.make_directorate("Housing")
    robin = steps.given_someone_signed_in(
        devices, factories.make_user("Robin Shah", Role.STAFF, directorate=housing)
    )
    for address in (
        reverse("ladder:rounds"),
        reverse("ladder:round", args=[check.pk]),
        reverse("ladder:open_round", args=[project.reference]),
        reverse("ladder:close_early", args=[check.pk]),
        reverse("projects:basics", args=[project.reference]),
        reverse("projects:people", args=[project.reference]),
        reverse("governance:dashboard"),
    ):
        robin.goes_to(address)
        robin.sees("This page is not for you")

    stranger = devices.person()
    stranger.goes_to(reverse("ladder:round", args=[check.pk]))
    stranger.sees("Sign in")


def test_somebody_without_email_answers_with_the_code_of_a_letter(devices):
    rosa, project = given_a_project_with_twelve_people()
    add_member(project=project, name="Win Hale", email="", by=rosa, now=timezone.now())
    check = factories.make_open_round(project, by=rosa, members=0)
    steps.when_the_messages_go_out("Tell us what it is like")

    team = steps.given_someone_signed_in(devices, rosa)
    team.goes_to(reverse("ladder:round", args=[check.pk]))
    team.sees("This check is open")
    team.follows("Make and post letters")
    with team.page.expect_download() as download:
        team.presses("Make a file of all")
    letter = " ".join(steps.pages_of(download.value.path())).replace("\r\n", " ")
    assert "Dear Win Hale," in letter
    code = re.search(r"type this code: ((?:[A-Z0-9]+ ?){3})", letter)[1]

    win = devices.person()
    steps.when_they_type_their_code(win, code)
    win.sees("Tell us what it is like")
    team.goes_to(reverse("ladder:round", args=[check.pk]))
    team.sees("This check is open")


def test_the_involvement_team_closes_a_check_early_and_everyone_reads_why(devices):
    rosa, project = given_a_project_with_twelve_people()
    check = factories.make_open_round(project, by=rosa, members=0)
    team = steps.given_someone_signed_in(devices, rosa)

    team.goes_to(reverse("ladder:round", args=[check.pk]))
    team.sees("This check is open")
    team.reads("You cannot close it yet. People must be reminded first.")
    given_that_people_were_reminded(check)

    team.goes_to(reverse("ladder:round", args=[check.pk]))
    team.follows("Close this check early")
    team.sees("Close this check early")
    team.presses("Close the check now")
    team.mends("Choose a reason", at="id_reason_0")
    team.chooses("project-stopped")
    team.presses("Close the check now")
    team.sees("This check is closed")
    team.reads("early: The project has stopped")

    anyone = devices.person()
    anyone.goes_to(reverse("projects:show", args=[SLUG]))
    anyone.sees(Project.objects.get(slug=SLUG).name)
    anyone.reads("after a reminder. The reason: the project has stopped.", "Not enough answers to show yet")


def given_that_people_were_reminded(check):
    """As if the reminder's day had come."""
    now = factories.by_day(timezone.now())
    Round.objects.filter(pk=check.pk).update(reminder_on=london_date(now))
    promise(only=["ladder.reminder"], now=now)
    deliver(now=now)
