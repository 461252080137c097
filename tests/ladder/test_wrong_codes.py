"""Ten wrong codes an hour from one place, 200 for the site, however fast they come."""

from datetime import timedelta

import pytest

from accounts.limits import Verdict
from ladder.wrong_codes import AN_HOUR, FOR_THE_SITE, FROM_ONE_ADDRESS, take
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
SOMEWHERE = "203.0.113.9"


def may_try(address=SOMEWHERE, now=MONDAY, **known):
    return take(address, now=now, **known).verdict is Verdict.COUNTED


def test_ten_tries_from_one_address_are_taken_and_the_next_is_not():
    assert [may_try() for _ in range(11)] == [True] * 10 + [False]


def test_another_address_may_still_try():
    for _ in range(FROM_ONE_ADDRESS + 1):
        may_try()
    assert may_try("203.0.113.10")


def test_a_home_with_many_ipv6_addresses_is_one_place():
    tries = [may_try(f"2001:db8:1:2::{number:x}") for number in range(1, 12)]
    assert tries == [True] * 10 + [False]
    assert may_try("2001:db8:1:3::1")


def test_the_whole_site_takes_two_hundred():
    tries = [may_try(f"203.0.{number // 200}.{number % 200}") for number in range(FOR_THE_SITE + 1)]
    assert tries == [True] * FOR_THE_SITE + [False]


def test_a_place_that_must_wait_does_not_use_up_the_sites_tries():
    for _ in range(FOR_THE_SITE + 50):
        may_try()
    assert may_try("203.0.113.10")


def test_past_two_hundred_a_browser_that_opened_a_check_before_may_still_try():
    for number in range(FOR_THE_SITE):
        may_try(f"203.0.{number // 200}.{number % 200}")
    assert not may_try("203.0.113.10")
    assert may_try("203.0.113.11", known=True)


def test_a_browser_that_opened_a_check_before_gets_no_more_than_ten():
    tries = [may_try(known=True) for _ in range(FROM_ONE_ADDRESS + 1)]
    assert tries == [True] * FROM_ONE_ADDRESS + [False]


def test_a_right_code_is_not_counted():
    for _ in range(FROM_ONE_ADDRESS * 3):
        tried = take(SOMEWHERE, now=MONDAY)
        assert tried.verdict is Verdict.COUNTED
        tried.give_back()
    assert may_try()


def test_many_tries_at_the_same_moment_get_no_more_than_ten(at_once):
    assert at_once(*[may_try] * 20).count(True) == FROM_ONE_ADDRESS


def test_the_count_ends_with_the_hour():
    for _ in range(FROM_ONE_ADDRESS + 1):
        may_try()
    assert not may_try(now=MONDAY + AN_HOUR - timedelta(seconds=1))
    assert may_try(now=MONDAY + AN_HOUR)


def test_a_right_code_is_taken_off_the_sites_count_too():
    tried = take(SOMEWHERE, now=MONDAY)
    for number in range(FOR_THE_SITE - 1):
        may_try(f"203.0.{number // 200}.{number % 200}")
    tried.give_back()
    assert may_try("203.0.113.10")
    assert not may_try("203.0.113.11")
