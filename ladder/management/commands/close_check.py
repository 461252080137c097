"""./dev manage close_check PROJECT: close a project's open check now. Development only."""

from contextlib import suppress

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.actions import SYSTEM
from ladder.actions.closing import close_round
from ladder.actions.rewriting import StillReadable, rewrite_sealed_tables
from ladder.models import Round
from words.errors import Refused


class Command(BaseCommand):
    help = "Closes a project's open check by moving its closing time to now. Works in development only."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the end of the project's address, like direct-payments-support")

    def handle(self, *args, slug, **options):
        if not settings.DEVELOPMENT:
            raise CommandError(
                "This command moves a check's clock, so it works in development only. "
                "Here, checks close by themselves."
            )
        round_ = Round.objects.open().filter(project__slug=slug).select_related("project").first()
        if round_ is None:
            raise CommandError(f"No check is open for a project called {slug}.")
        now = timezone.now()
        try:
            with transaction.atomic():
                # Its time comes now, so that its page never speaks of a closing in the future.
                Round.objects.filter(pk=round_.pk).update(closes_at=now)
                close_round(round_=round_, by=SYSTEM, now=now)
        except Refused as refused:
            raise CommandError(f"{refused}.") from refused
        # Where an older transaction holds the tables, the hourly job does it.
        with suppress(StillReadable):
            rewrite_sealed_tables(now=now)
        page = settings.PORTAL_ADDRESS + reverse("projects:show", args=[slug])
        self.stdout.write(f"The check of {round_.project.name} is closed. Look at {page}")
