"""The tables of docs/privacy.md, made from what every model says of its columns."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

BEGIN = "<!-- made by ./dev manage privacy_tables: begin -->"
END = "<!-- made by ./dev manage privacy_tables: end -->"


def our_models() -> Iterator[type[Model]]:
    """Every model of our own packages, lowest package first."""
    for package in apps.get_app_configs():
        if Path(package.path).parent == settings.BASE_DIR:
            yield from package.get_models()


def tables() -> str:
    """One table with a row for each model: its columns by class, why we may hold them, and for how long."""
    lines = [
        "| Model | Plain | Personal | Special category | Why we may (Article 6; Article 9) | How long |",
        "|---|---|---|---|---|---|",
        *(_row(model) for model in our_models()),
    ]
    return "\n".join([BEGIN, *lines, END])


def _row(model: type[Model]) -> str:
    columns = model.columns
    because = "; ".join(filter(None, [columns.basis, columns.condition]))
    cells = [
        f"`{model._meta.label}`",
        *(_names(group) for group in (columns.plain, columns.personal, columns.special)),
        because,
        columns.kept,
    ]
    return f"| {' | '.join(cells)} |"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(columns) or "–"
