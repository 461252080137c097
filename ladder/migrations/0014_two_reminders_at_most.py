"""A check opened from now on has two reminders where its days allow, as people can see."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0013_a_check_rests_until_the_day_that_was_set"),
        ("projects", "0010_projects_that_come_from_a_spreadsheet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="second_reminder_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_reminder_on", None),
                    ("second_reminder_on__gt", models.F("reminder_on")),
                    _connector="OR",
                ),
                name="a_second_reminder_comes_after_the_first",
            ),
        ),
    ]
