"""Answers may come on paper, by phone, through a supporter, or not at all: each leaves its trace here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0002_ways_to_answer_and_supporters"),
        ("ladder", "0003_wording_version_1"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("arrived_on", models.DateField()),
                ("is_late", models.BooleanField(default=False)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True,
                        choices=[("destroyed", "Destroyed"), ("returned", "Sent back to the person")],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WayTask",
            fields=[
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="way_task",
                        serialize=False,
                        to="ladder.invitation",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("online", "Online"),
                            ("paper", "On paper"),
                            ("phone", "By phone"),
                            ("bsl", "In British Sign Language"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("words", "What they wrote"),
                    ("how-known", "How a helper knows what the person thinks"),
                ],
                default="words",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="first_keyed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="keyed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="wants_second",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="invitation",
            name="declined_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitationkey",
            name="is_paper",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="invitationkey",
            name="supporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="keys",
                to="experts.supporter",
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="source",
            field=models.CharField(
                choices=[("own", "Their own"), ("keyed-1", "Typed in"), ("keyed-2", "Typed in again")],
                default="own",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "how-known"), _negated=True), ("voice", "count"), _connector="OR"
                ),
                name="how_a_helper_knows_is_for_the_reviewer_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("keyed_by", None), ("source", "own")),
                    models.Q(models.Q(("source", "own"), _negated=True), ("keyed_by__isnull", False)),
                    _connector="OR",
                ),
                name="what_was_typed_in_says_who_typed_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("source", "keyed-2"), _negated=True), ("first_keyed_by", None)),
                    models.Q(
                        ("first_keyed_by__isnull", False),
                        ("source", "keyed-2"),
                        models.Q(("first_keyed_by", models.F("keyed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="someone_else_types_it_the_second_time",
                violation_error_message="Someone else must type this in the second time",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_on", None), ("declined_on", None), _connector="OR"),
                name="nobody_answers_and_says_no_thank_you",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("entered_by", None), ("answered_on__isnull", False), _connector="OR"),
                name="only_answers_that_came_were_typed_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitationkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_paper", False), ("supporter", None), _connector="OR"),
                name="a_paper_form_belongs_to_the_person_and_no_supporter",
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="invitation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="forms", to="ladder.invitation"
            ),
        ),
        migrations.AddField(
            model_name="paperform",
            name="logged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="waytask",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_late", True)),
                fields=("invitation",),
                name="a_late_form_is_thanked_for_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by", None), ("ended_how", ""), ("ended_on", None)),
                    models.Q(
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                        models.Q(("ended_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_forms_end_says_how_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("arrived_on")), _connector="OR"
                ),
                name="a_form_ends_after_it_arrives",
            ),
        ),
        migrations.AddConstraint(
            model_name="waytask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_way_is_arranged_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="waytask",
            constraint=models.CheckConstraint(
                condition=models.Q(("way", "online"), _negated=True), name="answering_online_needs_nobody"
            ),
        ),
    ]
