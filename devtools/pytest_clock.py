"""A pytest plugin: a run that begins at another moment, since the suite must pass at any hour of any day.

    ./dev test --at "2026-12-25 23:30"

The clock of the tests stands at that London time when they begin, and goes on from there. Programs that a
test starts keep the machine's clock, and so does PostgreSQL: tests marked `own_clock` need both to agree, and
are left out.
"""

from datetime import datetime

import pytest
import time_machine

from words.working_days import LONDON

HOW = 'Say --at as a date and a time in London, such as --at "2026-12-25 23:30".'


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--at", metavar="MOMENT", help="the London time at which the run begins (default: now)")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if not (asked := early_config.known_args_namespace.at):
        return
    try:
        moment = datetime.fromisoformat(asked)
    except ValueError:
        raise pytest.UsageError(HOW) from None
    clock = time_machine.travel(moment.replace(tzinfo=LONDON), tick=True)
    clock.start()
    early_config.add_cleanup(clock.stop)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("at"):
        return
    left_out = [item for item in items if item.get_closest_marker("own_clock")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
