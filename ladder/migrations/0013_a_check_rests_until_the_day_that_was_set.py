"""A check rests until the day that was set when it opened. Only closing early moves it, to earlier."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0012_rights_on_seals_of_talks"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="only_closing_early_changes_how_long_it_rests",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."opens_on" IS DISTINCT FROM (NEW."opens_on") OR OLD."rest_until" IS DISTINCT FROM (NEW."rest_until"))',
                    func="\n                    IF NEW.opens_on = OLD.opens_on AND NEW.rest_until < OLD.rest_until\n                        AND OLD.closed_at IS NULL AND NEW.closed_early_because <> ''\n                        AND NEW.rest_until - (NEW.closed_at AT TIME ZONE 'Europe/London')::date\n                            = OLD.rest_until - (OLD.closes_at AT TIME ZONE 'Europe/London')::date\n                    THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'A check rests until the day that was set when it opened'\n                        USING ERRCODE = 'integrity_constraint_violation';\n                ",
                    hash="73f22f1d4168836e72e237eb4228d72d2d4a62ec",
                    operation="UPDATE",
                    pgid="pgtrigger_only_closing_early_changes_how_long_it_rests_6d0b9",
                    table="ladder_round",
                    when="BEFORE",
                ),
            ),
        ),
    ]
