"""A person without an e-mail address may sign in too. No address is nothing, and never an empty text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_forms_that_came_too_late")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(blank=True, max_length=254, null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=~models.Q(email=""), name="an_address_to_sign_in_is_never_an_empty_text"
            ),
        ),
    ]
