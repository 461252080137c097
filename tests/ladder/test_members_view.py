"""Order, rows and differences read in SQL: always what the words say of each result."""

import random

import pytest

from accounts.choices import Role
from ladder.choices import Audience, Badge, TeamAnswer
from ladder.disclosure import STANDARD_RULES, Rules, disclose, widest_gap_first
from ladder.members_view import members_rows, widest_first, with_members_view, with_two_sides
from ladder.models import RoundResult
from ladder.two_sides import can_compare, widest_difference
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.governance.varied import a_tally, make_varied
from tests.ladder.tallies import check_of, same
from words.working_days import london_date

pytestmark = pytest.mark.django_db
RAISED = Rules(floor=9, invited_floor=12, public_floor=12)


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


def viewed():
    return with_members_view(Project.objects.published())


def test_the_order_is_that_of_the_words(lead):
    make_varied(by=lead)
    rows = members_rows(widest_first(viewed()))

    def key(row):
        place = widest_gap_first(row.shown) if row.shown else (1, 0)
        return place, row.badge == Badge.NONE, row.project.name.casefold()

    assert len(rows) == Project.objects.count()
    assert rows == sorted(rows, key=key)


def test_a_row_is_the_newest_check_or_the_step_in_force(lead):
    project = factories.make_project("Twice", by=lead)
    factories.make_result(project, check_of(*same(12, "n", 2)), by=lead, days_before=200)
    newest = factories.make_result(project, check_of(*same(12, "y", 7)), by=lead, team=[TeamAnswer.YES] * 8)
    factories.make_project("Never", by=lead)
    twice, never = members_rows(widest_first(viewed()))
    assert (twice.closed_on, twice.badge, twice.stated) == (london_date(newest.closed_at), Badge.MATCH, 7)
    assert twice.team == (TeamAnswer.YES,) * 8
    assert (never.closed_on, never.badge, never.stated, never.team) == (None, Badge.NONE, 7, None)


def test_where_two_sides_differ_is_what_the_words_say(lead):
    make_varied(by=lead)
    found = with_two_sides(viewed())
    rows = {row.project.pk: row for row in members_rows(found)}
    answered = [row for row in members_rows(viewed()) if row.team]
    assert set(rows) == {row.project.pk for row in answered}
    for project in found:
        row = rows[project.pk]
        widest = widest_difference(row.shown, row.team)
        if widest:
            assert project.apart == widest.apart
        else:
            assert project.apart == (0 if can_compare(row.shown, row.team) else None)
    known = [project.apart for project in found if project.apart is not None]
    assert known == sorted(known, reverse=True)
    assert len(set(known)) > 1
    assert None in [project.apart for project in found]


def test_a_raised_floor_never_gives_a_project_an_earlier_place(lead):
    """Each pair has one tally and one name: where two places are alike, the later row is the raised one."""
    dice = random.Random(11)
    pairs = []
    for number in range(40):
        tally = a_tally(dice)
        stated = dice.randint(1, 7)
        name = f"Project {number % 5}"
        twins = [factories.make_project(name, by=lead, rung=stated, now=MONDAY) for _ in range(2)]
        for project, rules in zip(twins, (STANDARD_RULES, RAISED), strict=True):
            factories.make_result(project, tally, by=lead, rules=rules)
        pairs.append([project.pk for project in twins])
    order = [project.pk for project in widest_first(viewed())]
    assert all(order.index(usual) < order.index(raised) for usual, raised in pairs)
    # The control: a floor does move some of them.
    assert any(order.index(raised) - order.index(usual) > 1 for usual, raised in pairs)
    assert RoundResult.objects.filter(badge=Badge.FEW).count() > 0


def test_the_raised_floor_of_the_trial_is_one_a_council_may_set():
    tally = check_of(*same(8, "p", 2), invited=40)
    usual, raised = (
        disclose(tally, stated=7, audience=Audience.MEMBERS, rules=each) for each in (STANDARD_RULES, RAISED)
    )
    assert (usual.badge, raised.badge) == (Badge.TALK, Badge.FEW)
