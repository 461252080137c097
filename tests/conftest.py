"""What every test may ask for. The machinery stands in the plugins named here."""

import pytest
from django.template import engines

from devtools.strict_templates import RaisesWhenPrinted

pytest_plugins = [
    "tests.fixtures_database",
    "tests.fixtures_worker",
    "tests.fixtures_server",
    "tests.fixtures_browser",
]


@pytest.fixture(scope="session", autouse=True)
def undefined_variables_are_errors():
    """A misspelt variable prints nothing and goes unnoticed, so in tests it raises."""
    engines["django"].engine.string_if_invalid = RaisesWhenPrinted("%s")


@pytest.fixture
def full(request):
    """True when proofs run at their full size (./dev test --full), not at their 20-second one."""
    return request.config.getoption("--full")
