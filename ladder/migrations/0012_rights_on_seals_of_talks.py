"""The tables of what a group said, sealed, may be rewritten by the app role."""

from django.db import migrations

from privacy.rights import may_be_rewritten


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0011_checks_and_talks_keep_their_distance"),
    ]
    operations = [may_be_rewritten(table) for table in ("ladder_talkseal", "ladder_talksalt")]
