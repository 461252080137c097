"""The words of a project, ready to be searched. The database keeps them itself, whoever writes."""

import django.contrib.postgres.search
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models


def searched(config):
    return (
        SearchVector("name", config=config, weight="A")
        + SearchVector("summary", config=config, weight="B")
        + SearchVector("already_decided", "can_still_change", config=config, weight="C")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0008_who_leads"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="search_words",
            field=models.GeneratedField(
                db_persist=True,
                expression=searched("english") + searched("simple"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
    ]
