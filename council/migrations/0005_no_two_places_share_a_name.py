"""Two directorates, or two areas, may not differ by capitals alone."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0004_own_colours"),
    ]

    operations = [
        migrations.AlterField(
            model_name="directorate",
            name="name",
            field=models.CharField(max_length=100),
        ),
        migrations.AlterField(
            model_name="area",
            name="name",
            field=models.CharField(max_length=100),
        ),
        migrations.AddConstraint(
            model_name="directorate",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                name="no_two_directorates_share_a_name",
                violation_error_message="There is already one with this name",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                name="no_two_areas_share_a_name",
                violation_error_message="There is already one with this name",
            ),
        ),
    ]
