"""Since when somebody has the e-mail address that they have: earlier tries say nothing of a new one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0012_somebody_may_ask_not_to_be_rung"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="email_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
