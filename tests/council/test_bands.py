"""Where the five words for the score meet: dated, rising, within 1 to 7, and never edited."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from council import actions
from council.choices import SHIPPED_EDGES
from council.models import DatedBands
from council.queries import band_edges
from tests.factories import MONDAY
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
PAGE = "/settings/words-for-the-score/"
OWN = ("1.5", "3", "5", "6.5")


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def row(*edges, days=0, **more):
    edges = dict(zip(DatedBands.EDGES, map(Decimal, edges or OWN), strict=True))
    return DatedBands.objects.create(starts_on=TODAY + timedelta(days=days), **edges, **more)


def set_bands(by, *edges, days=0):
    edges = [Decimal(edge) for edge in edges or OWN]
    return actions.set_bands(edges=edges, starts_on=TODAY + timedelta(days=days), by=by, now=MONDAY)


def type_bands(client, *edges, days=1):
    day = TODAY + timedelta(days=days)
    typed = dict(zip(DatedBands.EDGES, edges or OWN, strict=True))
    parts = {"starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year}
    return client.post(PAGE, typed | parts)


def test_without_rows_a_council_has_what_the_portal_ships():
    assert band_edges(on=TODAY) == SHIPPED_EDGES


def test_they_hold_from_their_day_until_the_next():
    row()
    row("1", "2", "3", "7", days=10)
    found = [band_edges(on=TODAY + timedelta(days=days))[0] for days in (-1, 0, 9, 10)]
    assert [str(edge) for edge in found] == ["1.6", "1.5", "1.5", "1.0"]


@pytest.mark.parametrize(
    "edges", [("2", "2", "3", "4"), ("2", "3", "2.9", "4"), ("1", "3", "4", "4"), ("4", "3", "2", "1")]
)
def test_the_database_takes_only_rising_numbers(edges):
    with pytest.raises(IntegrityError, match="each_edge_of_the_bands_is_above_the_last"):
        row(*edges)


@pytest.mark.parametrize("edges", [("0.9", "2", "3", "4"), ("1", "2", "3", "7.1")])
def test_the_database_keeps_the_ends_of_the_score_in_the_end_bands(edges):
    with pytest.raises(IntegrityError, match="the_ends_of_the_score_keep_their_bands"):
        row(*edges)


def test_the_ends_may_be_one_and_seven():
    row("1", "1.1", "1.2", "7")
    assert band_edges(on=TODAY)[3] == 7


def test_they_change_once_a_day():
    row()
    with pytest.raises(IntegrityError, match="the_bands_are_changed_once_a_day"):
        row("1", "2", "3", "4")


def test_the_app_can_neither_edit_nor_remove_them():
    there = DatedBands.objects.filter(pk=row(days=1).pk)
    for change in (
        lambda: there.update(first="1.1"),
        lambda: there.update(starts_on=TODAY),
        lambda: there.delete(),
        lambda: there.update(taken_back_on=TODAY + timedelta(days=1)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    there.update(taken_back_on=TODAY)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        there.update(taken_back_on=None)


def test_a_change_leaves_one_line_with_no_number_in_it(administrator):
    made = set_bands(administrator)
    line = Event.objects.get(what="bands.set")
    assert (line.subject_id, line.details) == (str(made.pk), {})


def test_a_day_that_has_gone_or_is_taken_is_refused(administrator):
    with pytest.raises(Refused, match="Choose today or a later day"):
        set_bands(administrator, days=-1)
    set_bands(administrator)
    with pytest.raises(StaleState, match="already change on that day"):
        set_bands(administrator)


def test_numbers_that_will_not_do_are_refused(administrator):
    with pytest.raises(Refused, match="more than 3.2, the number before it"):
        set_bands(administrator, "1.6", "3.2", "3.2", "6.4")
    with pytest.raises(Refused, match="from 1 to 7"):
        set_bands(administrator, "0.5", "3.2", "4.8", "6.4")
    with pytest.raises(Refused, match="one figure after the point"):
        set_bands(administrator, "1.65", "3.2", "4.8", "6.4")


def test_a_coming_change_is_taken_back_once_and_its_day_is_free_again(administrator):
    coming = set_bands(administrator, days=1)
    actions.take_back(coming=coming, by=administrator, now=MONDAY)
    assert Event.objects.latest("pk").what == "bands.taken_back"
    with pytest.raises(StaleState, match="someone else took it back first"):
        actions.take_back(coming=coming, by=administrator, now=MONDAY)
    set_bands(administrator, "1", "2", "3", "4", days=1)
    assert band_edges(on=TODAY + timedelta(days=1))[0] == 1


def test_a_change_that_has_started_stays(administrator):
    with pytest.raises(StaleState, match="has started"):
        actions.take_back(coming=set_bands(administrator), by=administrator, now=MONDAY)


def test_the_page_says_which_score_gets_which_word_and_what_was_is_and_will_be(signed_in):
    row("1.8", "3.2", "4.8", "6.4", days=-40)
    row(days=-5)
    row("2", "3.2", "4.8", "6.4", days=20)
    page = signed_in.get(PAGE).text
    for said in (
        "0 to 1.5",
        "More than 1.5, less than 3",
        "3 to 5",
        "6.5 to 8",
        "From 13 December 2026",
        "Now, since 18 November 2026",
        "14 October 2026 to 17 November 2026",
        "To 13 October 2026",
        "The portal comes with 1.6, 3.2, 4.8 and 6.4",
    ):
        assert said in page


def test_all_settings_name_them_with_what_is_coming(signed_in):
    row("2", "3.2", "4.8", "6.4", days=20)
    page = signed_in.get("/settings/").text
    assert "1.6, 3.2, 4.8 and 6.4" in page
    assert "From 13 December 2026: 2.0, 3.2, 4.8 and 6.4" in page


def test_they_are_set_from_a_day_on_and_taken_back(signed_in):
    said = type_bands(signed_in, days=3)
    assert said.url == PAGE
    coming = DatedBands.objects.get()
    assert (coming.edges, coming.starts_on) == (tuple(map(Decimal, OWN)), TODAY + timedelta(days=3))
    assert "Take this back" in signed_in.get(PAGE).text
    signed_in.post(f"{PAGE}{coming.pk}/take-back/")
    assert not DatedBands.objects.standing().exists()
    assert "has started" in signed_in.post(f"{PAGE}{coming.pk}/take-back/", follow=True).text


@pytest.mark.parametrize(
    ("edges", "days", "sentence"),
    [
        (("", "3.2", "4.8", "6.4"), 1, "Enter a number with one figure after the point, like 1.6"),
        (("1.65", "3.2", "4.8", "6.4"), 1, "Enter a number with one figure after the point, like 1.6"),
        (("1.6", "three", "4.8", "6.4"), 1, "Enter a number with one figure after the point, like 3.2"),
        (("1.6", "3.2", "NaN", "6.4"), 1, "Enter a number with one figure after the point, like 4.8"),
        (("1.6", "3.2", "4.8", "9" * 5000), 1, "Enter a number with one figure after the point, like 6.4"),
        (("1.6", "3.2", "4.8", "1e99999"), 1, "Enter a number with one figure after the point, like 6.4"),
        (("1.6", "3.2", "4.8", "\x00"), 1, "Enter a number with one figure after the point, like 6.4"),
        (("0.9", "3.2", "4.8", "6.4"), 1, "Give a number from 1 to 7"),
        (("-1", "3.2", "4.8", "6.4"), 1, "Give a number from 1 to 7"),
        (("1.6", "3.2", "4.8", "7.1"), 1, "Give a number from 1 to 7"),
        (("1.6", "1.6", "4.8", "6.4"), 1, "This must be more than 1.6, the number before it"),
        (("1.6", "3.2", "4.8", "6.4"), -1, "Choose today or a later day"),
        (("1.6", "3.2", "4.8", "6.4"), 3000, "Choose a day in the next 5 years"),
    ],
)
def test_each_mistake_gets_a_sentence_and_nothing_typed_is_lost(signed_in, edges, days, sentence):
    page = type_bands(signed_in, *edges, days=days)
    assert page.status_code == 200
    assert page.text.count(sentence) == 2
    assert not DatedBands.objects.exists()
    for edge in edges:
        assert edge.strip("\x00") in page.text


def test_a_day_that_is_taken_is_said_beside_the_day(signed_in):
    type_bands(signed_in)
    page = type_bands(signed_in, "1", "2", "3", "4").text
    assert page.count("The words already change on that day. Choose another day") == 2


def test_the_page_costs_the_same_for_few_or_many(signed_in):
    costs = []
    for many in (range(3), range(3, 100)):
        for days in many:
            row(days=days - 50)
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(PAGE)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


def test_only_an_administrator_sets_them(client, involvement):
    client.force_login(involvement)
    assert type_bands(client).status_code == 403
    assert not DatedBands.objects.exists()
