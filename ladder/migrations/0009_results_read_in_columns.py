"""What members are shown stands in columns too, read off by the database, so that SQL can sort and count it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0008_conversations_have_an_owner_and_a_date"),
    ]

    operations = [
        migrations.AddField(
            model_name="roundresult",
            name="badge",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Cast(
                    django.db.models.fields.json.KeyTextTransform("badge", "members"),
                    models.CharField(max_length=10),
                ),
                output_field=models.CharField(max_length=10),
            ),
        ),
        migrations.AddField(
            model_name="roundresult",
            name="experienced",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Cast(
                    django.db.models.fields.json.KeyTextTransform("experienced", "members"),
                    models.SmallIntegerField(null=True),
                ),
                output_field=models.SmallIntegerField(null=True),
            ),
        ),
        migrations.AddField(
            model_name="roundresult",
            name="gap",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Cast(
                    django.db.models.fields.json.KeyTextTransform("gap", "members"),
                    models.SmallIntegerField(null=True),
                ),
                output_field=models.SmallIntegerField(null=True),
            ),
        ),
        migrations.AddField(
            model_name="roundresult",
            name="score",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Cast(
                    django.db.models.fields.json.KeyTextTransform("score_value", "members"),
                    models.FloatField(null=True),
                ),
                output_field=models.FloatField(null=True),
            ),
        ),
        migrations.AddField(
            model_name="roundresult",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("members"),
                    output_field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=8
                    ),
                    template="ARRAY[(%(expressions)s #>> '{statements,0,word}')::smallint, (%(expressions)s #>> '{statements,1,word}')::smallint, (%(expressions)s #>> '{statements,2,word}')::smallint, (%(expressions)s #>> '{statements,3,word}')::smallint, (%(expressions)s #>> '{statements,4,word}')::smallint, (%(expressions)s #>> '{statements,5,word}')::smallint, (%(expressions)s #>> '{statements,6,word}')::smallint, (%(expressions)s #>> '{statements,7,word}')::smallint]",
                ),
                output_field=django.contrib.postgres.fields.ArrayField(
                    base_field=models.SmallIntegerField(), size=8
                ),
            ),
        ),
    ]
