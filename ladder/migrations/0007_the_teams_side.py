"""A team gives one agreed set of answers while its check is open, and never changes it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0006_films_of_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamAnswers",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="team_answers",
                        serialize=False,
                        to="ladder.round",
                    ),
                ),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("yes", "Yes"),
                                ("partly", "Partly"),
                                ("no", "No"),
                                ("not-sure", "Not sure"),
                            ],
                            max_length=10,
                        ),
                        size=8,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers__contained_by", ["yes", "partly", "no", "not-sure"]),
                            ("answers__len", 8),
                        ),
                        name="a_team_gives_one_answer_to_each_statement",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamanswers",
            trigger=pgtrigger.compiler.Trigger(
                name="what_a_team_says_is_never_changed_or_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="66ec1d583bef69f03230d18ad24b4dba639ab02d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_what_a_team_says_is_never_changed_or_removed_5f96b",
                    table="ladder_teamanswers",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamanswers",
            trigger=pgtrigger.compiler.Trigger(
                name="a_team_may_answer_only_before_there_are_results",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    PERFORM FROM ladder_round WHERE id = NEW.round_id AND closed_at IS NULL FOR SHARE;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'A team answers while its check is open'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="27edba2f40453ed12bdc52351721b2335f0a321d",
                    operation="INSERT",
                    pgid="pgtrigger_a_team_may_answer_only_before_there_are_results_23eb2",
                    table="ladder_teamanswers",
                    when="BEFORE",
                ),
            ),
        ),
    ]
