"""What every test may ask for. The machinery stands in the plugins named here."""

import hypothesis
import pytest
from django.template import engines
from hypothesis import HealthCheck, settings

from devtools.strict_templates import RaisesWhenPrinted

pytest_plugins = [
    "tests.fixtures_database",
    "tests.fixtures_worker",
    "tests.fixtures_server",
    "tests.fixtures_browser",
]


# A busy machine is slow, which says nothing about the code: no limit on the time of one example.
hypothesis.settings.register_profile(
    "quick", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile(
    "full", parent=hypothesis.settings.get_profile("quick"), max_examples=2000
)


def pytest_configure(config):
    hypothesis.settings.load_profile("full" if config.getoption("--full") else "quick")

# A machine that is busy is not a fault: made-up examples have no deadline each.
settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("full", settings.get_profile("usual"), max_examples=2000)


def pytest_configure(config):
    settings.load_profile("full" if config.getoption("--full") else "usual")


@pytest.fixture(scope="session", autouse=True)
def undefined_variables_are_errors():
    """A misspelt variable prints nothing and goes unnoticed, so in tests it raises."""
    engines["django"].engine.string_if_invalid = RaisesWhenPrinted("%s")


@pytest.fixture
def full(request):
    """True when proofs run at their full size (./dev test --full), not at their 20-second one."""
    return request.config.getoption("--full")
