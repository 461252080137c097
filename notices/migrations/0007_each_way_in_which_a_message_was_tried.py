"""A message keeps whom and what it is about apart, why it waits, and each way in which it was tried."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

A_TIME = {"null": True, "blank": True}


def a_contact(related_name):
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to="notices.contact",
    )


class Migration(migrations.Migration):
    dependencies = [("notices", "0006_what_is_safe_comes_first")]

    operations = [
        migrations.RemoveConstraint("notice", "a_person_gets_each_message_once"),
        # On the way back the two parts become one text again before it must be unique.
        migrations.AlterField("notice", "subject", models.CharField(max_length=40, default="")),
        migrations.AddField("notice", "subject_kind", models.CharField(max_length=20, default="")),
        migrations.AddField("notice", "subject_id", models.CharField(max_length=40, default="")),
        migrations.AddField("notice", "on_behalf_of", a_contact("notices_to_others")),
        migrations.AddField("notice", "look_at", models.DateTimeField(**A_TIME)),
        migrations.AddField(
            "notice", "held_because", models.CharField(max_length=20, blank=True, default="")
        ),
        migrations.AddField("notice", "skipped_at", models.DateTimeField(**A_TIME)),
        migrations.AddField("notice", "stopped_by", a_contact("notices_stopped")),
        migrations.AddField(
            "notice",
            "summary",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="summed_up",
                to="notices.notice",
            ),
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("channel", models.CharField(max_length=10)),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("taken_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("outcome_at", models.DateTimeField(**A_TIME)),
                ("provider_id", models.CharField(blank=True, max_length=100)),
                ("by", a_contact("+")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="notices.notice",
                    ),
                ),
            ],
        ),
    ]
