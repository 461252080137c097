"""Every address has a row in tests/house/access.py, and one to ask for. tests/access/ asks, as everyone."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.access import ACCESS, EVERYONE, SIGNED_IN

pytestmark = pytest.mark.django_db


def addresses(resolver=None, names=()):
    """Every (name, pattern) of the URL configuration, names with their namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            yield ":".join((*names, entry.name)), entry


def test_every_address_has_a_row_and_every_row_an_address():
    found = [name for name, _ in addresses()]
    assert sorted(set(found)) == sorted(ACCESS)
    assert len(found) == len(set(found))


def test_every_address_has_a_name():
    assert [entry.pattern for _, entry in addresses() if not entry.name] == []


def test_only_addresses_for_everyone_are_marked_as_needing_no_sign_in():
    """Every other page asks people to sign in before any of its own lines run."""
    public = {name for name, entry in addresses() if not getattr(entry.callback, "login_required", True)}
    assert public == {name for name, row in ACCESS.items() if row.is_public}


def test_the_cast_of_the_table_is_the_cast_of_the_tests(cast):
    """The table has two people more: tests/access/people.py says who."""
    assert set(cast) | {"many_hats", "supporter"} == EVERYONE == SIGNED_IN | {"nobody"}
