"""A project may be part of a bigger one, one level deep."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0006_steps_of_parts_and_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="above_parts_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="project",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="smaller_projects",
                to="projects.project",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="families_are_one_level_deep",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."parent_id" IS NOT NULL)',
                    func="\n                    PERFORM FROM projects_project WHERE id = NEW.parent_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM projects_project WHERE parent_id = NEW.id)\n                        OR (SELECT parent_id FROM projects_project WHERE id = NEW.parent_id) IS NOT NULL\n                    THEN\n                        RAISE EXCEPTION 'Families of projects are one level deep'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="0e81baa38b2c9208f8fba3961d113fa6b4b5f8dd",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_families_are_one_level_deep_f1e62",
                    table="projects_project",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="a_project_is_not_part_of_itself",
            ),
        ),
    ]
