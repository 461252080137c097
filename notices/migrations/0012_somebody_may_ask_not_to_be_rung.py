"""That somebody asked not to be rung is what became of a call, so that the next way is tried."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0011_several_messages_in_one"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attempt",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sent", "Sent"),
                    ("delivered", "It arrived"),
                    ("not-sent", "It did not leave. We try again"),
                    ("unknown", "We cannot tell if it went"),
                    ("temporary", "It could not be delivered for now"),
                    ("permanent", "The address or number does not work"),
                    ("technical", "The service could not send it"),
                    ("came-back", "It came back"),
                    ("no-answer", "Nobody answered"),
                    ("wrong-number", "The number is wrong"),
                    ("not-by-phone", "They asked us not to ring"),
                    ("cannot-print", "The letter could not be made"),
                ],
                max_length=20,
            ),
        ),
    ]
