"""Leaving out any one check of who may do what changes an answer. docs/security/mutation.md says more."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from accounts.rules import is_data_protection
from tests.access import tried
from tests.access.addresses import closed_addresses, sensitive_addresses
from tests.access.backed_up import backed_up, without_effect
from tests.access.checks import checks_of, every_check, tree_of
from tests.access.kinds import LEAD
from tests.access.leaving_out import left_out
from tests.access.listed import listed_questions
from tests.access.more import add_more, more_questions
from tests.access.mutation import PATIENCE, Run, remember, remembered
from tests.access.objects import MISSING
from tests.access.rows import every_row
from tests.access.straight import straight_questions
from tests.house.sensitive_pages import SENSITIVE
from words.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def checks():
    """Every check of the house, by its name."""
    return {check.name: check for check in [*every_check(), *closed_addresses(), *sensitive_addresses()]}


@pytest.fixture(scope="module")
def run(world, request):
    """Everything that can be asked, in a world that has all that it speaks of."""
    add_more(world)
    # The small table seldom asks somebody for whom a page is not about what is missing.
    missing = [row for row in every_row(full=True) if row.part == LEAD and row.position == MISSING]
    questions = [*every_row(), *missing, *straight_questions(), *more_questions(), *listed_questions()]
    patience = None if request.config.getoption("--full") else PATIENCE
    return Run(world, questions, every_check(), patience=patience)


def test_no_check_can_be_left_out_without_a_sign(run, checks, full):
    """And a pair of checks that do the same cannot be left out together."""
    known, seconds = {} if full else remembered(), backed_up()
    gone = {
        name: [check, checks[seconds[name]]] if name in seconds else [check]
        for name, check in checks.items()
        if name not in without_effect()
    }
    # A pair is told by what tells that its second is gone.
    first = {name: known.get(name) or known.get(seconds.get(name), "") for name in gone}
    found = {name: run.told_by(together, first=first[name]) for name, together in gone.items()}
    silent = [str(checks[name]) for name, told in found.items() if not told]
    assert silent == [], "Nothing tells that these are gone:\n" + "\n".join(silent)
    if full:
        remember(found)


def test_every_check_of_the_page_is_in_the_code(checks):
    """A check that was changed or removed leaves docs/security/mutation.md too."""
    pairs, others = backed_up(), without_effect()
    assert {*pairs, *pairs.values(), *others} - set(checks) == set()
    assert pairs.keys() & others.keys() == set()


def test_every_page_that_asks_for_a_fresh_sign_in_is_in_the_run(checks):
    assert {check.says for check in sensitive_addresses()} == SENSITIVE


@dataclass(frozen=True)
class Tried:
    """One of the tried pages, asked by one person."""

    page: Callable
    part: str
    word: str

    def __str__(self):
        return f"{self.page.__name__} as {self.part}"

    def ask(self, world):
        request = RequestFactory().get("/")
        request.user = world.people[self.part]
        try:
            self.page(request)
        except PermissionDenied:
            return "no"
        return "in"


TRIED = [Tried(tried.unchecked, part, "in") for part in ("lead", "expert", "administrator")] + [
    Tried(tried.checked, "lead", "no"),
    Tried(tried.checked, "administrator", "in"),
]


def test_the_run_finds_a_page_that_lets_everybody_in(world):
    """The control: where nothing tells that a check is gone, the run says so."""
    path = "tests/access/tried.py"
    checks = list(checks_of(path, tree_of(path)))
    run = Run(world, TRIED, checks)
    assert {check.function: run.told_by([check]) for check in checks} == {
        "unchecked": "",
        "checked": "checked as lead",
    }


def test_every_check_is_back_when_the_run_is_over(checks):
    """Also where something goes wrong in between."""
    name = "accounts/rules.py is_data_protection: return has_role(user, Role.DATA_PROTECTION) says yes"
    seen = []

    def go_wrong():
        with left_out([checks[name]]):
            seen.append(is_data_protection(AnonymousUser()))
            raise Refused("Something went wrong")

    with pytest.raises(Refused):
        go_wrong()
    assert [*seen, is_data_protection(AnonymousUser())] == [True, False]
