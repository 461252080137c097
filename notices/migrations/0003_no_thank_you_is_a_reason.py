"""A person who says "No, thank you" is not reminded, and that is a reason like any other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_how_a_person_likes_to_read"),
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
                    ("too-late", "It was too late to be of use"),
                    ("no-email", "We have no email address. Send a letter or ring"),
                    ("refused", "The address was refused. Send a letter or ring"),
                ],
                max_length=20,
            ),
        ),
    ]
