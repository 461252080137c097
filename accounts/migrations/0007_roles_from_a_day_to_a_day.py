"""A role is held from a day to a day, and the same one never twice on one day.

The extension that compares days and people in one index came with the first checks.
"""

import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.expressions
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_leads_and_data_protection"), ("ladder", "0001_checks")]

    operations = [
        migrations.RemoveConstraint(
            model_name="rolegrant",
            name="a_person_holds_a_role_once",
        ),
        migrations.RemoveConstraint(
            model_name="rolegrant",
            name="a_role_ends_after_it_starts",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rolegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="what_a_role_was_given_with_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."directorate_id" IS DISTINCT FROM (NEW."directorate_id") OR OLD."granted_by_id" IS DISTINCT FROM (NEW."granted_by_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7bdc112a1e9798cdaa24fec1e602b2959ddbf1f5",
                    operation="UPDATE",
                    pgid="pgtrigger_what_a_role_was_given_with_never_changes_595a3",
                    table="accounts_rolegrant",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("user", "="),
                    ("role", "="),
                    (django.db.models.functions.comparison.Coalesce("directorate", models.Value(0)), "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.Func(models.F("ends_on"), template="(%(expressions)s + 1)"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="a_person_holds_a_role_once",
                violation_error_message="They have this role on some of these days already",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None),
                    (
                        "ends_on__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_on"), "-", models.Value(datetime.timedelta(days=1))
                        ),
                    ),
                    _connector="OR",
                ),
                name="a_role_ends_after_it_starts_or_never_began",
            ),
        ),
    ]
