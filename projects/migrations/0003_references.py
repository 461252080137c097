"""Every project has a reference to say on the phone, and knows when it last changed."""

from django.db import migrations, models

from projects.references import make_reference


def give_references(apps, schema_editor):
    """A reference for each project, each another; and what is there now was last changed when it came."""
    taken = set()
    for project in apps.get_model("projects", "Project").objects.all():
        project.reference = next(new for new in iter(make_reference, None) if new not in taken)
        taken.add(project.reference)
        project.changed_at = project.published_at or project.registered_at
        project.save(update_fields=["reference", "changed_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_reasons_of_a_stated_step_stay"),
    ]

    operations = [
        migrations.AddField(
            model_name="project", name="reference", field=models.CharField(max_length=6, null=True)
        ),
        migrations.AddField(model_name="project", name="changed_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(give_references, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="project",
            name="reference",
            field=models.CharField(editable=False, max_length=6, unique=True),
        ),
        migrations.AlterField(model_name="project", name="changed_at", field=models.DateTimeField()),
    ]
