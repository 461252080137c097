"""Move where and when to ring somebody to what holds all that reaches them. Nobody is asked twice."""

from django.db import migrations
from django.db.models import Q

MOVED = (("phone_number", "phone"), ("when_to_ring", "when_to_ring"))


def move(apps, schema_editor):
    reach = apps.get_model("notices", "HowToReach")
    told = ~Q(phone_number="") | ~Q(when_to_ring="")
    ways = apps.get_model("experts", "WayToAnswer").objects.filter(told).select_related("expert")
    for way in ways.iterator():
        reach.objects.update_or_create(
            contact_id=way.expert.contact_id,
            defaults={
                "changed_at": way.changed_at,
                **{new: getattr(way, old) for old, new in MOVED},
            },
        )


def move_back(apps, schema_editor):
    ways = apps.get_model("experts", "WayToAnswer").objects
    for row in apps.get_model("notices", "HowToReach").objects.iterator():
        ways.filter(expert__contact_id=row.contact_id).update(
            **{old: getattr(row, new) for old, new in MOVED}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0003_nobody_is_their_own_supporter"),
        ("notices", "0006_what_is_safe_comes_first"),
    ]

    operations = [migrations.RunPython(move, move_back)]
