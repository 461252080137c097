"""The parts of the county that a project may work in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0002_figures_keep_people_safe"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
    ]
