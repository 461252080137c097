"""python -m coproduction.serve: the web server.

waitress reads headers and bodies, and writes answers, in one loop that never blocks: people on slow
connections hold no thread. A fixed number of threads runs pages, each with its own database
connection, so a crowd waits in line instead of exhausting PostgreSQL.
"""

import signal
import sys
import tempfile

import waitress
from django.conf import settings
from django.core.management import CommandError, call_command

from coproduction.wsgi import application

SIMULTANEOUS_CONNECTIONS = 1000
LONGEST_SILENCE_SECONDS = 60


def main() -> int:
    """Serve until asked to stop; finish the pages under way first. Refuses what checks.py refuses."""
    if not settings.DEVELOPMENT:
        try:
            call_command("check", deploy=True, databases=["default"], fail_level="ERROR")
        except CommandError as refusal:
            print(refusal, file=sys.stderr)  # noqa: T201 - said before any log is read
            return 1
    # waitress has no setting of its own for where a large request waits.
    tempfile.tempdir = settings.FILE_UPLOAD_TEMP_DIR
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    waitress.serve(application, **options())
    return 0


def options() -> dict[str, object]:
    """What waitress is told. A proxy's word on where a person comes from counts only where one is named."""
    told: dict[str, object] = {
        "host": "127.0.0.1" if settings.DEVELOPMENT else "0.0.0.0",  # noqa: S104 - inside its container
        "port": settings.WEB_PORT,
        "threads": settings.WEB_THREADS,
        "connection_limit": SIMULTANEOUS_CONNECTIONS,
        "backlog": SIMULTANEOUS_CONNECTIONS,
        "channel_timeout": LONGEST_SILENCE_SECONDS,
        "max_request_body_size": settings.LARGEST_REQUEST,
        "asyncore_use_poll": True,
        "ident": None,
        "clear_untrusted_proxy_headers": True,
    }
    if settings.TRUSTED_PROXY:
        told |= {
            "trusted_proxy": settings.TRUSTED_PROXY,
            "trusted_proxy_count": settings.TRUSTED_PROXY_COUNT,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return told


if __name__ == "__main__":
    sys.exit(main())
