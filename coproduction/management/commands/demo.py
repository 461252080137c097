"""./dev manage demo: an invented county to look at and to try things in."""

from contextlib import suppress

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from coproduction.demonstration.making import make
from coproduction.demonstration.people import COUNCIL, TO_SIGN_IN_AS, WITHOUT_ADDRESS
from coproduction.demonstration.rules import is_made, why_not
from ladder.actions.rewriting import StillReadable, rewrite_sealed_tables

# How the command ends where there may be no demonstration: nothing is wrong, so a launcher can go on.
NO_DEMONSTRATION = 3
WIDTH_OF_KIND = max(len(person.kind) for person in (*TO_SIGN_IN_AS, WITHOUT_ADDRESS))
WIDTH_OF_NAME = max(len(person.name) for person in (*TO_SIGN_IN_AS, WITHOUT_ADDRESS))


class Command(BaseCommand):
    help = "Fills an empty database with an invented county. Run again, it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--people", action="store_true", help="say who can sign in, one line each, and change nothing"
        )

    def handle(self, *, people, **options):
        if people:
            self._say_who_can_sign_in()
        else:
            self._make()

    def _make(self):
        if reason := why_not():
            raise CommandError(reason, returncode=NO_DEMONSTRATION)
        if is_made():
            self.stdout.write("The demonstration is here already. Nothing was changed.")
            return
        make(now=timezone.now())
        # Where an older transaction holds the tables, the hourly job does it.
        with suppress(StillReadable):
            rewrite_sealed_tables(now=timezone.now())
        self.stdout.write(f"The demonstration is ready: {COUNCIL['name']}, where everyone is invented.")

    def _say_who_can_sign_in(self):
        if not is_made():
            raise CommandError(
                "There is no demonstration in this database: ./dev manage demo makes one.",
                returncode=NO_DEMONSTRATION,
            )
        page = settings.PORTAL_ADDRESS + reverse("coproduction:sign_in_as")
        self.stdout.write(f"Sign in as one of these invented people at {page}")
        for person in TO_SIGN_IN_AS:
            self.stdout.write(
                f"  {person.kind:{WIDTH_OF_KIND}}  {person.name:{WIDTH_OF_NAME}}  {person.email}"
            )
        self.stdout.write(
            f"  {WITHOUT_ADDRESS.kind:{WIDTH_OF_KIND}}  {WITHOUT_ADDRESS.name:{WIDTH_OF_NAME}}  "
            "uses the code in a letter, which the involvement team prints"
        )
