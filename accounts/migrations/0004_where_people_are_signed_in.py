"""Where people are signed in: found by a digest, encrypted, with its times. No network address."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import privacy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_facilitators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_digest", models.CharField(max_length=64, unique=True)),
                ("data", privacy.fields.EncryptedTextField()),
                (
                    "limits",
                    models.CharField(
                        blank=True,
                        choices=[("staff", "staff"), ("expert", "everyone else")],
                        max_length=10,
                    ),
                ),
                ("browser", models.CharField(blank=True, max_length=40)),
                ("began_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="a_session_of_somebody_has_its_times_and_limits",
                        condition=Q(user=None, began_at=None, seen_at=None, limits="")
                        | Q(
                            user__isnull=False,
                            began_at__isnull=False,
                            seen_at__isnull=False,
                            limits__in=["staff", "expert"],
                        ),
                    )
                ],
            },
        ),
    ]
