"""Every journey is made on a telephone whose browser runs no scripts: the hardest way. With `--full`, and
where a file says that scripts change what people do there, it is made on a computer that runs them, too.

No page of a journey is left out by that: tests/browser opens each of them on a wide screen, with scripts.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import PATIENCE, Devices

COMPUTER, PHONE = "1280 with JavaScript", "375 without JavaScript"
WAYS = {
    COMPUTER: {"width": 1280, "scripts": True},
    PHONE: {"width": 375, "scripts": False},
}


def pytest_generate_tests(metafunc):
    """In which ways a journey is made, and on which screens somebody signs in with a key."""
    every_way = metafunc.config.getoption("--full") or metafunc.definition.get_closest_marker("both_ways")
    if "devices" in metafunc.fixturenames:
        ways = list(WAYS) if every_way else [PHONE]
        metafunc.parametrize("devices", ways, indirect=True)
    if "screen" in metafunc.fixturenames:
        metafunc.parametrize("screen", ["wide", "phone"] if every_way else ["phone"])


@pytest.fixture(scope="session")
def seen():
    """Kinds of page that axe has tried, for each way: what one journey looked at, the next need not."""
    return {way: set() for way in WAYS}


@pytest.fixture
def devices(request, browser, live_server, settings, axe, seen):
    """`devices.person()` is somebody at a device of their own. A console error on any fails the journey."""
    expect.set_options(timeout=PATIENCE)
    settings.PORTAL_ADDRESS = live_server.url
    way = request.param
    devices = Devices(browser, address=live_server.url, axe=axe, seen=seen[way], **WAYS[way])
    yield devices
    devices.close()
    assert not devices.errors, "\n".join(devices.errors)
