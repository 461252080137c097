"""A supporter is not reminded before the person is: a reason like any other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0013_an_email_may_be_put_right"),
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
                    ("help-ended", "They do not help with this check any more"),
                    ("typed-in", "Everything that came is typed in and sent"),
                    ("two-sent", "Two have gone. We stop at 2"),
                    ("person-first", "It follows the message to the person they help"),
                    ("too-late", "It was too late to be of use"),
                    ("in-summary", "It is in another message, which puts several into one"),
                    ("nothing-waits", "Nothing waits for them"),
                    ("stopped", "Somebody in the involvement team stopped it"),
                ],
                max_length=20,
            ),
        ),
    ]
