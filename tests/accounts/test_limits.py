"""A try is counted before it is looked at, in one step, whatever the address."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.limits import CODES_ASKED_FOR, MORE_AT_OUR_OWN, WRONG_CODES, Verdict, account_of, place_of, take
from accounts.models import TryCount
from coproduction.environment import Environment

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE = "203.0.113.9"


def tries(many, *, account="user:1", address=HERE, now=NOON):
    taken = [take(WRONG_CODES, account=account, address=address, now=now) for _ in range(many)]
    return [each.verdict is Verdict.COUNTED for each in taken]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", "unknown"),
        ("not an address\x00", "unknown"),
    ],
)
def test_every_address_has_a_place(address, place):
    assert place_of(address) == place


def test_five_wrong_codes_a_minute_for_an_account_from_wherever():
    assert [tries(1, address=f"203.0.113.{number}")[0] for number in range(6)] == [True] * 5 + [False]
    assert tries(1, now=NOON + timedelta(minutes=1)) == [True]


def test_ten_wrong_codes_a_minute_from_one_place_for_whomever():
    assert [tries(1, account=f"user:{number}")[0] for number in range(11)] == [True] * 10 + [False]
    assert tries(1, account=None) == [False]
    assert tries(1, account="user:10", address="203.0.113.10") == [True]


def test_a_place_that_must_wait_uses_up_nothing_of_an_account():
    tries(10, account=None)
    assert tries(30) == [False] * 30
    assert tries(1, address="203.0.113.10") == [True]


def test_a_try_that_was_right_is_given_back():
    for _ in range(30):
        taken = take(WRONG_CODES, account="user:1", address=HERE, now=NOON)
        assert taken.verdict is Verdict.COUNTED
        taken.give_back()


def test_many_at_the_same_moment_get_no_more(at_once):
    one_each = [lambda number=number: tries(1, address=f"203.0.113.{number}")[0] for number in range(20)]
    assert at_once(*one_each).count(True) == 5


def test_an_account_and_a_place_and_each_stretch_of_time_are_counts_of_their_own():
    take(CODES_ASKED_FOR, account=account_of(None, "Priya@example.org"), address=HERE, now=NOON)
    ends = sorted(TryCount.objects.values_list("ends_at", flat=True))
    assert [at - NOON for at in ends] == [timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)]


@pytest.mark.parametrize(
    ("address", "more"),
    [
        (HERE, True),
        ("::ffff:203.0.113.9", True),
        ("2001:db8:5::1", True),
        ("198.51.100.1", False),
        ("?", False),
    ],
)
def test_places_of_the_councils_own_may_do_more(settings, address, more):
    settings.SIGN_IN_OWN_ADDRESSES = Environment({"OWN": "203.0.113.0/24, 2001:db8:5::1"}).networks("OWN")
    allowed = WRONG_CODES.place.most * (MORE_AT_OUR_OWN if more else 1)
    assert tries(allowed + 1, account=None, address=address) == [True] * allowed + [False]


def test_one_person_is_one_account_and_an_address_nobody_has_is_one_too():
    assert account_of(5, "a@example.org") == account_of(5, "A@example.org")
    assert account_of(None, "a@example.org") == account_of("", "A@EXAMPLE.org")
    assert account_of(None, "a@example.org") != account_of(None, "b@example.org")
