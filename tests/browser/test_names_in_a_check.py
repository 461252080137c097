"""What a screen reader says of a check's pages: each choice, box and button by its name, in its group."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import HALFWAY, IN_FOR_SOMEBODY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOW_WORDS_ARE_USED = """
- group "How may we use your words?":
  - heading "How may we use your words?" [level=2]
  - paragraph: /This is for all the words you wrote in this check/
  - radio /^Just count me/
  - radio /^Share my words, not my name/
  - radio /^Share with my name/
"""
BUTTONS = """
- button "Continue"
- button "Save and come back later"
"""


@pytest.fixture
def reads(visit):
    """`reads(part, page, *snapshots)`: the main part of a page says each of these to a screen reader. With
    `then`, after something was done there."""

    def main(part, name, *snapshots, number=(), then=None):
        page = visit(part)
        page.goto(reverse(f"ladder:{name}", args=number))
        if then:
            then(page)
        for snapshot in snapshots:
            expect(page.locator("main")).to_match_aria_snapshot(snapshot)

    return main


def test_a_question_names_its_answers_in_a_group_of_its_own(reads):
    question = """
- group "Are my skills and experience valued? Choose 1 answer.":
  - heading "Are my skills and experience valued?" [level=1]
  - group: Show me an example
  - radio "Yes"
  - radio "Partly Sometimes, or a bit"
  - radio "No"
  - radio "Not sure"
  - radio "I do not want to answer this one"
- group: Tell us more, if you want to
"""
    reads(HALFWAY, "question", question, BUTTONS, number=(3,))


def test_the_ladder_names_its_steps_from_the_top(reads):
    steps = """
- group "Which step on the ladder feels most like this project?":
  - radio "Co-production Step 7"
  - radio "Co-designing Step 6"
  - radio "Engaging Step 5"
  - radio "Consulting Step 4"
  - radio "Informing Step 3"
  - radio "Educating Step 2"
  - radio "Coercing Step 1"
  - radio "Not sure"
  - radio "I do not want to answer this one"
- group: Tell us more, if you want to
"""
    reads(HALFWAY, "ladder", steps, BUTTONS)


@pytest.mark.parametrize(("name", "number"), [("question", (1,)), ("ladder", ())])
def test_the_box_for_more_has_a_name_and_says_what_becomes_of_it(visit, name, number):
    page = visit(HALFWAY)
    page.goto(reverse(f"ladder:{name}", args=number))
    page.get_by_text("Tell us more, if you want to").click()
    box = page.get_by_role("textbox", name="What would you like to add?", exact=True)
    expect(box).to_be_visible()
    expect(box).to_have_accessible_description(re.compile("Nobody reads this until the check closes"))
    expect(box).to_have_accessible_description(re.compile("Is someone in danger"))


def test_the_last_box_and_how_its_words_are_used_have_names(reads):
    box = """
- heading "What would make it better?" [level=1]
- textbox "Your ideas"
"""
    named = """
- textbox "The name to show"
"""
    reads(HALFWAY, "better", box, HOW_WORDS_ARE_USED, BUTTONS)
    reads(HALFWAY, "better", named, then=lambda page: page.locator("[value=name]").check())


def test_whether_someone_helped_names_its_answers_and_then_what_belongs_to_them(reads):
    four = """
- group "Did someone help you answer?":
  - radio "No one helped me"
  - radio "Someone read it to me"
  - radio "Someone wrote my answers I said what to write"
  - radio "Someone answered for me"
"""
    paid = """
- group "Is your helper paid to work on this project?":
  - radio "Yes"
  - radio "No"
  - radio "Not sure"
"""
    how = """
- textbox "How do you know this is what they think?"
"""
    reads(HALFWAY, "helped", four, BUTTONS)
    reads(HALFWAY, "helped", paid, then=lambda page: page.locator("[value=read]").check())
    reads(HALFWAY, "helped", paid, how, then=lambda page: page.locator("[value=answered]").check())


def test_a_supporter_is_asked_in_words_of_their_own(reads):
    three = """
- paragraph: /You are helping/
- group "How did you help?":
  - radio "I read it to them"
  - radio "I wrote what they said"
  - radio "I answered for them"
"""
    paid = """
- group "Are you paid to work on this project?":
  - radio "Yes"
  - radio "No"
  - radio "Not sure"
"""
    reads(IN_FOR_SOMEBODY, "helped", three, BUTTONS)
    reads(IN_FOR_SOMEBODY, "helped", paid, then=lambda page: page.locator("[value=wrote]").check())


def test_the_whole_of_it_can_be_answered_with_the_keys_alone(visit):
    page = visit(HALFWAY)
    page.goto(reverse("ladder:helped"))
    page.get_by_role("radio", name="No one helped me").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Someone read it to me")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("group", name="Is your helper paid").get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Continue")).to_be_focused()
    page.goto(reverse("ladder:question", args=[3]))
    page.locator(".app-more summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="What would you like to add?")).to_be_focused()
