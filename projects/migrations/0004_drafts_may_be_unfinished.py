"""A draft may leave things out, and has no public address before it is published."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def take_addresses_from_drafts(apps, schema_editor):
    """The address is set at first publishing, so that it fits the name that is published."""
    apps.get_model("projects", "Project").objects.filter(published_at=None).update(slug=None)


def give_drafts_addresses(apps, schema_editor):
    """Back: every project has an address again."""
    for project in apps.get_model("projects", "Project").objects.filter(slug=None):
        project.slug = project.reference.lower()
        project.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0003_references"),
    ]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="directorate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="council.directorate",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="slug",
            field=models.SlugField(blank=True, editable=False, max_length=80, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="project",
            name="summary",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.RunPython(take_addresses_from_drafts, give_drafts_addresses),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    models.Q(
                        models.Q(("name", ""), _negated=True),
                        models.Q(("summary", ""), _negated=True),
                        models.Q(("stage", ""), _negated=True),
                        ("directorate__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_published_project_says_what_it_is_and_who_runs_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("slug", None)),
                    models.Q(("published_at__isnull", False), ("slug__isnull", False)),
                    _connector="OR",
                ),
                name="a_project_has_an_address_from_the_day_it_is_published",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="a_published_address_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug") AND OLD."slug" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="578c05c465ac114f20a72f3958f5a853e511b108",
                    operation="UPDATE",
                    pgid="pgtrigger_a_published_address_never_changes_5a3d6",
                    table="projects_project",
                    when="BEFORE",
                ),
            ),
        ),
    ]
