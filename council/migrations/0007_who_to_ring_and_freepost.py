"""A council says who to ring about someone at risk, and where paper checks come back to without a stamp."""

from django.db import migrations, models


def words(max_length):
    return models.CharField(blank=True, default="", max_length=max_length)


class Migration(migrations.Migration):
    dependencies = [("council", "0006_figures_within_reason")]

    operations = [
        migrations.AddField(model_name="council", name="worried_team", field=words(100)),
        migrations.AddField(model_name="council", name="worried_phone", field=words(20)),
        migrations.AddField(model_name="council", name="worried_phone_out_of_hours", field=words(20)),
        migrations.AddField(model_name="council", name="freepost", field=words(200)),
    ]
