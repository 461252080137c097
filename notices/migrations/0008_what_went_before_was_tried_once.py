"""Messages from before get the one attempt that was made of them, and their subject in two parts."""

from django.db import migrations
from django.db.models import F

NO_MAIL = ["no-email", "refused"]


def split(apps, schema_editor):
    """ "invitation:12:supporter:7" is about invitation 12, on behalf of whomever supporter 7 helps."""
    Notice = apps.get_model("notices", "Notice")
    Supporter = apps.get_model("experts", "Supporter")
    helped = dict(Supporter.objects.values_list("pk", "expert__contact"))
    for notice in Notice.objects.only("subject").iterator():
        kind, pk, *rest = notice.subject.split(":")
        behalf = helped.get(int(rest[1])) if rest[:1] == ["supporter"] else None
        Notice.objects.filter(pk=notice.pk).update(
            subject_kind=kind, subject_id=pk, on_behalf_of=behalf, look_at=F("due_at")
        )


def attempt(apps, schema_editor):
    """What went, what is unknown, and the letters that wait."""
    Notice = apps.get_model("notices", "Notice")
    Attempt = apps.get_model("notices", "Attempt")
    letters = Notice.objects.filter(skipped_because__in=NO_MAIL)
    letters.update(skipped_because="", channel="letter", taken_at=F("made_at"))
    tried = [
        Attempt(
            notice=notice,
            number=1,
            channel=notice.channel,
            taken_at=notice.taken_at,
            outcome=_outcome(notice),
            outcome_at=notice.sent_at or (None if notice.channel == "letter" else notice.taken_at),
        )
        for notice in Notice.objects.exclude(taken_at=None).filter(skipped_because="")
    ]
    Attempt.objects.bulk_create(tried, batch_size=1000)
    # A pause was a reason not to send for good. It is looked at again now.
    Notice.objects.filter(skipped_because="paused").update(
        skipped_because="", taken_at=None, held_because="paused"
    )
    Notice.objects.exclude(skipped_because="").update(skipped_at=F("due_at"))


def _outcome(notice):
    if notice.sent_at:
        return "sent"
    return "" if notice.channel == "letter" else "unknown"


def join_again(apps, schema_editor):
    """The first part back into one text. A letter that waits is one that no e-mail reaches."""
    Notice = apps.get_model("notices", "Notice")
    Attempt = apps.get_model("notices", "Attempt")
    for notice in Notice.objects.iterator():
        Notice.objects.filter(pk=notice.pk).update(subject=f"{notice.subject_kind}:{notice.subject_id}")
    waiting = Attempt.objects.filter(channel="letter", outcome="").values("notice")
    Notice.objects.filter(pk__in=waiting).update(skipped_because="no-email", channel="email")
    Attempt.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0007_each_way_in_which_a_message_was_tried"),
        ("experts", "0003_nobody_is_their_own_supporter"),
    ]

    operations = [
        migrations.RunPython(split, migrations.RunPython.noop),
        migrations.RunPython(attempt, join_again),
    ]
