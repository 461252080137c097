"""Every address, as everyone, by every method, about one's own, another's, and what is missing."""

from dataclasses import dataclass, replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve

from coproduction.who_it_is_for import SOMEBODY_ELSE
from projects import rules
from projects.querysets import ProjectQuerySet
from tests.access.kinds import GROUPS, NOBODY
from tests.access.objects import MISSING, OWN
from tests.access.rows import MIXED, Row, answer, ask, every_row, groups, path_of
from tests.access.world import World
from tests.house.access import ACCESS, ANY_METHOD, EVERYONE
from tests.house.test_access import addresses
from tests.house.test_headers import wrong_on

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Told:
    """What is kept of an answer: its word, and of a page that says there is nothing, all of it."""

    word: str
    seen: tuple = ()
    queries: int = 0
    says_for_whom: bool = True
    wrong_headers: tuple[str, ...] = ()

    @classmethod
    def by(cls, row: Row, world: World) -> "Told":
        """What the row's question is answered with."""
        came = answer(row, world)
        wrong = tuple(wrong_on(came.response, row.name, signed_in=row.part != NOBODY))
        if came.word == "404":
            return cls(came.word, came.seen, came.queries, wrong_headers=wrong)
        silent = came.word == "no" and SOMEBODY_ELSE in came.response.content.decode()
        return cls(came.word, says_for_whom=not silent, wrong_headers=wrong)


@pytest.fixture(scope="module")
def told(world, request):
    """Every question, with what came back."""
    rows = every_row(full=request.config.getoption("--full"))
    return {row: Told.by(row, world) for row in rows}


def test_everyone_is_told_what_the_table_says(told):
    wrong = [f"{row}: {said.word}, not {row.word}" for row, said in told.items() if said.word != row.word]
    assert wrong == [], "\n".join(wrong)


def test_what_somebody_may_not_see_looks_as_if_it_were_missing(told):
    """The same page, headers and cookies, word for word."""
    unlike = [str(row) for row, said in _unseen(told) if said.seen != told[row.at(MISSING)].seen]
    assert unlike == [], "\n".join(unlike)


def test_what_somebody_may_not_see_costs_as_much_as_what_is_missing(told):
    """As many questions to the database: the time that a page takes tells nothing either."""
    unlike = [
        f"{row}: {said.queries}, not {told[row.at(MISSING)].queries}"
        for row, said in _unseen(told)
        if row.position != MIXED and said.queries != told[row.at(MISSING)].queries
    ]
    assert unlike == [], "\n".join(unlike)


def test_an_address_takes_no_method_that_it_does_not_know(world):
    """Nearly every view says so by itself, before it looks who asks: it is called alone, which is quick.

    Of all others somebody asks who may do most, and has a check open: if they may not, nobody may.
    """
    wrong = []
    for name, group in {name: group for name, group, _ in groups()}.items():
        path = path_of(Row(name, "get", NOBODY, OWN, group), world)
        for method in unknown_methods(name):
            if said_alone(method, path) != 405:
                said = world.answer("involvement", method, path).response.status_code
                if said != 405 and (method, said) != ("options", 200):  # which only says what there is
                    wrong.append(f"{method.upper()} {name}: {said}")
        if (said := world.answer("involvement", "trace", path).word) != "405":
            wrong.append(f"TRACE {name}: {said}")
    assert wrong == [], "\n".join(wrong)


def said_alone(method, path):
    """What the view of an address says to somebody who is not signed in, with nothing around it."""
    asking = getattr(RequestFactory(), method)(path)
    asking.user, asking._dont_enforce_csrf_checks = AnonymousUser(), True
    view = resolve(path)
    return view.func(asking, *view.args, **view.kwargs).status_code


def unknown_methods(name):
    """Those that an address does not take."""
    takes = {method for method in ("get", "post") if getattr(ACCESS[name], method) is not None}
    others = set() if name in ANY_METHOD else {"put", "patch", "delete", "options"}
    return sorted({"get", "post"} - takes | others)


