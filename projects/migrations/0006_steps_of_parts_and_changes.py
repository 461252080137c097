"""A step for each part of the work, prepared piece by piece, and why a later step changed."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0005_what_a_project_says"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="statedlevel",
            name="a_step_is_one_of_seven",
        ),
        migrations.AddField(
            model_name="statedlevel",
            name="changed_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="statedlevel",
            name="deliver_rung",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Coercing"),
                    (2, "Educating"),
                    (3, "Informing"),
                    (4, "Consulting"),
                    (5, "Engaging"),
                    (6, "Co-designing"),
                    (7, "Co-production"),
                ],
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="statedlevel",
            name="design_rung",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Coercing"),
                    (2, "Educating"),
                    (3, "Informing"),
                    (4, "Consulting"),
                    (5, "Engaging"),
                    (6, "Co-designing"),
                    (7, "Co-production"),
                ],
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="statedlevel",
            name="plan_rung",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Coercing"),
                    (2, "Educating"),
                    (3, "Informing"),
                    (4, "Consulting"),
                    (5, "Engaging"),
                    (6, "Co-designing"),
                    (7, "Co-production"),
                ],
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="statedlevel",
            name="review_rung",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Coercing"),
                    (2, "Educating"),
                    (3, "Informing"),
                    (4, "Consulting"),
                    (5, "Engaging"),
                    (6, "Co-designing"),
                    (7, "Co-production"),
                ],
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="statedlevel",
            name="justification",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AlterField(
            model_name="statedlevel",
            name="rung",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Coercing"),
                    (2, "Educating"),
                    (3, "Informing"),
                    (4, "Consulting"),
                    (5, "Engaging"),
                    (6, "Co-designing"),
                    (7, "Co-production"),
                ],
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="whynot",
            name="explanation",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AlterField(
            model_name="whynot",
            name="look_again_on",
            field=models.DateField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedlevel",
            trigger=pgtrigger.compiler.Trigger(
                name="a_later_step_says_why_it_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."changed_because" = \'\' AND NEW."stated_on" IS NOT NULL)',
                    func="\n                    IF EXISTS (\n                        SELECT FROM projects_statedlevel\n                        WHERE project_id = NEW.project_id AND stated_on IS NOT NULL AND id <> NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'A change of step says why it changed'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="e99107e673c3c95c04b43647772b23e2fc94c7b2",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_a_later_step_says_why_it_changed_331d4",
                    table="projects_statedlevel",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="statedlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rung", None), models.Q(("rung__gte", 1), ("rung__lte", 7)), _connector="OR"
                ),
                name="a_step_is_one_of_seven",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("plan_rung", None),
                    models.Q(("plan_rung__gte", 1), ("plan_rung__lte", 7)),
                    _connector="OR",
                ),
                name="the_step_of_plan_is_one_of_seven",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("design_rung", None),
                    models.Q(("design_rung__gte", 1), ("design_rung__lte", 7)),
                    _connector="OR",
                ),
                name="the_step_of_design_is_one_of_seven",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deliver_rung", None),
                    models.Q(("deliver_rung__gte", 1), ("deliver_rung__lte", 7)),
                    _connector="OR",
                ),
                name="the_step_of_deliver_is_one_of_seven",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_rung", None),
                    models.Q(("review_rung__gte", 1), ("review_rung__lte", 7)),
                    _connector="OR",
                ),
                name="the_step_of_review_is_one_of_seven",
            ),
        ),
        migrations.AddConstraint(
            model_name="statedlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stated_on", None),
                    models.Q(("rung__isnull", False), models.Q(("justification", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_stated_step_says_which_and_why",
            ),
        ),
    ]
