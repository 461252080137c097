"""Remember how each person likes to answer checks, and who helps them."""

import django.db.models.deletion
from django.db import migrations, models

import privacy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0001_experts_by_experience"),
        ("notices", "0003_no_thank_you_is_a_reason"),
    ]

    operations = [
        migrations.CreateModel(
            name="WayToAnswer",
            fields=[
                (
                    "expert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="way_to_answer",
                        serialize=False,
                        to="experts.expert",
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
                        default="online",
                        max_length=10,
                    ),
                ),
                (
                    "size",
                    models.PositiveSmallIntegerField(choices=[(18, "Large"), (24, "Very large")], default=18),
                ),
                ("cream", models.BooleanField(default=False)),
                ("phone_number", privacy.fields.EncryptedTextField(blank=True)),
                ("when_to_ring", privacy.fields.EncryptedTextField(blank=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__in", [18, 24])), name="paper_comes_in_large_and_very_large"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supporter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("may_help_answer", models.BooleanField(default=False)),
                ("may_see_results", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="notices.contact"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="notices.contact",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supporters",
                        to="experts.expert",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("expert", "contact"),
                        name="a_supporter_helps_a_person_once_at_a_time",
                        violation_error_message="This person is your supporter already",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="help_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
