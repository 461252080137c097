"""What text messages call a project, where somebody chose a shorter name. Empty: its name is shortened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0010_projects_that_come_from_a_spreadsheet")]

    operations = [
        migrations.AddField("project", "short_name", models.CharField(blank=True, max_length=30)),
    ]
