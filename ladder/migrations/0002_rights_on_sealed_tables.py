"""Sealed tables may be rewritten by the app role; results, tallies and wordings only grow."""

from django.db import migrations

from privacy.rights import may_be_rewritten, only_grows


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0001_checks"),
    ]
    operations = [
        *(may_be_rewritten(table) for table in ("ladder_seal", "ladder_draft", "ladder_salt")),
        *(only_grows(table) for table in ("ladder_roundresult", "ladder_tally", "ladder_statementset")),
    ]
