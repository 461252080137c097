"""Reads settings from the environment, and says in plain sentences what is missing or wrong."""

import base64
import binascii
import os
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


class Environment:
    """Settings from variables, or from files named by NAME_FILE (which is how containers hand over secrets).

    Nothing is raised while reading, so that `refuse_if_incomplete` can name every problem at once.
    """

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables
        self.problems: list[str] = []
        mode = self.variables.get("PORTAL_MODE", "production")
        if mode not in ("development", "production"):
            self.problems.append("PORTAL_MODE must be development or production.")
        self.mode = mode
        self.development = mode == "development"

    def text(self, name: str, *, default: str | None = None, development: str | None = None) -> str:
        """The value as text. `development` is used only there; with neither, it must be given."""
        value = self._read(name)
        if value:
            return value
        if self.development and development is not None:
            return development
        if default is None:
            self.problems.append(f"{name} must be set: .env.example says what it is.")
            return ""
        return default

    def words(self, name: str, *, default: str | None = None, development: str | None = None) -> list[str]:
        """Values with commas between them, without the spaces around them."""
        text = self.text(name, default=default, development=development)
        return [word.strip() for word in text.split(",") if word.strip()]

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        text = self.text(name, default=str(default)).lower()
        if text not in YES | NO:
            self.problems.append(f"{name} must be true or false.")
        return text in YES

    def choice(self, name: str, default: str, *others: str) -> str:
        """One of a few words."""
        text = self.text(name, default=default)
        if text not in (default, *others):
            self.problems.append(f"{name} must be one of: {', '.join((default, *others))}.")
        return text

    def number(self, name: str, *, default: int) -> int:
        """A whole number, zero or more."""
        text = self.text(name, default=str(default))
        if not text.isascii() or not text.isdigit():
            self.problems.append(f"{name} must be a whole number.")
            return default
        return int(text)

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        """Network addresses, alone or in blocks: "203.0.113.9, 2001:db8::/32". None unless given."""
        networks = []
        for text in self.words(name, default=""):
            try:
                networks.append(ip_network(text))
            except ValueError:
                self.problems.append(f"{name} must be network addresses, like 203.0.113.0/24.")
        return tuple(networks)

    def keys(self, name: str, *, development: str) -> list[str]:
        """Keys of 32 bytes in base64, newest first."""
        keys = self.words(name, development=development)
        for position, key in enumerate(keys, start=1):
            if not _is_key(key):
                self.problems.append(f"{name}: key {position} must be 32 bytes in base64.")
        return keys

    def refuse_if_incomplete(self) -> None:
        """Raise ImproperlyConfigured with one sentence for each problem met so far."""
        if self.problems:
            raise ImproperlyConfigured("The portal cannot start.\n" + "\n".join(self.problems))

    def _read(self, name: str) -> str:
        file = self.variables.get(f"{name}_FILE")
        if not file:
            return self.variables.get(name, "")
        try:
            return Path(file).read_text().strip()
        except OSError as error:
            self.problems.append(f"{name}_FILE names a file that cannot be read: {error.strerror}.")
            return ""


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except (binascii.Error, ValueError):
        return False
