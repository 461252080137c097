"""Somebody at a device of their own, and what they can do with it: see, press, follow, type, choose."""

from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import expect

PATIENCE = 15_000  # milliseconds: a busy machine is slow, which says nothing about the pages
SIDEWAYS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


class Devices:
    """Telephones and computers of one kind. What is seen on a telephone is tried with axe, once a page."""

    def __init__(self, browser, *, address, width, scripts, axe, seen):
        self.browser = browser
        self.address = address
        self.viewport = {"width": width, "height": 500}
        self.scripts = scripts
        self.axe = axe
        self.errors = []
        self.seen = seen
        self.contexts = []

    def person(self, cookies=()):
        """Somebody new, whose browser knows nothing but these cookies."""
        context = self.browser.new_context(base_url=self.address, viewport=self.viewport)
        context.set_default_timeout(PATIENCE)
        context.add_cookies(list(cookies))
        context.on("console", self._hear)
        context.on("weberror", lambda raised: self.errors.append(str(raised.error)))
        self.contexts.append(context)
        person = Person(context.new_page(), self)
        if not self.scripts:
            person.runs_scripts(False)
        return person

    def _hear(self, said):
        if said.type == "error" and not _is_a_page_that_says_no(said):
            self.errors.append(f"{said.text} ({said.location['url']})")

    def look(self, person):
        """Nobody is kept out of this page, and nothing on it runs off the screen."""
        page = person.page
        kind = resolve(urlsplit(page.url).path).view_name, page.title().startswith("Error: ")
        if kind in self.seen:
            return
        self.seen.add(kind)
        assert page.evaluate(SIDEWAYS) <= 0, f"{page.url} scrolls sideways"
        if self.scripts:
            return  # tests/browser tries every page at this width with axe, in all its states
        # The page stays as it came without scripts; axe itself cannot run where they are off.
        person.runs_scripts(True)
        self.axe(page, again=False)
        person.runs_scripts(False)

    def close(self):
        for context in self.contexts:
            context.close()


def _is_a_page_that_says_no(said):
    """A browser calls a refused page an error too. What the page says is tried by the test itself."""
    return "the server responded with a status of 4" in said.text and "/static/" not in said.location["url"]


class Person:
    """Somebody who uses the portal."""

    def __init__(self, page, devices):
        self.page = page
        self.devices = devices
        self.session = page.context.new_cdp_session(page)

    def runs_scripts(self, yes):
        """Let the browser run scripts or not, from now on."""
        self.session.send("Emulation.setScriptExecutionDisabled", {"value": not yes})

    def goes_to(self, address):
        self.page.goto(address)

    def sees(self, heading):
        """Arrives at the page with this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.devices.look(self)

    def reads(self, *sentences):
        """Finds each of these sentences on the page."""
        for sentence in sentences:
            expect(self.page.locator("#main-content")).to_contain_text(sentence)

    def does_not_read(self, *sentences):
        for sentence in sentences:
            expect(self.page.locator("#main-content")).not_to_contain_text(sentence)

    def presses(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def follows(self, name, *, exact=True):
        self.page.get_by_role("link", name=name, exact=exact).first.click()

    def follows_by_keyboard(self, name):
        self.page.get_by_role("link", name=name, exact=True).press("Enter")

    def types(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)

    def chooses(self, value):
        """The answer that a form sends as `value`."""
        self.page.locator(f'input[value="{value}"]').check()

    def types_a_date(self, name, day, month, year):
        for box, number in (("day", day), ("month", month), ("year", year)):
            self.page.locator(f'input[name="{name}_{box}"]').fill(str(number))

    def mends(self, sentence, *, at):
        """Follows the mistake of this sentence, and lands in the box that it is about."""
        self.page.locator(".govuk-error-summary").get_by_role("link", name=sentence).first.click()
        expect(self.page.locator(f"#{at}")).to_be_focused()
