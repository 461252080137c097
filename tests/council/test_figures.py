"""A council's own figures: dated, never below what is safe, and never in code."""

from datetime import date

import pytest
from django.db import IntegrityError

from council.choices import NEVER_BELOW, SHIPPED, Figure
from council.models import Council, DatedFigure
from council.queries import UNNAMED, figures, the_council
from ladder.disclosure import Rules

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def own(key, value, starts_on=DAY):
    return DatedFigure.objects.create(key=key, value=value, starts_on=starts_on)


def test_without_rows_a_council_has_what_the_portal_ships():
    assert figures(on=DAY) == SHIPPED
    assert set(SHIPPED) == set(Figure)


def test_what_ships_is_what_the_rules_for_small_groups_ask_at_least():
    rules = Rules()
    assert (SHIPPED[Figure.FLOOR], SHIPPED[Figure.INVITED_FLOOR], SHIPPED[Figure.PUBLIC_FLOOR]) == (
        rules.floor,
        rules.invited_floor,
        rules.public_floor,
    )


def test_a_figure_holds_from_its_day_until_the_next():
    own(Figure.FLOOR, 6, date(2026, 11, 1))
    own(Figure.FLOOR, 8, date(2026, 12, 1))
    found = [
        figures(on=date(2026, month, day))[Figure.FLOOR]
        for month, day in ((10, 31), (11, 1), (11, 30), (12, 1))
    ]
    assert found == [5, 6, 6, 8]


@pytest.mark.parametrize("key", NEVER_BELOW)
def test_a_figure_that_keeps_people_safe_is_never_lowered(key):
    with pytest.raises(IntegrityError, match="may_only_be_raised"):
        own(key, SHIPPED[key] - 1)


@pytest.mark.parametrize("key", NEVER_BELOW)
def test_it_may_be_as_shipped_or_higher(key):
    own(key, SHIPPED[key], date(2026, 11, 1))
    own(key, SHIPPED[key] + 1)
    assert figures(on=DAY)[key] == SHIPPED[key] + 1


def test_a_shorter_memory_would_let_a_lead_choose_who_is_asked():
    assert Figure.PANEL_MONTHS in NEVER_BELOW


@pytest.mark.parametrize("key", list(Figure))
def test_no_figure_is_nothing(key):
    """A check of no minutes could never close: time given is more than nothing."""
    with pytest.raises(IntegrityError):
        own(key, 0)


def test_a_figure_changes_once_a_day():
    own(Figure.FLOOR, 6)
    with pytest.raises(IntegrityError, match="a_figure_changes_once_a_day"):
        own(Figure.FLOOR, 7)


def test_there_is_only_one_council():
    with pytest.raises(IntegrityError, match="there_is_only_one_council"):
        Council.objects.create(pk=2, name="Another")


def test_a_council_that_has_not_said_its_name_has_a_stand_in():
    assert the_council() == UNNAMED
    assert the_council().name == "Your council"
