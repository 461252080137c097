"""When each job last ended well, and one row for a job that runs often.

What ran before counts as ended well where it did, so that nothing is called late at the first start. The many
rows that jobs which run often have left go after their 90 days.
"""

from django.db import migrations, models
from django.db.models import F, Q


def count_what_ran(apps, schema_editor):
    apps.get_model("audit", "JobRun").objects.exclude(outcome__startswith="stopped").update(
        done_at=F("finished_at")
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_a_reader_is_written_down_once_an_hour")]

    operations = [
        migrations.AddField("jobrun", "is_often", models.BooleanField(default=False)),
        migrations.AddField("jobrun", "done_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "jobrun",
            models.UniqueConstraint(
                condition=Q(is_often=True), fields=["name"], name="a_job_that_runs_often_has_one_row"
            ),
        ),
        migrations.RunPython(count_what_ran, migrations.RunPython.noop),
    ]
