"""A project is registered, twelve people say what it is like, and its page says what that means."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.choices import Role
from accounts.models import User
from ladder.actions.keys import find_by_code, find_by_link
from ladder.choices import Audience, Badge
from ladder.disclosure import disclose
from ladder.models import Draft, Invitation, Seal
from ladder.result_words import BADGES, BANDS, NOT_ENOUGH, WORDS
from ladder.rungs import Rung
from ladder.scoring import SentAnswers, add_up
from projects.models import Project
from tests import factories
from tests.journeys import steps
from tests.ladder.tallies import LETTERS, person
from words.working_days import london_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Direct payments support"
SLUG = "direct-payments-support"
# What each of the twelve says of the eight statements, and on which step they put the project.
SAID = (
    ("ypnppyns", 4), ("ppnuyynp", 3), ("ypnnpyns", 4), ("yynppypn", 5), ("ppnnpyny", 4), ("npnppynp", 2),
    ("yppnpynu", 4), ("ypnppynn", 4), ("pnnpyypn", 3), ("ypnpnyny", 5), ("npnppyny", 4), ("yynpuynp", 6),
)  # fmt: skip


def test_from_registering_a_project_to_reading_what_people_said(devices):
    steps.given_the_council()
    factories.make_user("Tom Rowe", Role.STAFF)
    factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    asha = factories.make_user("Asha Kaur", Role.CO_CHAIR_EXPERT)

    tom = devices.person()
    steps.when_they_sign_in_by_a_code(tom, "tom.rowe@example.org")
    when_a_lead_registers_it_as_co_production(tom)
    when_the_lead_adds_someone(tom, "Ida Bell", "ida.bell@example.org")

    rosa = devices.person()
    steps.when_they_sign_in_by_a_code(rosa, "rosa.vean@example.org")
    when_the_involvement_team_confirms_and_adds_people(rosa)
    when_the_involvement_team_opens_a_check(rosa)
    then_the_lead_sees_only_how_many_were_invited(tom)

    letters = steps.when_the_messages_go_out("Tell us what it is like")
    assert len(letters) == 12
    when_someone_answers_by_link(devices.person(), letters["ida.bell@example.org"], *SAID[0])
    when_someone_answers_by_code(devices.person(), letters["ben.cole@example.org"], *SAID[1])
    others = [letter for to, letter in letters.items() if to.startswith("expert")]
    for letter, said in zip(others, SAID[2:], strict=True):
        when_someone_opens_their_link_and_answers(letter, *said)
    then_nobody_can_read_anything_yet(devices.person())

    call_command("close_check", SLUG)

    then_the_page_says_what_the_answers_mean(devices.person(), Audience.PUBLIC)
    then_the_page_says_what_the_answers_mean(tom, Audience.MEMBERS)
    then_the_steering_group_sees_it(steps.given_someone_signed_in(devices, asha))
    then_no_answer_is_left()


def when_a_lead_registers_it_as_co_production(tom):
    tom.sees("Your work")
    tom.presses("Register a project")
    tom.sees("Could this be co-production?")
    tom.presses("Save and continue")
    tom.sees("Could this be co-production?")
    tom.mends("Say if it could be co-production", at="id_could_be_0")
    tom.mends("Enter the project’s name", at="id_name")
    tom.types("What is the project called?", NAME)
    tom.chooses("all")
    tom.presses("Save and continue")

    tom.sees("Name, aim and directorate")
    tom.presses("Save and continue")
    tom.sees("Name, aim and directorate")
    tom.mends("Say what the project is about", at="id_summary")
    tom.types("What is it about?", "Better help for people who manage their own care money.")
    tom.presses("Save and continue")

    tom.sees("Stage and dates")
    tom.chooses("designing")
    tom.presses("Save and come back later")
    tom.sees(NAME)
    tom.reads("You have done 6 of 14 parts.", "Saved today")
    tom.presses("Carry on: what is already decided")
    steps.when_a_lead_says_what_is_open(
        tom, decided="The law on direct payments", still_open="The forms and the phone line"
    )

    tom.sees("Which step is true for the whole project?")
    tom.presses("Save and continue")
    tom.sees("Which step is true for the whole project?")
    tom.mends("Choose the step this project is on", at="id_rung_0")
    tom.chooses("7")
    tom.presses("Save and continue")
    tom.sees("Why this step?")
    tom.presses("Save and continue")
    tom.sees("Why this step?")
    tom.mends("Explain why in plain words", at="id_justification")
    tom.types("Why this step?", "We plan it, decide it and do it together.")
    tom.presses("Save and continue")
    steps.when_a_lead_says_what_is_fair(tom, offers_pay=True)

    tom.sees("Check your answers")
    tom.reads("We plan it, decide it and do it together.", "The forms and the phone line")
    tom.presses("Publish this project")
    tom.sees("People in this project")
    tom.reads("Anyone can read about this project now.")


def when_the_lead_adds_someone(tom, name, email):
    tom.types("Their name", name)
    tom.types("Their email address, if they have one", email)
    tom.presses("Add this person")
    tom.reads(f"{name} is added. The involvement team confirms them before a check asks them.")


def when_the_involvement_team_confirms_and_adds_people(rosa):
    project = Project.objects.get(slug=SLUG)
    rosa.sees("Your work")
    rosa.goes_to(reverse("projects:people", args=[project.reference]))
    rosa.sees("People in this project")
    rosa.presses("Confirm all")
    rosa.reads("1 person is confirmed.")
    rosa.types("Their name", "Ben Cole")
    rosa.types("Their email address, if they have one", "ben.cole@example.org")
    rosa.presses("Add this person")
    rosa.reads("Ben Cole is in the project. The next check asks them.")
    factories.make_members(project, 10, by=User.objects.get(email="rosa.vean@example.org"))


def when_the_involvement_team_opens_a_check(rosa):
    rosa.goes_to("/staff/")
    rosa.follows("Checks")
    rosa.sees("Checks")
    rosa.follows_by_keyboard(f"Open a check: {NAME}")
    rosa.sees("Open a check")
    rosa.reads("12 people are invited")
    rosa.types_a_date("answer_by", "", "", "")
    rosa.presses("Look at the dates")
    rosa.sees("Open a check")
    rosa.mends("date", at="id_answer_by_0")
    day = london_date(timezone.now()) + timedelta(days=14)
    rosa.types_a_date("answer_by", day.day, day.month, day.year)
    rosa.presses("Look at the dates")
    rosa.sees("Open this check?")
    rosa.presses("Open the check")
    rosa.sees("This check is open")
    rosa.reads("12 people", "Nobody sees how many have answered until it closes.")


def then_the_lead_sees_only_how_many_were_invited(tom):
    tom.goes_to(reverse("projects:show", args=[SLUG]))
    tom.sees(NAME)
    tom.reads("A check is open. We asked 12 people.", "We show this when the check closes.")


def when_someone_answers_by_link(ida, letter, letters, step):
    """From the first page to the last, with one slip on the way."""
    steps.when_they_open_their_link(ida, letter)
    steps.when_they_practise(ida)
    ida.presses("Continue")
    ida.reads("Question 1 of 8")
    ida.mends("Choose an answer. If you are not sure", at="id_answer_0")
    steps.when_they_answer_statements(ida, [LETTERS[letter] for letter in letters])
    steps.when_they_choose_a_step(ida, step)
    steps.when_they_say_what_would_make_it_better(ida, "Ask us sooner", "words")
    steps.when_they_say_whether_someone_helped(ida, "none")
    ida.sees("Check your answers, then send them")
    ida.reads("“Ask us sooner”", f"{Rung(step).label}, step {step}")
    ida.presses("Send my answers")
    ida.sees("Thank you. We have your answers")


def when_someone_answers_by_code(ben, letter, letters, step):
    """With a code that is mistyped first, and then typed small. From there on the pages are the same."""
    code = steps.code_in(letter)
    steps.when_they_type_their_code(ben, "")
    ben.mends("Type your code", at="id_code")
    steps.when_they_type_their_code(ben, code[1:] + code[0])
    ben.mends("That code does not match", at="id_code")
    steps.when_they_type_their_code(ben, code.lower())
    ben.sees("Tell us what it is like")
    invitation = find_by_code(code, now=timezone.now())
    factories.answer(invitation, statements=[LETTERS[letter] for letter in letters], step=step)


def when_someone_opens_their_link_and_answers(letter, letters, step):
    """The link as it stands in the message; the answers without a browser, to be quick."""
    link, browser = steps.link_in(letter), Client()
    path = link.removeprefix(link[: link.index("/c/")])
    assert "Tell us what it is like" in browser.post(path, follow=True).content.decode()
    invitation = find_by_link(path.split("/")[2], now=timezone.now())
    factories.answer(invitation, statements=[LETTERS[letter] for letter in letters], step=step)


def then_nobody_can_read_anything_yet(anyone):
    anyone.goes_to(reverse("projects:show", args=[SLUG]))
    anyone.sees(NAME)
    anyone.reads("We asked 12 people.", "No check yet")
    anyone.does_not_read("What people said", "Ask us sooner")


def worked_out_by_hand(audience):
    """What these twelve mean to an audience, from the rules alone: no page, no database."""
    sent: list[SentAnswers] = [person(letters, step) for letters, step in SAID]
    return disclose(add_up(sent, invited=12), stated=Rung.CO_PRODUCTION, audience=audience)


def then_the_page_says_what_the_answers_mean(reader, audience):
    shown = worked_out_by_hand(audience)
    assert (shown.badge, shown.experienced, shown.gap, shown.score) == (Badge.TALK, 4, 3, "4")
    reader.goes_to(reverse("projects:show", args=[SLUG]))
    reader.sees(NAME)
    page = reader.page
    expect(page.locator("#steps .app-badge")).to_have_text(BADGES[Badge.TALK])
    reader.reads(
        "Step 7 of 7", "Step 4 of 7", "People put this project 3 steps lower than we do.",
        "About 10 people answered. That is most of the people we asked.",
        "Most people said from step 3 to step 5.",
        "About half of the 8 things are true.",
        "The likely range is 3.5 to 4.5",
    )  # fmt: skip
    expect(page.locator(".app-score__n")).to_have_text(f"{BANDS[shown.band]} {shown.score} out of 8")
    words = [WORDS[one.word] if one.word is not None else NOT_ENOUGH for one in shown.statements]
    assert words[-1] == ("Mixed" if audience == Audience.MEMBERS else NOT_ENOUGH)
    rows = page.locator(".app-statements > li")
    expect(rows).to_have_count(len(words))
    for row, word in zip(rows.all(), words, strict=True):
        expect(row).to_contain_text(word)
    then_each_picture_has_its_table(page, shown, words)
    reader.does_not_read("Ask us sooner", "Ida Bell")


def then_each_picture_has_its_table(page, shown, words):
    for summary in page.locator("summary", has_text="See this as a table").all():
        summary.click()
    ladder = page.get_by_role("table", name="What we say, what people say", exact=True)
    answers = page.get_by_role("table", name="What people said", exact=True)
    expect(ladder).to_contain_text("Co-production, step 7 of 7")
    expect(ladder).to_contain_text(f"{Rung(shown.experienced).label}, step 4 of 7")
    expect(ladder).to_contain_text("People say 3 steps lower")
    cells = answers.locator("tbody td")
    expect(cells.first).to_contain_text(f"{BANDS[shown.band]}, {shown.score} out of 8")
    for cell, word in zip(cells.all()[1:], words, strict=True):
        expect(cell).to_have_text(word)


def then_the_steering_group_sees_it(asha):
    asha.goes_to(reverse("governance:dashboard"))
    asha.sees("Steering group dashboard")
    asha.reads("The one project with a result does not match.")
    row = asha.page.locator(".app-gap > li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(NAME)
    expect(row).to_contain_text("People say 3 steps lower")
    expect(row).to_contain_text(BANDS[worked_out_by_hand(Audience.MEMBERS).band])


def then_no_answer_is_left():
    assert Invitation.objects.exclude(answered_on=None).count() == 12
    assert not Draft.objects.exists()
    assert not Seal.objects.exists()
