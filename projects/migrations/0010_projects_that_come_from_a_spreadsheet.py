"""Lists of projects that staff bring in as a file, and the mark on each project of one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0009_words_to_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=100)),
                ("lines", models.JSONField(blank=True, default=list)),
                ("count", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checked", "Checked, and not brought in yet"),
                            ("done", "Brought in"),
                            ("undone", "Undone"),
                        ],
                        default="checked",
                        max_length=10,
                    ),
                ),
                ("brought_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="project",
            name="imported_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="projects.importbatch",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "checked"), ("lines", []), _connector="OR"),
                name="an_import_keeps_its_lines_only_until_its_drafts_are_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("made_at", None), ("state", "checked"), ("undone_at", None)),
                    models.Q(("made_at__isnull", False), ("state", "done"), ("undone_at", None)),
                    models.Q(
                        ("made_at__isnull", False),
                        ("state", "undone"),
                        ("undone_at__gte", models.F("made_at")),
                    ),
                    _connector="OR",
                ),
                name="an_import_says_when_its_drafts_were_made_and_undone",
            ),
        ),
    ]
