"""What stands at the door of an address: that it asks to sign in, and on some, to sign in anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.urls import URLPattern

from tests.access.checks import code_like, compiled, every_check
from tests.house.test_access import addresses

ASKING = "fresh_sign_in.<locals>.asking"


@dataclass(frozen=True)
class Address:
    """That one address asks whoever is not signed in to sign in. Left out, its view is `@public`."""

    says: str
    entry: URLPattern

    @property
    def name(self) -> str:
        """As the other checks have one."""
        return f"{self.says}: not public"

    def __str__(self) -> str:
        return f"{self.entry.callback.__module__} {self.name}"

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Anyone may open it, for now."""
        view = self.entry.callback
        was = view.__dict__.get("login_required")
        view.login_required = False
        try:
            yield
        finally:
            if was is None:
                del view.login_required
            else:
                view.login_required = was


def closed_addresses() -> list[Address]:
    """Every address that asks people to sign in."""
    return [
        Address(name, entry) for name, entry in addresses() if getattr(entry.callback, "login_required", True)
    ]


@dataclass(frozen=True)
class Freshness(Address):
    """That one address asks to sign in anew. Left out, its view takes whoever signed in long ago."""

    @property
    def name(self) -> str:
        """As the other checks have one."""
        return f"{self.says}: asks for a fresh sign-in"

    @contextmanager
    def opened(self) -> Iterator[None]:
        """It asks nobody, for now. Others that have the same decorator still do."""
        asking = self.entry.callback
        while asking.__code__.co_qualname != ASKING:
            asking = asking.__wrapped__
        check = next(check for check in every_check() if check.function == ASKING)
        was = asking.__code__
        asking.__code__ = code_like(was, compiled(check.path, [check]))
        try:
            yield
        finally:
            asking.__code__ = was


def sensitive_addresses() -> list[Freshness]:
    """Every address that asks for a fresh sign-in."""
    return [
        Freshness(name, entry)
        for name, entry in addresses()
        if getattr(entry.callback, "asks_to_sign_in_again", False)
    ]
