"""Log lines: JSON with ids and places in the code, never what a person wrote and never a key."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

KEY_IN_ADDRESS = re.compile(r"/([cw])/[^/\s\"'?]+")
ON_EVERY_LINE = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configuration(*, development: bool, level: str) -> dict[str, Any]:
    """The LOGGING setting: JSON lines, or lines to read on a developer's machine."""
    structlog.configure(
        processors=[*ON_EVERY_LINE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    if development:
        last_steps = [
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        ]
    else:
        last_steps = [place_without_words, structlog.processors.JSONRenderer()]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": ON_EVERY_LINE,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    hide_keys,
                    *last_steps,
                ],
            }
        },
        "filters": {"refusals": {"()": NoPlaceForRefusals}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            # Django's own handlers would print a second time, or e-mail a whole request to someone.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"filters": ["refusals"]},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # It would write down what Notify says of somebody's address. Ours says which trouble it is.
            "notifications_python_client": {"level": "ERROR"},
        },
    }


class NoPlaceForRefusals(logging.Filter):
    """A page that is not there, or not for somebody, is no fault: its line needs no place in the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True


def hide_keys(
    logger: logging.Logger, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Take the key out of a personal link's address, wherever it stands in the line."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = KEY_IN_ADDRESS.sub(r"/\1/…", value)
    return event


def place_without_words(
    logger: logging.Logger, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Say which error happened where, but not its message: that may quote what somebody typed."""
    information = event.pop("exc_info", None)
    if information is True:
        information = sys.exc_info()
    if isinstance(information, BaseException):
        information = (type(information), information, information.__traceback__)
    kind, _, tail = information if isinstance(information, tuple) else (None, None, None)
    if kind is not None:
        event["error"] = kind.__name__
        event["error_at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(tail)
        ]
    return event
