"""Rows of several tables in one query: each as its own query would have given it."""

from datetime import time

import pytest

from accounts.models import User
from ladder.spoken_of import invitations, rounds, talks
from notices.actions import deliver
from notices.at_once import at_once
from notices.models import HowToReach, Notice
from tests.factories import MONDAY, make_open_round, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(lead, involvement):
    """Queries of several tables: with rows beside them, worked out, in order, a few only, and none."""
    project = make_project("Parks", by=lead, now=MONDAY)
    make_open_round(project, by=involvement, now=MONDAY, members=7)
    deliver(now=MONDAY)
    told = {"phone": "01632 960 111", "order": ["phone"], "safe_from": time(10)}
    HowToReach.objects.create(contact=lead.contact, changed_at=MONDAY, **told)
    return {
        "invitations": invitations().order_by("-pk")[:3],
        "rounds": rounds(),
        "talks": talks(),
        "messages": Notice.objects.select_related("contact__how_to_reach", "on_behalf_of").order_by("-pk"),
        "people": User.objects.select_related("contact__how_to_reach").order_by("pk"),
        "nobody": User.objects.filter(pk__in=[]),
    }


def same(row, other, *above):
    """Whether a row knows all that another knows, with the rows that were read beside it."""
    if row is None or other is None or other in above:
        return row == other
    own = {name: value for name, value in vars(other).items() if name != "_state"}
    beside = other._state.fields_cache
    return (
        (type(row), row._state.db, row._state.adding) == (type(other), "default", False)
        and {name: value for name, value in vars(row).items() if name != "_state"} == own
        and row._state.fields_cache.keys() == beside.keys()
        and all(same(row._state.fields_cache[name], beside[name], other, *above) for name in beside)
    )


def test_each_row_is_what_its_own_query_gives_in_its_order(asked, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = at_once(asked)
    one_by_one = {name: list(rows.all()) for name, rows in asked.items()}
    assert {name: len(rows) for name, rows in found.items()} == {
        "invitations": 3, "rounds": 1, "talks": 0, "messages": 8, "people": 9, "nobody": 0
    }  # fmt: skip
    with django_assert_num_queries(0):
        for name, rows in found.items():
            assert len(rows) == len(one_by_one[name])
            assert all(map(same, rows, one_by_one[name])), name


def test_what_is_encrypted_is_read(asked, lead):
    (mine,) = (each for each in at_once(asked)["people"] if each.pk == lead.pk)
    assert (mine.contact.how_to_reach.phone, mine.contact.how_to_reach.safe_from) == (
        "01632 960 111",
        time(10),
    )


def test_which_rows_stand_beside_is_always_said(asked):
    with pytest.raises(TypeError, match="Say which"):
        at_once({**asked, "all": Notice.objects.select_related()})
