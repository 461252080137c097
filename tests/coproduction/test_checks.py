"""What production refuses to start with."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.db import connection

from coproduction import checks
from coproduction.checks import (
    production_cookies_are_ours_alone,
    production_database_is_as_promised,
    production_has_no_side_doors,
    production_notify_is_whole,
    production_work_accounts_are_whole,
)
from coproduction.cookies import Cookie
from devtools.notify_fake import EMAIL_TEMPLATE, KEY, TEXT_TEMPLATE
from tests.coproduction.test_environment import COMPLETE

PRODUCTION = {**COMPLETE, "DJANGO_SETTINGS_MODULE": "coproduction.settings", "PORTAL_MODE": "production"}


@pytest.fixture
def production(settings, monkeypatch):
    """Settings as a council would have them."""
    settings.DEVELOPMENT = False
    settings.DEBUG = False
    settings.DEMONSTRATION = False
    settings.APPLICATION_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    settings.SECRET_KEY = "a-long-secret-for-this-test-only-0123456789-0123456789"
    settings.PORTAL_ADDRESS = "https://coproduction.example.org"
    settings.ALLOWED_HOSTS = ["coproduction.example.org"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    monkeypatch.setattr(
        checks, "COOKIES", [Cookie("__Host-session", "", ""), Cookie("__Secure-check", "", "")]
    )
    return settings


def sentences(found):
    return [error.msg for error in found]


ENTRA = "https://login.microsoftonline.com"


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"STAFF_SIGN_IN": "code-and-second-factor"}, ""),
        ({"WORK_ACCOUNT_ADDRESS": f"{ENTRA}/one-tenant/v2.0"}, ""),
        ({"WORK_ACCOUNT_ADDRESS": f"{ENTRA}/common/v2.0", "WORK_ACCOUNT_TENANT": "one"}, ""),
        ({"WORK_ACCOUNT_ADDRESS": f"{ENTRA}/common/v2.0"}, "name your tenant"),
        ({"WORK_ACCOUNT_ADDRESS": "http://login.example.org"}, "https://"),
        ({}, "STAFF_SIGN_IN needs WORK_ACCOUNT_ADDRESS"),
        ({"WORK_ACCOUNT_ADDRESS": f"{ENTRA}/one/v2.0", "WORK_ACCOUNT_SECRET": ""}, "WORK_ACCOUNT_SECRET"),
    ],
)
def test_whoever_is_told_to_use_a_work_account_finds_where_to_sign_in(production, given, word):
    production.STAFF_SIGN_IN = "both"
    production.WORK_ACCOUNT_CLIENT_ID = production.WORK_ACCOUNT_SECRET = "given"
    for name, value in given.items():
        setattr(production, name, value)

    found = sentences(production_work_accounts_are_whole(None))

    assert len(found) == bool(word)
    assert all(word in sentence for sentence in found)


NOTIFY = {
    "NOTIFY_API_KEY": KEY,
    "NOTIFY_EMAIL_TEMPLATE": EMAIL_TEMPLATE,
    "NOTIFY_TEXT_TEMPLATE": TEXT_TEMPLATE,
    "NOTIFY_CALLBACK_TOKEN": "a-token-for-this-test",
}


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, ""),
        ({"NOTIFY_EMAIL_TEMPLATE": ""}, ""),
        ({"NOTIFY_TEXT_TEMPLATE": ""}, ""),
        (dict.fromkeys(NOTIFY, ""), ""),
        ({"NOTIFY_API_KEY": ""}, "NOTIFY_API_KEY is missing"),
        ({"NOTIFY_API_KEY": KEY[-36:]}, "the whole key"),
        ({"NOTIFY_EMAIL_TEMPLATE": "", "NOTIFY_TEXT_TEMPLATE": ""}, "the id of a template"),
        ({"NOTIFY_TEXT_TEMPLATE": "reminder"}, "the id of a template"),
        ({"NOTIFY_CALLBACK_TOKEN": ""}, "NOTIFY_CALLBACK_TOKEN"),
        ({"NOTIFY_CALLBACK_TOKEN": "short"}, "NOTIFY_CALLBACK_TOKEN"),
        ({"NOTIFY_ADDRESS": "http://notify.example.org"}, "https://"),
        ({"NOTIFY_A_MINUTE": 0}, "NOTIFY_A_MINUTE"),
    ],
)
def test_notify_is_set_up_whole_or_not_at_all(production, changed, word):
    for name, value in {**NOTIFY, **changed}.items():
        setattr(production, name, value)

    found = sentences(production_notify_is_whole(None))

    assert len(found) == bool(word)
    assert all(word in sentence for sentence in found)


def test_a_council_s_settings_are_accepted(production):
    assert production_has_no_side_doors(None) == []


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("DEBUG", True, "DEBUG"),
        ("DEMONSTRATION", True, "demonstration"),
        ("APPLICATION_KEYS", ["Zm9yLWRldmVsb3BtZW50LW9ubHktMzItYnl0ZXMtISE="], "APPLICATION_KEYS"),
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("PORTAL_ADDRESS", "http://coproduction.example.org", "https://"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
    ],
)
def test_what_only_a_developer_may_have_is_refused(production, name, value, word):
    setattr(production, name, value)
    (sentence,) = sentences(production_has_no_side_doors(None))
    assert word in sentence


def test_a_council_s_cookies_are_accepted(production):
    assert production_cookies_are_ours_alone(None) == []


@pytest.mark.parametrize("which", ["SESSION", "CSRF"])
@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("NAME", "sessionid"),
        ("NAME", "__Secure-session"),
        ("SECURE", False),
        ("HTTPONLY", False),
        ("DOMAIN", ".example.org"),
        ("PATH", "/staff/"),
    ],
)
def test_a_cookie_that_others_could_set_or_read_is_refused(production, which, what, value):
    setattr(production, f"{which}_COOKIE_{what}", value)
    (sentence,) = sentences(production_cookies_are_ours_alone(None))
    assert "must be __Host-, Secure and HttpOnly" in sentence


def test_a_cookie_with_a_plain_name_is_refused(production, monkeypatch):
    monkeypatch.setattr(checks, "COOKIES", [Cookie("reading", "", "")])
    (sentence,) = sentences(production_cookies_are_ours_alone(None))
    assert sentence.startswith("Every cookie")


def test_in_production_every_cookie_that_we_name_is_accepted():
    """A process of its own, because the names are chosen when the portal starts."""
    code = (
        "import django; django.setup()\n"
        "from coproduction.checks import production_cookies_are_ours_alone as check\n"
        "print([error.msg for error in check(None)])"
    )
    variables = os.environ | PRODUCTION
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=variables)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_developer_s_machine_is_left_alone(settings):
    assert settings.DEVELOPMENT
    assert production_has_no_side_doors(None) == []
    assert production_cookies_are_ours_alone(None) == []
    assert production_database_is_as_promised(None, databases=["default"]) == []


def test_the_portal_may_run_as_the_app_role(production, db):
    assert not any(
        "owner" in said for said in sentences(production_database_is_as_promised(None, ["default"]))
    )


def test_the_portal_may_not_run_as_the_owner(production, db):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(production.DATABASE_OWNER_ROLE)}")
    assert any("owner" in said for said in sentences(production_database_is_as_promised(None, ["default"])))


def test_the_checks_run_with_the_deploy_option(production, db):
    production.DEBUG = True
    found = run_checks(include_deployment_checks=True, databases=["default"])
    assert "coproduction.E001" in {error.id for error in found}
