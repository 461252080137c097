"""Ten wrong codes an hour from one place, 200 for the site, however fast they come."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache

from ladder import wrong_codes
from ladder.wrong_codes import AN_HOUR, FOR_THE_SITE, FROM_ONE_ADDRESS, Try, give_back, take

SOMEWHERE = "203.0.113.9"
OUT_OF_REACH = {
    # Nobody listens here, as when Valkey is down.
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": "redis://127.0.0.1:1/0",
}


def may_try(address=SOMEWHERE, **known):
    return take(address, **known) is Try.COUNTED


def many_at_once(people):
    """How many of them may try, when all begin in the same moment."""
    with ThreadPoolExecutor(people) as threads:
        return sum(threads.map(may_try, [SOMEWHERE] * people))


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
        assert may_try()
        give_back(SOMEWHERE)
    assert may_try()


def test_many_tries_at_the_same_moment_get_no_more_than_ten():
    assert many_at_once(60) == FROM_ONE_ADDRESS


def test_reading_a_count_and_writing_it_back_would_let_everybody_through(monkeypatch):
    """The control of the test above: counting in one step is what holds, not luck."""
    everyone_has_read = threading.Barrier(20)

    def get_then_set(key):
        seen = cache.get(key, 0)
        everyone_has_read.wait(10)
        cache.set(key, seen + 1, AN_HOUR)
        return seen + 1

    monkeypatch.setattr(wrong_codes, "_count", get_then_set)
    assert many_at_once(20) == 20


def test_the_count_ends_with_the_hour():
    may_try()
    key = cache.make_key(f"wrong-codes:{SOMEWHERE}")
    seconds = cache._cache.get_client(key).ttl(key)
    assert AN_HOUR - 10 < seconds <= AN_HOUR


def test_giving_back_after_the_hour_is_no_trouble():
    give_back(SOMEWHERE)
    assert may_try()


def test_a_right_code_of_an_hour_ago_is_still_taken_off_the_sites_count():
    for number in range(FOR_THE_SITE):
        may_try(f"203.0.{number // 200}.{number % 200}")
    cache.delete("wrong-codes:203.0.0.1")
    give_back("203.0.0.1")
    assert may_try("203.0.113.10")


@pytest.mark.parametrize("known", [True, False])
def test_when_nothing_can_be_counted_no_code_is_looked_up(settings, known):
    settings.CACHES = {"default": OUT_OF_REACH}
    assert take(SOMEWHERE, known=known) is Try.NOT_COUNTED
    give_back(SOMEWHERE)
