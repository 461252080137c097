"""What one look at a page is, and the short ways to say where it is and what is done there first."""

from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.urls import reverse

ERROR = ".govuk-error-summary"


@dataclass(frozen=True)
class Look:
    """One page in one state. `where` is the arguments of its address, or a function of the world to the path;
    `then` presses what leads to the state, and `shows` is there when it is reached."""

    url: str
    state: str
    part: str = ""
    where: Any = ()
    then: Any = None
    shows: str = "h1"

    def path(self, world):
        return self.where(world) if callable(self.where) else reverse(self.url, args=self.where)


def press(name):
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


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
        Look(url, "sent empty", part, where, lambda page: (_clear(page), press(button)(page)), ERROR),
    ]


def _clear(page):
    for box in page.locator("main input:is([type=text], [type=email], [type=tel]), main textarea").all():
        if box.is_visible():
            box.fill("")


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
