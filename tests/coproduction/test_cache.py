"""The cache: as if it were empty while Valkey is away or hangs, and never slow."""

import time

import pytest
from django.core.cache import cache

from coproduction import cache as quiet
from coproduction import reach
from coproduction.reach import Reach
from tests.coproduction.valkeys import OwnValkey


@pytest.fixture(scope="module")
def own_valkey(tmp_path_factory):
    valkey = OwnValkey(tmp_path_factory.mktemp("valkey"))
    yield valkey
    valkey.end()


@pytest.fixture(autouse=True)
def asks_it(own_valkey, settings, monkeypatch):
    """This test's cache is its own Valkey, and nobody knows of it yet whether it answers."""
    own_valkey.start()
    settings.CACHES = own_valkey.cache_settings
    monkeypatch.setitem(quiet._reaches, own_valkey.cache_settings["default"]["LOCATION"], Reach("cache"))


@pytest.fixture
def asked_again_at_once(monkeypatch):
    monkeypatch.setattr(reach, "SECONDS_BETWEEN", 0)


def everything_that_is_missing():
    """What a page hears, whatever it asks."""
    return {
        "get": cache.get("word", "none"),
        "get_many": cache.get_many(["word"]),
        "has_key": "word" in cache,
        "add": cache.add("word", 1),
        "set": cache.set("word", 1),
        "set_many": cache.set_many({"word": 1}),
        "get_or_set": cache.get_or_set("word", 1),
        "incr": cache.incr("word"),
        "decr": cache.decr("word"),
        "touch": cache.touch("word"),
        "delete": cache.delete("word"),
        "delete_many": cache.delete_many(["word"]),
        "clear": cache.clear(),
    }


MISSING = {
    "get": "none", "get_many": {}, "has_key": False, "add": True, "set": None, "set_many": [],
    "get_or_set": 1, "incr": 1, "decr": -1, "touch": False, "delete": False, "delete_many": None,
    "clear": False,
}  # fmt: skip


def test_while_valkey_is_stopped_everything_is_missing_and_it_is_said_once(own_valkey, caplog):
    own_valkey.stop()
    assert everything_that_is_missing() == MISSING
    assert caplog.text.count("valkey.away") == 1


def test_while_valkey_hangs_a_page_waits_a_fifth_of_a_second_once(own_valkey, caplog):
    assert cache.get("word") is None  # connected
    with own_valkey.hung():
        began = time.monotonic()
        assert everything_that_is_missing() == MISSING
        assert 0.1 < time.monotonic() - began < 0.5
    assert caplog.text.count("valkey.away") == 1


def test_when_it_is_back_the_cache_works_and_says_so_once(own_valkey, caplog, asked_again_at_once):
    own_valkey.stop()
    cache.set("word", 1)
    own_valkey.start()
    cache.set("word", 2)
    assert cache.get("word") == 2
    assert caplog.text.count("valkey.back") == 1


def test_for_some_seconds_nobody_asks_whether_it_is_back(own_valkey):
    own_valkey.stop()
    cache.set("word", 1)
    own_valkey.start()
    cache.set("word", 2)
    assert cache.get("word") is None


def test_one_asks_while_the_others_do_not_wait(own_valkey, monkeypatch):
    cache.get("word")
    with own_valkey.hung():
        cache.get("word")
        a_minute_later = time.monotonic() + 60
        monkeypatch.setattr(reach.time, "monotonic", lambda: a_minute_later)
        known = quiet._reaches[own_valkey.cache_settings["default"]["LOCATION"]]
        assert [known.may_ask() for _ in range(3)] == [True, False, False]


def test_a_cache_that_is_there_is_as_it_ever_was():
    assert cache.add("word", 1)
    assert not cache.add("word", 2)
    assert cache.incr("word") == 2
    assert cache.get_many(["word", "none"]) == {"word": 2}
    assert cache.delete("word")
    with pytest.raises(ValueError, match="not found"):
        cache.incr("word")
