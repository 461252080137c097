"""A small group talks a project through: the talk, its people, their keys, and what is under seal."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0003_nobody_is_their_own_supporter"),
        ("ladder", "0009_results_read_in_columns"),
        ("projects", "0010_projects_that_come_from_a_spreadsheet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferedConversation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offered_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("opens_on", models.DateField()),
                ("rest_until", models.DateField()),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("ask_until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("all-yes", "Everyone there said yes"), ("met", "The group met")],
                        max_length=10,
                    ),
                ),
                ("said", models.JSONField(blank=True, null=True)),
                ("rewritten_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TalkKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("link_digest", models.BinaryField(max_length=32, unique=True)),
                ("code_digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TalkPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="offeredconversation",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offered_conversations",
                to="projects.project",
            ),
        ),
        migrations.CreateModel(
            name="TalkSalt",
            fields=[
                (
                    "talk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="salt",
                        serialize=False,
                        to="ladder.talk",
                    ),
                ),
                ("salt", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="TalkSeal",
            fields=[
                (
                    "talk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="seal",
                        serialize=False,
                        to="ladder.talk",
                    ),
                ),
                ("group", models.BinaryField()),
                ("consents", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="talk",
            name="arranged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="facilitator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="talks_led",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="projects.project"
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="stated_level",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.statedlevel"
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="statement_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ladder.statementset"
            ),
        ),
        migrations.AddField(
            model_name="talkperson",
            name="expert",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="experts.expert"
            ),
        ),
        migrations.AddField(
            model_name="talkperson",
            name="talk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="people", to="ladder.talk"
            ),
        ),
        migrations.AddField(
            model_name="talkkey",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="ladder.talkperson"
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredconversation",
            constraint=models.UniqueConstraint(
                fields=("project", "offered_on"), name="a_conversation_that_was_offered_is_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("project", "="),
                    (
                        models.Func(
                            models.F("opens_on"),
                            models.F("rest_until"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=False
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="talks_of_a_project_keep_their_distance",
                violation_error_message="This group's last talk is too near. Leave time between talks",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_on__gte", models.F("opens_on"))),
                name="a_talk_is_held_after_it_is_arranged",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("rest_until__gt", models.F("held_on"))),
                name="a_project_rests_after_a_talk",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ask_until", None), ("recorded_at", None)),
                    ("ask_until__gt", models.F("recorded_at")),
                    _connector="OR",
                ),
                name="people_are_asked_once_a_talk_is_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None),
                    models.Q(("ask_until__isnull", False), ("ended_at__gte", models.F("ask_until"))),
                    _connector="OR",
                ),
                name="a_talk_never_ends_before_everyone_had_their_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("outcome", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_talk_that_ended_says_what_is_left_of_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "all-yes"), ("said__isnull", False)),
                    models.Q(models.Q(("outcome", "all-yes"), _negated=True), ("said__isnull", True)),
                    _connector="OR",
                ),
                name="answers_of_a_group_are_kept_only_if_everyone_said_yes",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talk",
            trigger=pgtrigger.compiler.Trigger(
                name="what_a_talk_was_arranged_with_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."facilitator_id" IS DISTINCT FROM (NEW."facilitator_id") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."opens_on" IS DISTINCT FROM (NEW."opens_on") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."rest_until" IS DISTINCT FROM (NEW."rest_until") OR OLD."stated_level_id" IS DISTINCT FROM (NEW."stated_level_id") OR OLD."statement_set_id" IS DISTINCT FROM (NEW."statement_set_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="adfe3abc3e6b271b0917756569b0c76d4f76b6e0",
                    operation="UPDATE",
                    pgid="pgtrigger_what_a_talk_was_arranged_with_never_changes_9952f",
                    table="ladder_talk",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talk",
            trigger=pgtrigger.compiler.Trigger(
                name="a_talk_keeps_its_distance_from_checks",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    PERFORM FROM projects_project WHERE id = NEW.project_id FOR UPDATE;\n                    IF EXISTS (\n                        SELECT FROM ladder_round WHERE project_id = NEW.project_id\n                        AND daterange(opens_on, rest_until) && daterange(NEW.opens_on, NEW.rest_until)\n                    ) THEN\n                        RAISE EXCEPTION 'A check of this project is too near'\n                            USING ERRCODE = 'exclusion_violation';\n                    END IF;\n                    IF EXISTS (\n                        SELECT FROM projects_teammember WHERE project_id = NEW.project_id\n                        AND user_id = NEW.facilitator_id AND ends_on IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'The facilitator is in the team of this project'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="a09a17fa18e1ac38c99ced838e680087fbb4023b",
                    operation="INSERT",
                    pgid="pgtrigger_a_talk_keeps_its_distance_from_checks_6c123",
                    table="ladder_talk",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="talkperson",
            constraint=models.UniqueConstraint(fields=("talk", "expert"), name="a_person_is_in_a_talk_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talkperson",
            trigger=pgtrigger.compiler.Trigger(
                name="the_facilitator_of_a_talk_is_not_in_its_group",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (\n                        SELECT FROM ladder_talk talk\n                        JOIN accounts_user facilitator ON facilitator.id = talk.facilitator_id\n                        JOIN experts_expert expert ON expert.contact_id = facilitator.contact_id\n                        WHERE talk.id = NEW.talk_id AND expert.id = NEW.expert_id\n                    ) THEN\n                        RAISE EXCEPTION 'The facilitator is in the group'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="fab3274e3547f21c7a93c46c64978c2da09c3ebd",
                    operation="INSERT",
                    pgid="pgtrigger_the_facilitator_of_a_talk_is_not_in_its_group_40aae",
                    table="ladder_talkperson",
                    when="BEFORE",
                ),
            ),
        ),
    ]
