"""Settings are read from the environment, and what is wrong is said in plain sentences, all at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from coproduction.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def test_production_is_what_you_get_when_nobody_says():
    assert not Environment({}).development


def test_a_mode_nobody_knows_is_refused():
    with pytest.raises(ImproperlyConfigured, match="PORTAL_MODE must be development or production"):
        Environment({"PORTAL_MODE": "staging"}).refuse_if_incomplete()


def test_every_problem_is_named_at_once():
    environment = Environment({"SIZE": "many", "OPEN": "perhaps", "KEYS": "short", "WAY": "up"})
    environment.text("NAME")
    environment.number("SIZE", default=1)
    environment.flag("OPEN", default=False)
    environment.choice("WAY", "left", "right")
    environment.keys("KEYS", development="")
    assert environment.problems == [
        "NAME must be set: .env.example says what it is.",
        "SIZE must be a whole number.",
        "OPEN must be true or false.",
        "WAY must be one of: left, right.",
        "KEYS: key 1 must be 32 bytes in base64.",
    ]


def test_a_value_for_development_is_used_only_there():
    assert Environment({"PORTAL_MODE": "development"}).text("NAME", development="mine") == "mine"
    production = Environment({"PORTAL_MODE": "production"})
    assert production.text("NAME", development="mine") == ""
    assert production.problems


def test_a_secret_can_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    environment = Environment({"KEYS_FILE": str(tmp_path / "key")})
    assert environment.keys("KEYS", development="") == [KEY]
    assert not environment.problems


def test_a_file_that_is_not_there_is_named(tmp_path):
    environment = Environment({"KEY_FILE": str(tmp_path / "none")})
    environment.text("KEY", default="")
    assert environment.problems == ["KEY_FILE names a file that cannot be read: No such file or directory."]


def test_words_lose_the_spaces_around_them():
    assert Environment({"HOSTS": " a.example.org, b.example.org ,"}).words("HOSTS") == [
        "a.example.org",
        "b.example.org",
    ]


def start_with(**variables):
    only = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import coproduction.settings"],
        cwd=ROOT,
        env=only | variables,
        capture_output=True,
        text=True,
    )


COMPLETE = {
    "SECRET_KEY": "a-long-secret-for-this-test-only-0123456789-0123456789",
    "APPLICATION_KEYS": KEY,
    "PORTAL_ADDRESS": "https://coproduction.example.org",
    "ALLOWED_HOSTS": "coproduction.example.org",
    "DATABASE_URL": "postgresql://app:secret@database:5432/coproduction",
    "REDIS_URL": "redis://valkey:6379",
    "DEFAULT_FROM_EMAIL": "co-production@example.org",
    "NEUTRAL_FROM_EMAIL": "Messages <messages@example.org>",
    "EMAIL_HOST": "mail.example.org",
    "OPERATORS": "ops@example.org",
    "MEDIA_ROOT": "/srv/media",
}


def test_production_starts_with_everything_it_needs():
    assert start_with(**COMPLETE).returncode == 0


def test_production_names_each_setting_that_is_missing(full):
    """All at once, and at the full size each by itself."""
    example = (ROOT / ".env.example").read_text()
    for missing in [[name] for name in COMPLETE] if full else [list(COMPLETE)]:
        refused = start_with(**{name: value for name, value in COMPLETE.items() if name not in missing})
        assert refused.returncode
        for name in missing:
            assert f"{name} must be set: .env.example says what it is." in refused.stderr
            assert f"{name}=" in example
