"""What a council sets from a day on: used on the day a check closes, and frozen with its result."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
import time_machine

from council.choices import FLOORS, SHIPPED, SHIPPED_EDGES, Figure
from council.models import DatedBands, DatedFigure
from ladder.actions.closing import close_round
from ladder.as_shown import BAND_EDGES
from ladder.choices import Audience
from ladder.disclosure import Rules, disclose
from ladder.history import closed_checks
from ladder.models import RoundResult
from ladder.queries import rules_on
from ladder.scoring import Tally
from tests.factories import MONDAY, answer, make_closed_round, make_project

pytestmark = pytest.mark.django_db
CLOSES = date(2026, 12, 14)


def set_edges(edges, starts_on):
    each = dict(zip(DatedBands.EDGES, map(Decimal, edges.split()), strict=True))
    return DatedBands.objects.create(starts_on=starts_on, **each)


def set_floors(value, starts_on):
    for floor in FLOORS:
        DatedFigure.objects.create(key=floor, value=value, starts_on=starts_on)


def test_what_ships_is_what_the_rules_start_with():
    assert tuple(map(Fraction, SHIPPED_EDGES)) == BAND_EDGES
    assert rules_on(CLOSES) == Rules()


def test_the_rules_of_a_day_are_the_floors_and_the_bands_of_that_day():
    set_floors(12, CLOSES)
    set_edges("1 2.5 5 7", CLOSES)
    assert rules_on(CLOSES - timedelta(days=1)) == Rules()
    edges = (Fraction(1), Fraction(5, 2), Fraction(5), Fraction(7))
    assert rules_on(CLOSES) == Rules(floor=12, invited_floor=12, public_floor=12, band_edges=edges)


def test_bands_that_were_taken_back_never_hold():
    row = set_edges("1 2.5 5 7", CLOSES)
    DatedBands.objects.filter(pk=row.pk).update(taken_back_on=CLOSES - timedelta(days=1))
    assert rules_on(CLOSES) == Rules()


def test_a_result_has_the_bands_that_were_in_force_on_the_day_it_closed(check):
    set_edges("1.5 3.2 4.8 6.4", check.opens_on)
    set_edges("1.7 3.2 4.8 6.4", CLOSES)
    set_edges("1.9 3.2 4.8 6.4", CLOSES + timedelta(days=1))
    for invitation in check.invitations.all():
        answer(invitation, now=MONDAY)
    result = close_round(round_=check, by="system", now=check.closes_at)
    assert Rules.from_dict(result.rules).band_edges[0] == Fraction("1.7")


def people_say(client, project, *, on):
    with time_machine.travel(on, tick=False):
        page = client.get(f"/projects/{project.slug}/").text
    return page[page.index('id="people-say"') :].partition("</section>")[0]


def test_what_a_council_sets_later_changes_no_result_that_is_there(client, lead, involvement):
    project = make_project(by=lead, now=MONDAY - timedelta(days=70))
    make_closed_round(project, by=involvement, step=6)
    stored = RoundResult.objects.get()
    before = closed_checks(project.pk, audience=Audience.MEMBERS)
    read = people_say(client, project, on=MONDAY)
    set_floors(100, MONDAY.date())
    set_edges("1 2 3 7", MONDAY.date())

    later = MONDAY + timedelta(days=30)
    assert rules_on(later.date()).floor == 100
    assert closed_checks(project.pk, audience=Audience.MEMBERS) == before
    assert people_say(client, project, on=later) == read
    stored.refresh_from_db()
    assert Rules.from_dict(stored.rules) == Rules()


def figures_shown(shown):
    """What is not hidden: the names of everything that a reader may see."""
    said = {name for name, value in shown.items() if value not in (None, False) and name != "statements"}
    said |= {f"statement {place}" for place, one in enumerate(shown["statements"]) if one["word"] is not None}
    return said - {"badge", "small_group", "few_people", "held_back"}


@pytest.mark.parametrize("raised", FLOORS)
def test_a_floor_raised_while_a_check_is_open_never_shows_more_to_anyone(check, raised):
    DatedFigure.objects.create(key=raised, value=SHIPPED[raised] + 6, starts_on=CLOSES)
    for invitation in check.invitations.order_by("pk")[:10]:
        answer(invitation, now=MONDAY)
    result = close_round(round_=check, by="system", now=check.closes_at)
    tally = Tally.from_dict(check.tally.counts)
    as_shipped = {each: disclose(tally, stated=7, audience=each).as_dict() for each in Audience}
    members = figures_shown(result.members), figures_shown(as_shipped[Audience.MEMBERS])
    public = figures_shown(result.public), figures_shown(as_shipped[Audience.PUBLIC])
    assert members[0] <= members[1]
    assert public[0] <= public[1]
    assert (members[0] < members[1]) == (raised != Figure.PUBLIC_FLOOR)
    assert public[0] < public[1]
