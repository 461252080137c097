"""python -m coproduction.serve: the web server.

waitress reads headers and bodies, and writes answers, in one loop that never blocks: people on slow
connections hold no thread. A fixed number of threads runs pages, each with its own database
connection, so a crowd waits in line instead of exhausting PostgreSQL.
"""

import os

from waitress import serve

from coproduction.wsgi import application


def main() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if not settings.DEVELOPMENT:
        call_command("check", deploy=True, fail_level="ERROR")
    serve(application, **options(settings))


def options(settings: object) -> dict[str, object]:
    """What waitress is told. The proxy's word on the person's address counts only where one is named."""
    told: dict[str, object] = {
        "listen": f"{'127.0.0.1' if settings.DEVELOPMENT else '*'}:{settings.WEB_PORT}",
        "threads": settings.WEB_THREADS,
        "connection_limit": 1000,
        "backlog": 1024,
        "channel_timeout": 60,
        "max_request_body_size": 2_000_000,
        "ident": None,
        "asyncore_use_poll": True,
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
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")
    main()
