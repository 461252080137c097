"""Load the framework's wording, version 1, as the file says it. The file is never edited again."""

import tomllib
from pathlib import Path

from django.db import migrations

FRAMEWORK = Path(__file__).resolve().parent.parent / "framework-1.toml"


def load(apps, schema_editor):
    data = tomllib.loads(FRAMEWORK.read_text(encoding="utf-8"))
    apps.get_model("ladder", "StatementSet").objects.create(version=data["version"], data=data)


class Migration(migrations.Migration):
    dependencies = [("ladder", "0002_rights_on_sealed_tables")]
    # Going back drops the table in 0001: a wording is never removed by itself.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
