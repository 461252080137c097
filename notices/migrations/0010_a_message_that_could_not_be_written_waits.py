"""One more reason why a message waits: it could not be written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0009_a_person_hears_each_thing_once"),
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
                    ("no-moment", "No safe time comes before it is too late"),
                    ("no-way", "We know no way to reach them"),
                    ("not-written", "It could not be written. Ring the operator"),
                    ("try-again", "The mail service did not take it yet"),
                ],
                max_length=20,
            ),
        ),
    ]
