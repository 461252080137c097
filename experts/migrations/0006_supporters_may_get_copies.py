"""A person may choose that a supporter gets a copy of messages to them. Nobody does until then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0005_ways_to_answer_hold_no_number"),
    ]

    operations = [
        migrations.AddField(
            model_name="supporter",
            name="gets_copies",
            field=models.BooleanField(default=False),
        ),
    ]
