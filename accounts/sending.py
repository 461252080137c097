"""Sending a code beside the page: no page ever waits for the mail server."""

import threading

import structlog
from django.core.mail import EmailMessage
from django.db import connections

# A mail server that is silent holds each thread for EMAIL_TIMEOUT, so there may never be many of them.
MOST_AT_ONCE = 20
BESIDE = "sign-in code"  # what such a thread is called

_room = threading.BoundedSemaphore(MOST_AT_ONCE)
log = structlog.get_logger()


def send_beside(message: EmailMessage) -> threading.Thread | None:
    """Send a message in a thread of its own, and return at once. None when too many are on their way.

    What goes wrong is only logged: the code page offers other ways in to everyone, so that it tells no one
    who is known here. The thread ends by itself, since each step of sending has EMAIL_TIMEOUT seconds.
    """
    if not _room.acquire(blocking=False):
        log.error("sign_in.code_not_sent", error="too many on their way")
        return None
    thread = threading.Thread(target=_send, args=(message,), name=BESIDE, daemon=True)
    try:
        thread.start()
    except RuntimeError as trouble:  # the machine gives no more threads
        _room.release()
        log.error("sign_in.code_not_sent", error=type(trouble).__name__)  # noqa: TRY400 - ids only
        return None
    return thread


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as trouble:  # noqa: BLE001 - whatever it is, nobody waits for this thread
        log.error("sign_in.code_not_sent", error=type(trouble).__name__)  # noqa: TRY400 - ids only
    finally:
        connections.close_all()  # a mail backend may have asked the database something
        _room.release()
