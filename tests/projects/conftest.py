"""What several tests of a project's page begin with."""

from datetime import timedelta

import pytest
import time_machine

from ladder.rungs import Rung
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once


@pytest.fixture
def on_that_monday():
    """The whole test happens at noon of that day."""
    with time_machine.travel(MONDAY, tick=False):
        yield


@made_once
def lower(lead):
    """At Informing since 200 days ago, with one reason."""
    return factories.make_project("Parks", by=lead, rung=Rung.INFORMING, now=MONDAY - timedelta(days=200))
