"""A line tells whose record it is about, in which role it was done, what of the record, and why.

Lines that stand already keep empty words there: nobody changes a line.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_events_only_grow"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="directorate",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="fields",
            field=models.CharField(blank=True, default="", max_length=600),
        ),
        migrations.AddField(
            model_name="event",
            name="for_id",
            field=models.CharField(blank=True, default="", max_length=36),
        ),
        migrations.AddField(
            model_name="event",
            name="for_type",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="event",
            name="person",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="purpose",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="event",
            name="role",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["person", "-at"], name="audit_event_of_record"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["-at"], name="audit_event_newest_first"),
        ),
    ]
