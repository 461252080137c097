"""Keep how a person likes to read, so that every device of theirs shows pages that way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_contacts_and_notices")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="reading",
            field=models.CharField(blank=True, default="", max_length=60),
        )
    ]
