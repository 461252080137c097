"""Watch the scheduled jobs, and tell operators when one is late."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from coproduction.watching import Watch


class Command(BaseCommand):
    """Runs until it is stopped, as a process of its own. With --once it looks once, and ends."""

    help = "Emails OPERATORS when a scheduled job is late: at once, then hourly, and when all is well again."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="look once, and end with 1 if a job is late")
        parser.add_argument("--every", type=float, default=60, metavar="SECONDS", help="how often to look")

    def handle(self, *, once, every, **options):
        watch = Watch()
        while not once:
            # First some time for the jobs, since all programs may have started together.
            time.sleep(every)
            close_old_connections()  # a database that was away is asked anew
            watch.look(now=timezone.now())
        late = watch.look(now=timezone.now())
        for sentence in late:
            self.stdout.write(sentence)
        raise SystemExit(bool(late))
