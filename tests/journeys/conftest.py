"""Every journey is made twice: on a computer, and on a telephone whose browser runs no scripts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import PATIENCE, Devices

WAYS = {
    "1280 with JavaScript": {"width": 1280, "scripts": True},
    "375 without JavaScript": {"width": 375, "scripts": False},
}


@pytest.fixture(scope="session")
def seen():
    """Kinds of page that axe has tried, for each way: what one journey looked at, the next need not."""
    return {way: set() for way in WAYS}


@pytest.fixture(params=list(WAYS))
def devices(request, browser, live_server, settings, axe, seen):
    """`devices.person()` is somebody at a device of their own. A console error on any fails the journey."""
    expect.set_options(timeout=PATIENCE)
    settings.PORTAL_ADDRESS = live_server.url
    way = request.param
    devices = Devices(browser, address=live_server.url, axe=axe, seen=seen[way], **WAYS[way])
    yield devices
    devices.close()
    assert not devices.errors, "\n".join(devices.errors)
