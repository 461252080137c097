"""Links that join a person and their work account, each used once. Only a digest of a link is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_codes_by_post")]

    operations = [
        migrations.CreateModel(
            name="WorkLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("works_until", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(used_at=None, ended_at=None),
                        fields=("user",),
                        name="a_person_has_one_work_link_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=Q(used_at=None) | Q(ended_at=None),
                        name="a_work_link_is_used_or_ended_not_both",
                    ),
                    models.CheckConstraint(
                        condition=Q(used_at=None)
                        | Q(used_at__gte=F("made_at"), used_at__lt=F("works_until")),
                        name="a_work_link_is_used_while_it_works",
                    ),
                ]
            },
        ),
    ]
