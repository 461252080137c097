"""Print the class of every column, as docs/privacy.md shows it."""

from django.core.management.base import BaseCommand

from privacy.tables import tables


class Command(BaseCommand):
    help = "Print the tables of docs/privacy.md: what each model holds, why, and for how long."

    def handle(self, *args, **options):
        self.stdout.write(tables())
