"""A check from the first message to the result, as twelve people and the involvement team live it."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.actions.keys import find_by_link
from ladder.choices import Answer, Audience, Badge
from ladder.models import Draft, InvitationKey, Salt, Seal
from ladder.queries import newest_results
from ladder.scoring import STATEMENTS
from notices.actions import deliver
from tests import factories
from words.working_days import london_date

# Rewriting tables at the end cannot run inside a test's transaction.
pytestmark = pytest.mark.django_db(transaction=True)


def test_twelve_people_answer_and_their_result_says_what_they_lived():
    rosa, project = given_a_project_of_twelve_people_that_calls_itself_co_production()
    when_the_involvement_team_opens_a_check(rosa, project)
    letters = then_each_gets_an_email_with_a_link_and_a_code()

    when_a_person_answers_by_link(letters[0], answer="no", step="4")
    when_a_person_answers_by_code(letters[1], answer="partly", step="5")
    when_a_person_stops_halfway_and_ends_on_another_device(letters[2])
    for letter in letters[3:8]:
        when_a_person_opens_their_link_and_answers(letter, answer=Answer.NO, step=4)
    for letter in letters[8:11]:
        when_a_person_opens_their_link_and_answers(letter, answer=Answer.PARTLY, step=5)
    then_nobody_is_told_how_many_answered(rosa, project)

    call_command("close_check", project.slug)
    then_the_result_needs_a_conversation(project)
    then_no_answer_is_left()


def given_a_project_of_twelve_people_that_calls_itself_co_production():
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=rosa)
    factories.make_members(project, 12, by=rosa)
    return rosa, project


def when_the_involvement_team_opens_a_check(rosa, project):
    browser, day = Client(), london_date(timezone.now()) + timedelta(days=14)
    browser.force_login(rosa)
    where = reverse("ladder:open_round", args=[project.reference])
    dates = {"answer_by_day": day.day, "answer_by_month": day.month, "answer_by_year": day.year}
    assert "Open this check?" in browser.post(where, dates).content.decode()
    assert "This check is open" in browser.post(where, dates | {"confirm": "1"}, follow=True).content.decode()


def then_each_gets_an_email_with_a_link_and_a_code():
    deliver(now=factories.by_day(timezone.now()))
    asked = [each.body for each in mail.outbox if "/c/" in each.body]
    assert len(asked) == 12
    return asked


def link_in(letter):
    return urlsplit(re.search(r"http\S+/c/\S+", letter).group()).path


def code_in(letter):
    return re.search(r"type this code: (.+)", letter).group(1)


def when_a_person_answers_by_link(letter, *, answer, step):
    browser = Client()
    assert "Open my check" in browser.get(link_in(letter)).content.decode()
    answer_and_send(browser, browser.post(link_in(letter), follow=True), answer=answer, step=step)


def when_a_person_answers_by_code(letter, *, answer, step):
    browser = Client()
    typed = {"code": code_in(letter).lower()}
    answer_and_send(
        browser, browser.post(reverse("ladder:enter_code"), typed, follow=True), answer=answer, step=step
    )


def when_a_person_opens_their_link_and_answers(letter, *, answer, step):
    """The link as it stands in the message; the answers without pages, which two people walk above."""
    start = Client().post(link_in(letter), follow=True)
    assert "Tell us what it is like" in start.content.decode()
    invitation = find_by_link(link_in(letter).split("/")[2], now=timezone.now())
    factories.answer(invitation, statements=[answer] * STATEMENTS, step=step)


def answer_and_send(browser, start, *, answer, step):
    assert "Tell us what it is like" in start.content.decode()
    page = browser.post(reverse("ladder:practice"), {"answer": "yes"}, follow=True)
    for number in range(1, 9):
        assert f"Question {number} of 8" in page.content.decode()
        page = browser.post(page.request["PATH_INFO"], {"answer": answer}, follow=True)
    assert "Which step on the ladder" in page.content.decode()
    page = browser.post(page.request["PATH_INFO"], {"step": step}, follow=True)
    assert "What would make it better?" in page.content.decode()
    page = browser.post(page.request["PATH_INFO"], {"words": "Ask us sooner", "voice": "words"}, follow=True)
    assert "Did someone help you answer?" in page.content.decode()
    page = browser.post(page.request["PATH_INFO"], {"help": "none"}, follow=True)
    assert "Check your answers, then send them" in page.content.decode()
    page = browser.post(reverse("ladder:send"), follow=True)
    assert "Thank you. We have your answers" in page.content.decode()


def when_a_person_stops_halfway_and_ends_on_another_device(letter):
    first, second = Client(), Client()
    first.post(link_in(letter))
    first.post(reverse("ladder:practice"), {"answer": "yes"})
    for number in range(1, 5):
        first.post(reverse("ladder:question", args=[number]), {"answer": "no"})
    stopped = first.post(reverse("ladder:question", args=[5]), {"answer": "no", "later": "1"}, follow=True)
    assert "We kept what you did" in stopped.content.decode()

    second.post(reverse("ladder:enter_code"), {"code": code_in(letter)})
    page = second.post(reverse("ladder:carry_on"), follow=True)
    for number in range(6, 9):
        assert f"Question {number} of 8" in page.content.decode()
        page = second.post(page.request["PATH_INFO"], {"answer": "no"}, follow=True)
    second.post(reverse("ladder:ladder"), {"step": "4"})
    second.post(reverse("ladder:better"), {"words": "", "voice": ""})
    page = second.post(reverse("ladder:helped"), {"help": ""}, follow=True)
    assert "Nothing is left to answer" in page.content.decode()
    assert "Thank you" in second.post(reverse("ladder:send"), follow=True).content.decode()


def then_nobody_is_told_how_many_answered(rosa, project):
    browser = Client()
    browser.force_login(rosa)
    check = project.rounds.get()
    page = browser.get(reverse("ladder:round", args=[check.pk])).content.decode()
    assert re.findall(r"(\d+) (?:people|of|have|sent|answer)", re.sub(r"<[^>]+>", "", page)) == ["12"]


def then_the_result_needs_a_conversation(project):
    shown = newest_results([project.pk], audience=Audience.PUBLIC)[project.pk].shown
    assert shown.badge == Badge.TALK
    assert shown.experienced == 4
    assert shown.gap == 3


def then_no_answer_is_left():
    for model in (Draft, Seal, Salt, InvitationKey):
        assert not model.objects.exists()
