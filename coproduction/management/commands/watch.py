"""Watch the scheduled jobs, and tell operators when one is late."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from coproduction.watching import Watch

# Seconds. All programs may have started together after a night, and jobs need their time to catch up.
FIRST_AFTER, EVERY = 300, 60


class Command(BaseCommand):
    """Runs until it is stopped, as a process of its own. With --once it looks once, and ends."""

    help = "Emails OPERATORS when a scheduled job is late: at once, then hourly, and when all is well again."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="look once, and end with 1 if a job is late")

    def handle(self, *, once, **options):
        watch, wait = Watch(), FIRST_AFTER
        while not once:
            time.sleep(wait)
            close_old_connections()  # a database that was away is asked anew
            watch.look(now=timezone.now())
            wait = EVERY
        late = watch.look(now=timezone.now())
        for sentence in late:
            self.stdout.write(sentence)
        raise SystemExit(bool(late))
