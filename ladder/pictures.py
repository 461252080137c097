"""The pictures that a wording may name."""

from pathlib import Path

from django.conf import settings


def pictures() -> frozenset[str]:
    """The names of all pictures that the portal ships with."""
    return frozenset(path.name for path in Path(settings.BASE_DIR, "static", "pictures").glob("*.svg"))
