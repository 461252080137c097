"""What one look at a page is, and the short ways to say where it is and what is done there first."""

from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.urls import reverse
from playwright.sync_api import Error, expect

ERROR = ".govuk-error-summary"


@dataclass(frozen=True)
class Look:
    """One page in one state. `where` is the arguments of its address, or a function of the world to the path;
    `then` presses what leads to the state, and `shows` is there when it is reached. `goes_on`: it is pressed
    on the page that the look before opened, if that stands there still."""

    url: str
    state: str
    part: str = ""
    where: Any = ()
    then: Any = None
    shows: str = "h1"
    goes_on: bool = False

    def path(self, world):
        return self.where(world) if callable(self.where) else reverse(self.url, args=self.where)


# Playwright's own way to find, wait and press brings a large script to each page. That takes longer than the
# page itself, so a page is asked in one sentence. Journeys press as people do.
PRESS = """name => {
  const said = each => (each.getAttribute('aria-label') || each.textContent).trim().replace(/\\s+/g, ' ')
  const found = [...document.querySelectorAll('button')]
    .filter(each => said(each) === name && !each.matches(':disabled, [inert] *') && each.checkVisibility())
  if (found.length === 1) found[0].click()
  return found.length
}"""
EMPTY = """() => {
  const typed = 'main input:is([type=text], [type=email], [type=tel]), main textarea'
  for (const box of document.querySelectorAll(typed)) {
    if (!box.checkVisibility() || box.matches(':disabled, [readonly]')) continue
    box.value = ''
    box.dispatchEvent(new Event('input', {bubbles: true}))
  }
}"""
# What is closed is opened, so that all of it is looked at.
IS_THERE = """which => {
  const found = document.querySelector(which)
  if (!found || !found.checkVisibility({visibilityProperty: true})) return false
  document.querySelectorAll('details').forEach(details => { details.open = true })
  return true
}"""


def press(name):
    """Sends what the one button of this name sends, and waits for the page that comes of it."""

    def do(page):
        with page.expect_navigation():
            found = page.evaluate(PRESS, name)
            assert found == 1, f"{found} buttons are called “{name}”"

    return do


def open_all_of(page, shows):
    """When this is there, open whatever is closed on the page."""
    try:
        there = page.evaluate(IS_THERE, shows)
    except Error:  # the page that was pressed on is going away
        there = False
    if not there:
        expect(page.locator(shows).first).to_be_visible()
        assert page.evaluate(IS_THERE, shows), f"{shows} was there for a moment only"


def at(url, *names):
    """The path of a page whose arguments are attributes of the world, such as "check.pk"."""

    def path(world):
        found = [attrgetter(name)(world) if isinstance(name, str) else name for name in names]
        return reverse(url, args=found)

    return path


def directorate(url, name):
    return lambda world: reverse(url, args=["directorates", getattr(world, name).pk])


def form(url, part, where, button):
    """A form as it comes, and as it comes back when it was sent empty."""
    return [
        Look(url, "as it comes", part, where),
        Look(url, "sent empty", part, where, send_empty(button), ERROR, goes_on=True),
    ]


def send_empty(button):
    def do(page):
        page.evaluate(EMPTY)
        press(button)(page)

    return do


def choose(*values, then):
    def do(page):
        for value in values:
            page.locator(f'input[value="{value}"]').check()
        press(then)(page)

    return do


@contextmanager
def forced_colours(page):
    """The page as people see it who chose its colours themselves. It is as before for whoever comes next."""
    page.emulate_media(forced_colors="active")
    try:
        yield
    finally:
        page.emulate_media(forced_colors="none")
