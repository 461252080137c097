"""./dev manage load_wording FILE.toml: load a reviewed new version of the framework's wording."""

import tomllib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.actions import SYSTEM
from ladder.actions.wordings import NotReady, load_wording


class Command(BaseCommand):
    """Names every problem of the file at once, or loads it for good."""

    help = "Loads a new version of the framework's wording. It is never changed or removed afterwards."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="laid out as ladder/framework-1.toml is")

    def handle(self, *args, file, **options):
        try:
            loaded = load_wording(data=_read(file), by=SYSTEM, now=timezone.now())
        except NotReady as refused:
            lines = "\n".join(f"- {reason}." for reason in refused.reasons)
            raise CommandError(f"Nothing was loaded. Mend this in {file.name} first:\n{lines}") from refused
        self.stdout.write(
            f"Version {loaded.pk} is loaded. Checks that open from now on use it. "
            "Open checks keep the words they began with."
        )


def _read(file):
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as missing:
        raise CommandError(f"{file} cannot be read: {missing.strerror}.") from missing
    except UnicodeDecodeError as other:
        raise CommandError(f"{file.name} is not UTF-8 text. Save it as UTF-8.") from other
    except tomllib.TOMLDecodeError as wrong:
        raise CommandError(f"{file.name} is not TOML: {wrong}.") from wrong
