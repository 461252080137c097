"""An open check may get more time. Each change of its dates is kept, and nothing else moves them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0015_reminders_are_numbered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DateChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("answer_by_before", models.DateField()),
                ("answer_by", models.DateField()),
                ("closes_at_before", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("post-late", "The post was late"),
                            ("session-moved", "A session had to move"),
                            ("interpreter", "An interpreter could not come"),
                            ("site-down", "This website did not work"),
                            ("bad-weather", "The weather was bad"),
                            ("holiday", "We forgot a holiday"),
                        ],
                        max_length=20,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="round",
            name="only_closing_early_changes_how_long_it_rests",
        ),
        migrations.AddField(
            model_name="round",
            name="reminders_gone",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="only_more_time_changes_when_people_answer_by",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer_by" IS DISTINCT FROM (NEW."answer_by"))',
                    func="\n                    IF OLD.closed_at IS NULL AND NEW.closed_at IS NULL AND EXISTS (\n                        SELECT FROM ladder_datechange WHERE round_id = NEW.id\n                        AND answer_by_before = OLD.answer_by AND answer_by = NEW.answer_by\n                        AND closes_at = NEW.closes_at\n                    ) THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'People answer by the day that they were told'\n                        USING ERRCODE = 'integrity_constraint_violation';\n                ",
                    hash="c46341ade334096dc7314eb3b88d471847c51df5",
                    operation="UPDATE",
                    pgid="pgtrigger_only_more_time_changes_when_people_answer_by_d89c0",
                    table="ladder_round",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="only_a_moved_close_changes_how_long_it_rests",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."opens_on" IS DISTINCT FROM (NEW."opens_on") OR OLD."rest_until" IS DISTINCT FROM (NEW."rest_until"))',
                    func="\n                    IF NEW.opens_on = OLD.opens_on AND NEW.rest_until < OLD.rest_until\n                        AND OLD.closed_at IS NULL AND NEW.closed_early_because <> ''\n                        AND NEW.rest_until - (NEW.closed_at AT TIME ZONE 'Europe/London')::date\n                            = OLD.rest_until - (OLD.closes_at AT TIME ZONE 'Europe/London')::date\n                    THEN\n                        RETURN NEW;\n                    END IF;\n                    IF NEW.opens_on = OLD.opens_on AND NEW.rest_until > OLD.rest_until\n                        AND OLD.closed_at IS NULL AND NEW.closed_at IS NULL\n                        AND NEW.rest_until - (NEW.closes_at AT TIME ZONE 'Europe/London')::date\n                            = OLD.rest_until - (OLD.closes_at AT TIME ZONE 'Europe/London')::date\n                        AND EXISTS (\n                            SELECT FROM ladder_datechange WHERE round_id = NEW.id\n                            AND closes_at_before = OLD.closes_at AND closes_at = NEW.closes_at\n                        )\n                    THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'A check rests until the day that was set'\n                        USING ERRCODE = 'integrity_constraint_violation';\n                ",
                    hash="2b4ba2096d7bbc30e14a8408cc29e6d114f22bdc",
                    operation="UPDATE",
                    pgid="pgtrigger_only_a_moved_close_changes_how_long_it_rests_e9459",
                    table="ladder_round",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="datechange",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="datechange",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="date_changes", to="ladder.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.UniqueConstraint(
                fields=("round", "number"), name="each_change_of_a_checks_dates_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 2)),
                name="a_check_gets_more_time_twice_at_most",
                violation_error_message="This check got more time twice. That is the most there is",
            ),
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_by__gt", models.F("answer_by_before")),
                    ("closes_at__gt", models.F("closes_at_before")),
                ),
                name="the_dates_of_a_check_are_only_ever_moved_later",
                violation_error_message="Choose a later day. A check never gets less time",
            ),
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="more_time_is_given_for_a_reason"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datechange",
            trigger=pgtrigger.compiler.Trigger(
                name="that_people_were_given_more_time_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="143b3af595549c89592d9adb0451da8dc0e2c8b7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_that_people_were_given_more_time_stays_2ff04",
                    table="ladder_datechange",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datechange",
            trigger=pgtrigger.compiler.Trigger(
                name="more_time_is_given_while_a_check_is_open",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    PERFORM FROM ladder_round WHERE id = NEW.round_id AND closed_at IS NULL\n                        AND answer_by = NEW.answer_by_before AND closes_at = NEW.closes_at_before\n                        FOR NO KEY UPDATE;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'This check is closed, or its dates are others by now'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="ba7d8045f6d271e050ce27ac6f7a36e66b42d986",
                    operation="INSERT",
                    pgid="pgtrigger_more_time_is_given_while_a_check_is_open_eb534",
                    table="ladder_datechange",
                    when="BEFORE",
                ),
            ),
        ),
    ]
