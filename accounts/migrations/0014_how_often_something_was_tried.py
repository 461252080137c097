"""How often codes were asked for and typed wrong: no cache holds it any more, for a cache may be emptied."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_one_work_account_each"),
    ]

    operations = [
        migrations.CreateModel(
            name="TryCount",
            fields=[
                ("key_digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("many", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
