"""What production refuses to start with."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from coproduction.checks import production_database_is_as_promised, production_has_no_side_doors


@pytest.fixture
def production(settings):
    """Settings as a council would have them."""
    settings.DEVELOPMENT = False
    settings.DEBUG = False
    settings.DEMONSTRATION = False
    settings.APPLICATION_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    settings.SECRET_KEY = "a-long-secret-for-this-test-only-0123456789-0123456789"
    settings.PORTAL_ADDRESS = "https://coproduction.example.org"
    settings.ALLOWED_HOSTS = ["coproduction.example.org"]
    return settings


def sentences(found):
    return [error.msg for error in found]


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


def test_a_developer_s_machine_is_left_alone(settings):
    assert settings.DEVELOPMENT
    assert production_has_no_side_doors(None) == []
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
