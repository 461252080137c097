"""Keys: made from the application's own, one for each purpose, and never the same."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from privacy.keys import application_keys, derived, digests

OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


def test_the_newest_key_stands_first(settings):
    settings.APPLICATION_KEYS = [NEW, OLD]
    assert application_keys() == [bytes([2]) * 32, bytes([1]) * 32]
    assert len(derived("a")) == len(digests("a", "secret")) == 2


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ([], "at least one key"),
        (["not base64!"], "must be base64"),
        ([base64.b64encode(b"short").decode()], "32 bytes"),
        ([NEW, ""], "32 bytes"),
    ],
)
def test_keys_that_cannot_be_used_are_refused_in_plain_words(settings, keys, why):
    settings.APPLICATION_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match=why):
        application_keys()


def test_each_purpose_and_each_salt_has_a_key_of_its_own(settings):
    settings.APPLICATION_KEYS = [NEW]
    keys = [
        derived("one")[0],
        derived("two")[0],
        derived("one", salt=b"1" * 32)[0],
        derived("one", salt=b"2" * 32)[0],
        application_keys()[0],
    ]
    assert len(set(keys)) == 5
    assert {len(key) for key in keys} == {32}
    assert derived("one") == derived("one")


def test_a_digest_depends_on_the_key_the_purpose_and_the_secret(settings):
    settings.APPLICATION_KEYS = [NEW]
    found = {digests("code", "A")[0], digests("code", "B")[0], digests("link", "A")[0]}
    settings.APPLICATION_KEYS = [OLD]
    found.add(digests("code", "A")[0])
    assert len(found) == 4
    assert {len(digest) for digest in found} == {32}
