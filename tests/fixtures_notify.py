"""GOV.UK Notify as tests have it: a server on this machine that the portal's own client talks to."""

import threading
import time

import pytest
from django.core.cache import cache

from devtools.notify_fake import CALLBACK_TOKEN, EMAIL_TEMPLATE, KEY, TEXT_TEMPLATE, NotifyFake
from notices.channels import notify_service


@pytest.fixture(scope="session")
def _one_notify_fake():
    with NotifyFake() as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def notify_fake(_one_notify_fake, settings):
    """The portal is set up for Notify, e-mail and texts, and this is it."""
    _one_notify_fake.fresh()
    settings.NOTIFY_API_KEY, settings.NOTIFY_ADDRESS = KEY, _one_notify_fake.address
    settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE = EMAIL_TEMPLATE, TEXT_TEMPLATE
    settings.NOTIFY_CALLBACK_TOKEN = CALLBACK_TOKEN
    now = int(time.time() // notify_service.SECONDS)
    cache.delete_many([f"notify:{now - back}" for back in range(notify_service.STRETCHES)])
    notify_service.hang_up()
    yield _one_notify_fake
    _one_notify_fake.fresh()
    notify_service.hang_up()
