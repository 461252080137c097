"""A reminder that went before there were several is number 1, so that nobody gets it again."""

from django.db import migrations

KINDS = ("ladder.reminder", "ladder.team_reminder", "ladder.talk_reminder", "ladder.conversation_late")


def number_them(apps, schema_editor):
    """The one reminder of before is the first."""
    apps.get_model("notices", "Notice").objects.filter(kind__in=KINDS, period="").update(period="1")


def take_numbers_off(apps, schema_editor):
    """The first is the one reminder again."""
    apps.get_model("notices", "Notice").objects.filter(kind__in=KINDS, period="1").update(period="")


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0014_two_reminders_at_most"),
        ("notices", "0009_a_person_hears_each_thing_once"),
    ]

    operations = [migrations.RunPython(number_them, take_numbers_off)]
