"""A message may wait for one that puts several into one, and a week may have nothing to say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0010_a_message_that_could_not_be_written_waits"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="held_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("paused", "They asked us to wait"),
                    ("quiet-hours", "Nothing goes out from 8pm to 9am"),
                    ("not-safe-now", "This is not a time that is safe for them"),
                    ("for-summary", "It waits for a message that puts several into one"),
                    ("no-moment", "No safe time comes before it is too late"),
                    ("no-way", "We know no way to reach them"),
                    ("not-written", "It could not be written. Ring the operator"),
                    ("try-again", "The mail service did not take it yet"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="skipped_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("answered", "They have answered"),
                    ("declined", "They said “No, thank you”"),
                    ("closed", "The check has closed"),
                    ("help-ended", "They do not help with this check any more"),
                    ("typed-in", "Everything that came is typed in and sent"),
                    ("two-sent", "Two have gone. We stop at 2"),
                    ("too-late", "It was too late to be of use"),
                    ("in-summary", "It is in another message, which puts several into one"),
                    ("nothing-waits", "Nothing waits for them"),
                    ("stopped", "Somebody in the involvement team stopped it"),
                ],
                max_length=20,
            ),
        ),
    ]
