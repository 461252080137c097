"""A council says from a day on where its five words for the score meet."""

from decimal import Decimal

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0009_what_is_set_stays_and_floors_only_rise"),
    ]

    operations = [
        migrations.CreateModel(
            name="DatedBands",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("taken_back_on", models.DateField(blank=True, null=True)),
                ("first", models.DecimalField(decimal_places=1, max_digits=2)),
                ("second", models.DecimalField(decimal_places=1, max_digits=2)),
                ("third", models.DecimalField(decimal_places=1, max_digits=2)),
                ("fourth", models.DecimalField(decimal_places=1, max_digits=2)),
            ],
            options={
                "verbose_name_plural": "dated bands",
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="datedbands",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_back_on", None), ("taken_back_on__lt", models.F("starts_on")), _connector="OR"
                ),
                name="a_row_of_datedbands_is_taken_back_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="datedbands",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_on", None)),
                fields=("starts_on",),
                name="the_bands_are_changed_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="datedbands",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first__lt", models.F("second")),
                    ("second__lt", models.F("third")),
                    ("third__lt", models.F("fourth")),
                ),
                name="each_edge_of_the_bands_is_above_the_last",
                violation_error_message="Each number must be more than the one before it",
            ),
        ),
        migrations.AddConstraint(
            model_name="datedbands",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__gte", Decimal("1")), ("fourth__lte", Decimal("7"))),
                name="the_ends_of_the_score_keep_their_bands",
                violation_error_message="Give numbers from 1 to 7",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datedbands",
            trigger=pgtrigger.compiler.Trigger(
                name="a_set_of_bands_once_set_is_never_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="fc7867c1f6a8698114911d9b40f6fc6b58eea779",
                    operation="DELETE",
                    pgid="pgtrigger_a_set_of_bands_once_set_is_never_removed_3bb09",
                    table="council_datedbands",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datedbands",
            trigger=pgtrigger.compiler.Trigger(
                name="a_set_of_bands_once_set_is_only_taken_back",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."taken_back_on" IS NOT NULL OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."first" IS DISTINCT FROM (NEW."first") OR OLD."second" IS DISTINCT FROM (NEW."second") OR OLD."third" IS DISTINCT FROM (NEW."third") OR OLD."fourth" IS DISTINCT FROM (NEW."fourth"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="0882309b7d190e8427fba74729454fdd34e0cf05",
                    operation="UPDATE",
                    pgid="pgtrigger_a_set_of_bands_once_set_is_only_taken_back_4af84",
                    table="council_datedbands",
                    when="BEFORE",
                ),
            ),
        ),
    ]
