"""The team is not told of forms to type in once everything is typed in: a reason like any other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0004_help_that_ended_is_a_reason"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="skipped_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("answered", "They have answered"),
                    ("declined", "They said “No, thank you”"),
                    ("closed", "The check has closed"),
                    ("paused", "They asked us to wait"),
                    ("help-ended", "They do not help with this check any more"),
                    ("typed-in", "Everything that came is typed in and sent"),
                    ("too-late", "It was too late to be of use"),
                    ("no-email", "We have no email address. Send a letter or ring"),
                    ("refused", "The address was refused. Send a letter or ring"),
                ],
                max_length=20,
            ),
        ),
    ]
