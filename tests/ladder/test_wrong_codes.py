"""Ten wrong codes an hour from one place, 200 for the site, however fast they come."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache

from ladder import wrong_codes
from ladder.wrong_codes import AN_HOUR, FOR_THE_SITE, FROM_ONE_ADDRESS, give_back, place_of, take

SOMEWHERE = "203.0.113.9"


def test_ten_tries_from_one_address_are_taken_and_the_next_is_not():
    assert [take(SOMEWHERE) for _ in range(11)] == [True] * 10 + [False]


def test_another_address_may_still_try():
    for _ in range(FROM_ONE_ADDRESS + 1):
        take(SOMEWHERE)
    assert take("203.0.113.10")


def test_a_home_with_many_ipv6_addresses_is_one_place():
    tries = [take(f"2001:db8:1:2::{number:x}") for number in range(1, 12)]
    assert tries == [True] * 10 + [False]
    assert take("2001:db8:1:3::1")


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


def test_the_whole_site_takes_two_hundred():
    tries = [take(f"203.0.{number // 200}.{number % 200}") for number in range(FOR_THE_SITE + 1)]
    assert tries == [True] * FOR_THE_SITE + [False]


def test_a_place_that_must_wait_does_not_use_up_the_sites_tries():
    for _ in range(FOR_THE_SITE + 50):
        take(SOMEWHERE)
    assert take("203.0.113.10")


def test_a_right_code_is_not_counted():
    for _ in range(FROM_ONE_ADDRESS * 3):
        assert take(SOMEWHERE)
        give_back(SOMEWHERE)
    assert take(SOMEWHERE)


def test_many_tries_at_the_same_moment_get_no_more_than_ten():
    with ThreadPoolExecutor(20) as threads:
        taken = list(threads.map(take, [SOMEWHERE] * 60))
    assert sum(taken) == FROM_ONE_ADDRESS


def test_the_count_ends_with_the_hour():
    take(SOMEWHERE)
    key = cache.make_key(f"wrong-codes:{SOMEWHERE}")
    seconds = cache._cache.get_client(key).ttl(key)
    assert AN_HOUR - 10 < seconds <= AN_HOUR


def test_giving_back_after_the_hour_is_no_trouble():
    give_back(SOMEWHERE)
    assert take(SOMEWHERE)


def test_when_nothing_can_be_counted_a_code_has_to_wait(settings):
    # Nobody listens here, as when Valkey is down.
    out_of_reach = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
    settings.CACHES = {"default": out_of_reach}
    assert not wrong_codes.take(SOMEWHERE)
    wrong_codes.give_back(SOMEWHERE)
