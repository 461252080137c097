"""Somebody without an email address gets a code by post, and signs in with it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from projects.actions.people import add_member
from tests import factories
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_team_posts_a_code_and_it_opens_their_own_pages(devices):
    steps.given_the_council()
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=factories.make_user("Tom Rowe", Role.STAFF))
    add_member(project=project, name="Merryn Tregear", email="", by=rosa, now=timezone.now())

    code = when_the_team_makes_a_letter(devices, rosa, project)
    merryn = when_they_type_it(devices, code)
    then_whoever_finds_the_letter_gets_nowhere(devices, merryn, code)


def when_the_team_makes_a_letter(devices, rosa, project):
    team = steps.given_someone_signed_in(devices, rosa)
    team.goes_to(reverse("projects:people", args=[project.reference]))
    team.follows("A letter to sign in with", exact=False)
    team.sees("How Merryn Tregear signs in")
    team.presses("Make a letter with a code")
    team.sees("Your code to sign in")
    team.reads("Dear Merryn Tregear", "The code works once.")
    return re.search(r"Type this code: (.+)", team.page.locator(".app-sheet__post").inner_text()).group(1)


def when_they_type_it(devices, code):
    merryn = devices.person()
    merryn.goes_to("/sign-in/")
    merryn.follows("I have a code from a letter")
    merryn.sees("Sign in with a code from a letter")
    merryn.types("The code from the letter", code[:-1])
    merryn.presses("Sign in")
    merryn.mends("That code does not match. Check each letter and number", at="id_code")
    merryn.types("The code from the letter", code.lower())
    merryn.presses("Sign in")
    merryn.sees("Hello Merryn Tregear")
    return merryn


def then_whoever_finds_the_letter_gets_nowhere(devices, merryn, code):
    merryn.presses("Sign out")
    somebody = devices.person()
    somebody.goes_to("/sign-in/by-post/")
    somebody.types("The code from the letter", code)
    somebody.presses("Sign in")
    somebody.reads("That code does not match. Check each letter and number")
