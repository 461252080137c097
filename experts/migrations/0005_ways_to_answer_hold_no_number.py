"""Where and when to ring somebody stands with all that reaches them, and no longer here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0004_numbers_stand_with_how_to_reach"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="waytoanswer",
            name="phone_number",
        ),
        migrations.RemoveField(
            model_name="waytoanswer",
            name="when_to_ring",
        ),
    ]
