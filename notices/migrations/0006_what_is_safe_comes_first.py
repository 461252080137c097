"""What is safe, and how each person is reached, in one row for whoever told us. A pause may have no end.

A message can also be a text or a phone call.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import privacy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0005_everything_typed_in_is_a_reason"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="notice",
            name="channel",
            field=models.CharField(
                choices=[("email", "Email"), ("text", "Text"), ("letter", "Letter"), ("phone", "Phone")],
                default="email",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="HowToReach",
            fields=[
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="how_to_reach",
                        serialize=False,
                        to="notices.contact",
                    ),
                ),
                ("phone", privacy.fields.EncryptedTextField(blank=True)),
                ("when_to_ring", privacy.fields.EncryptedTextField(blank=True)),
                ("address", privacy.fields.EncryptedTextField(blank=True)),
                ("agreed_word", privacy.fields.EncryptedTextField(blank=True)),
                (
                    "order",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("email", "Email"),
                                ("text", "Text"),
                                ("letter", "Letter"),
                                ("phone", "Phone"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "never",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("email", "Email"),
                                ("text", "Text"),
                                ("letter", "Letter"),
                                ("phone", "Phone"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("voicemail_ok", models.BooleanField(default=False)),
                ("plain_envelope", models.BooleanField(default=False)),
                ("neutral", models.BooleanField(default=False)),
                ("safe_days", models.CharField(default="1234567", max_length=7)),
                ("safe_from", models.TimeField(blank=True, null=True)),
                ("safe_until", models.TimeField(blank=True, null=True)),
                (
                    "phone_through",
                    models.CharField(
                        choices=[
                            ("direct", "Ring them"),
                            ("relay-uk", "Ring with Relay UK"),
                            ("bsl-relay", "Ring by BSL video relay"),
                        ],
                        default="direct",
                        max_length=10,
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("plain", "Plain words"),
                            ("easy-read", "Easy Read"),
                            ("large-print", "Large print"),
                            ("braille", "Braille"),
                            ("audio", "Audio"),
                        ],
                        default="plain",
                        max_length=12,
                    ),
                ),
                ("print_size", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=40)),
                (
                    "how_often",
                    models.CharField(
                        choices=[
                            ("one", "One at a time, as things happen"),
                            ("weekly", "Once a week, all in one"),
                        ],
                        default="one",
                        max_length=10,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("safe_days__regex", "^[1-7]+$")),
                        name="some_day_of_the_week_is_safe",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("safe_from", None),
                            ("safe_until", None),
                            ("safe_until__gt", models.F("safe_from")),
                            _connector="OR",
                        ),
                        name="safe_time_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("format", "large-print"),
                                ("print_size__isnull", False),
                                ("print_size__range", (14, 28)),
                            ),
                            models.Q(
                                models.Q(("format", "large-print"), _negated=True), ("print_size", None)
                            ),
                            _connector="OR",
                        ),
                        name="large_print_has_a_size_and_nothing_else_has",
                    ),
                ],
            },
        ),
    ]
