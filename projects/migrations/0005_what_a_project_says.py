"""Dates, why it stopped, areas, ways to take part, pay set aside, and access promises."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_drafts_may_be_unfinished"),
        ("council", "0003_areas"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="access_promises",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("step-free", "Step-free rooms and toilets"),
                        ("hearing-loop", "A hearing loop"),
                        ("papers-early", "Papers a week before"),
                        ("easy-read", "Easy Read papers"),
                        ("large-print", "Large print papers"),
                        ("interpreter", "A sign language interpreter, if you ask"),
                        ("breaks", "Breaks, and time to think"),
                        ("quiet-room", "A quiet room"),
                        ("online", "Joining online or by phone"),
                        ("supporter", "Room for someone to support you"),
                        ("travel", "Help with travel"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="access_words",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="project",
            name="areas",
            field=models.ManyToManyField(blank=True, related_name="projects", to="council.area"),
        ),
        migrations.AddField(
            model_name="project",
            name="could_be",
            field=models.CharField(
                blank=True,
                choices=[
                    ("all", "Yes, all of it"),
                    ("parts", "Yes, some parts of it"),
                    ("not-now", "No, not now"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="starts_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="stopped_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="project",
            name="ways",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("design-group", "Design group"),
                        ("workshop", "Workshop"),
                        ("survey", "Survey"),
                        ("interview", "Interview"),
                        ("testing-at-home", "Testing at home"),
                        ("online", "Online"),
                        ("public-meeting", "Public meeting"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="yearly_pay_budget_pence",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="project",
            name="stage",
            field=models.CharField(
                blank=True,
                choices=[
                    ("starting", "Starting"),
                    ("designing", "Designing"),
                    ("testing", "Testing"),
                    ("writing", "Writing"),
                    ("running", "Running"),
                    ("finished", "Finished"),
                    ("stopped", "Stopped"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    models.Q(("stage", "stopped"), _negated=True),
                    models.Q(("stopped_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_published_project_that_stopped_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="a_project_ends_after_it_starts",
                violation_error_message="The day it ends must be after the day it starts",
            ),
        ),
    ]
