"""The email address that a message goes to, where it is about one that the person had."""

from django.db import migrations

from privacy.fields import EncryptedTextField


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0014_a_supporter_hears_after_the_person"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="to_email",
            field=EncryptedTextField(blank=True, default=""),
        ),
    ]
