"""Tells whoever runs the portal when scheduled jobs are late.

It needs no queue, no worker and no beat, so it can tell when any of them has died. The message goes straight
to the mail server: the outbox is among the things that may have stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError

from coproduction.running import late_jobs

log = structlog.get_logger(__name__)
TELL_AGAIN_AFTER = timedelta(hours=1)
LATE, WELL = "The portal: a scheduled job is late", "The portal: scheduled jobs run again"


@dataclass
class Watch:
    """One watch, from its start on. It remembers when it last told somebody that something is late."""

    told_at: datetime | None = None

    def look(self, *, now: datetime) -> list[str]:
        """See what is late, and tell it: at once, then once an hour, and once more when all is well.

        Returns a sentence for each job that is late. A message that the mail server does not take is tried
        again at the next look.
        """
        late = what_is_late(now=now)
        if late and (self.told_at is None or now - self.told_at >= TELL_AGAIN_AFTER):
            if _tell(LATE, [*late, "", "Nothing is lost. Messages wait, and each goes once."]):
                self.told_at = now
        elif not late and self.told_at and _tell(WELL, ["All scheduled jobs run again."]):
            self.told_at = None
        return late


def what_is_late(*, now: datetime) -> list[str]:
    """A sentence for each job that is late, or that nobody can tell."""
    try:
        return [job.sentence for job in late_jobs(now=now)]
    except DatabaseError as error:
        log.warning("watch.no_database", reason=type(error).__name__)
        return ["The database does not answer, so nobody can tell which jobs run."]


def _tell(subject: str, lines: Sequence[str]) -> bool:
    body = "\n".join([*lines, "", settings.PORTAL_ADDRESS])
    try:
        send_mail(subject, body, None, settings.OPERATORS)
    except (OSError, SMTPException) as error:
        log.warning("watch.not_told", reason=type(error).__name__)
        return False
    log.warning("watch.told", subject=subject)
    return True