def test_a_head_is_answered_as_its_page_is_or_not_at_all(world):
    wrong = []
    for name, group in {name: group for name, group, _ in groups()}.items():
        row = Row(name, "head", "involvement", OWN, group)
        as_page = replace(row, method="get").word
        if ACCESS[name].get is not None and (said := ask(row, world)) not in (as_page, "405"):
            wrong.append(f"{row}: {said}, not {as_page}")
    assert wrong == [], "\n".join(wrong)


def _unseen(told):
    """Rows about something that is there, and that this person is told is not."""
    for row, said in told.items():
        missing = told.get(row.at(MISSING))
        if missing and row.position != MISSING and said.word == missing.word == "404":
            yield row, said


def test_every_answer_tells_browsers_what_the_tables_say(told):
    """Those in docs/security/headers.md, on what is there, on what is for others and on what is missing."""
    wrong = [f"{row}: {line}" for row, said in told.items() for line in said.wrong_headers]
    assert wrong == [], "\n".join(wrong)


def test_whoever_is_turned_away_reads_whom_the_page_is_for(told):
    """Each rule that a page asks has its sentence in coproduction/who_it_is_for.py."""
    assert [str(row) for row, said in told.items() if not said.says_for_whom] == []


def test_everyone_of_the_list_of_addresses_is_in_the_world(world):
    assert set(world.people) == EVERYONE


def test_every_address_that_speaks_of_something_is_in_the_table():
    """With the arguments that its address has; and nothing stands in the table that has none."""
    speaks = {name: set(entry.pattern.converters) for name, entry in addresses() if entry.pattern.converters}
    assert {name for group in GROUPS for name in group.names} == set(speaks)
    assert [name for group in GROUPS for name in group.names if set(group.about) != speaks[name]] == []


def test_the_table_says_of_ones_own_what_the_list_of_addresses_says():
    """What a page of one's own opens for, in tests/house/access.py, and for whom it is not there."""
    unlike = []
    for group in GROUPS:
        if group.object == "draft":  # the list speaks of what is published
            continue
        for name in group.names:
            for method in group.methods:
                who = getattr(ACCESS[name], method)
                turned_away = {part for part in EVERYONE if group.word(part, OWN) == "no"}
                if who is not None and turned_away - {NOBODY} != EVERYONE - who - {NOBODY}:
                    unlike.append((name, method, turned_away ^ (EVERYONE - who)))
    assert unlike == []


def test_everyone_is_asked_about_every_kind_of_thing_wherever_it_is():
    """Also at the short size, where those who are told the same take turns."""
    rows = every_row()
    assert {(row.part, row.group.object) for row in rows} >= {
        (part, group.object) for group in GROUPS for part in EVERYONE
    }
    asked = {(row.part, row.group.kind, row.position) for row in rows}
    everything = {
        (part, group.kind, position) for part in EVERYONE for group in GROUPS for position in group.positions
    }
    assert everything - asked == set()


def test_every_address_is_asked_about_wherever_the_thing_is():
    asked = {(row.name, row.group.object, row.position) for row in every_row()}
    everything = {
        (name, group.object, position)
        for group in GROUPS
        for name in group.names
        for position in group.positions
    }
    assert everything - asked == set()


@pytest.mark.parametrize(
    ("check", "left_out"),
    [
        (rules.can_change, lambda user, project: True),
        (ProjectQuerySet.visible_to, lambda projects, user: projects),
    ],
    ids=["who may change a project", "who may see a draft"],
)
def test_a_check_that_is_taken_away_is_found(world, check, left_out):
    """Else the table would only say what the pages say, whatever that is."""
    rows = [row for row in every_row() if row.name == "projects:basics"]
    code = check.__code__
    try:
        check.__code__ = left_out.__code__
        assert [row for row in rows if ask(row, world) != row.word] != []
    finally:
        check.__code__ = code
    assert [row for row in rows if ask(row, world) != row.word] == []
