"""A staff lead, an expert co-lead, and that expert's yes to showing their name."""

import django.db.models.deletion
from django.db import migrations, models


def first_in_the_team_lead(apps, schema_editor):
    """Until now a team was whoever registered the project, so the first person in it leads."""
    TeamMember = apps.get_model("projects", "TeamMember")
    first = TeamMember.objects.filter(ends_on=None).order_by("project_id", "pk").distinct("project_id")
    TeamMember.objects.filter(pk__in=list(first.values_list("pk", flat=True))).update(is_lead=True)


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0007_families_of_projects"),
        ("notices", "0001_contacts_and_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="teammember",
            name="is_lead",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(first_in_the_team_lead, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None), ("is_lead", True)),
                fields=("project",),
                name="a_project_has_one_staff_lead",
            ),
        ),
        migrations.CreateModel(
            name="CoLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="colead",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="co_leads", to="projects.membership"
            ),
        ),
        migrations.AddField(
            model_name="colead",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="notices.contact"
            ),
        ),
        migrations.AddField(
            model_name="colead",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="co_leads", to="projects.project"
            ),
        ),
        migrations.CreateModel(
            name="NameConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_on", models.DateField()),
                (
                    "asked_how",
                    models.CharField(
                        choices=[
                            ("face-to-face", "Face to face"),
                            ("phone", "By phone"),
                            ("email", "By email"),
                            ("letter", "By letter"),
                            ("here", "They said so here, signed in"),
                        ],
                        max_length=20,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="nameconsent",
            name="co_lead",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="name_consents",
                to="projects.colead",
            ),
        ),
        migrations.AddField(
            model_name="nameconsent",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="notices.contact"
            ),
        ),
        migrations.AddField(
            model_name="nameconsent",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="notices.contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="colead",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)),
                fields=("project",),
                name="a_project_has_one_expert_co_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="colead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="a_co_lead_ends_after_they_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="nameconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("co_lead",),
                name="a_co_lead_says_yes_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="nameconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_yes_is_taken_back_by_a_person",
            ),
        ),
    ]
