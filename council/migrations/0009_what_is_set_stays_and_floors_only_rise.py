"""What a council has set stays as it was, and a floor is never lowered, whoever writes."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0008_a_conversation_has_a_number_of_days"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="datedfigure",
            name="a_figure_changes_once_a_day",
        ),
        migrations.AddField(
            model_name="datedfigure",
            name="taken_back_on",
            field=models.DateField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="a_figure_once_set_is_never_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e8c6ead438725d7e260a60dd4c5a90309abca8ea",
                    operation="DELETE",
                    pgid="pgtrigger_a_figure_once_set_is_never_removed_115e4",
                    table="council_datedfigure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="a_figure_once_set_is_only_taken_back",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."taken_back_on" IS NOT NULL OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."value" IS DISTINCT FROM (NEW."value"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="0dc42d0ed5c2e7341b8d9d771612063c1b3a5f23",
                    operation="UPDATE",
                    pgid="pgtrigger_a_figure_once_set_is_only_taken_back_6b890",
                    table="council_datedfigure",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="a_floor_is_never_lowered",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"key\" IN ('floor', 'invited-floor', 'public-floor'))",
                    func="\n                    PERFORM pg_advisory_xact_lock(hashtext('a floor is never lowered'));\n                    IF EXISTS (\n                        SELECT FROM council_datedfigure\n                        WHERE key = NEW.key AND taken_back_on IS NULL AND (\n                            (starts_on < NEW.starts_on AND value > NEW.value)\n                            OR (starts_on > NEW.starts_on AND value < NEW.value)\n                        )\n                    )\n                    THEN\n                        RAISE EXCEPTION 'A floor may be raised, never lowered'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="23295c363cc2a0123172fe0300a9f148fc0cfad6",
                    operation="INSERT",
                    pgid="pgtrigger_a_floor_is_never_lowered_c7340",
                    table="council_datedfigure",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="datedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_back_on", None), ("taken_back_on__lt", models.F("starts_on")), _connector="OR"
                ),
                name="a_row_of_datedfigure_is_taken_back_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="datedfigure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_on", None)),
                fields=("key", "starts_on"),
                name="a_figure_changes_once_a_day",
            ),
        ),
    ]
