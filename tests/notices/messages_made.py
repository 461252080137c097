"""Messages in every state, about the people of one check: stuck, by hand, waiting, held and alike."""

from datetime import time, timedelta
from types import SimpleNamespace

from coproduction.outbox.lines import group_mark
from notices.choices import Channel, NotNow, Outcome
from notices.models import Attempt, Notice
from words.working_days import at_london, london_date


def messages_in_every_state(check, *, now):
    """Two that are stuck, a call to make, one that will go, one that nobody can send, and several alike."""
    people = list(check.invitations.select_related("expert__contact").order_by("pk"))
    for person in people[:3]:
        notice = Notice.objects.get(kind="ladder.invitation", subject_id=person.pk)
        long_ago = {"taken_at": now - timedelta(hours=2), "outcome_at": now - timedelta(hours=2)}
        Notice.objects.filter(pk=notice.pk).update(sent_at=None)
        notice.attempts.update(outcome=Outcome.UNKNOWN, **long_ago)
    notice.attempts.update(outcome=Outcome.PERMANENT)
    Attempt.objects.create(notice=notice, number=2, channel=Channel.PHONE, taken_at=now)
    tomorrow = at_london(london_date(now) + timedelta(days=1), time(10))
    one = _waiting("ladder.thanks", people[3], now=now, look_at=tomorrow)
    held = _waiting("ladder.late", people[4], now=now, look_at=tomorrow, held_because=NotNow.NO_WAY)
    for person in people:
        alike = _waiting("ladder.reminder", person, now=now, look_at=tomorrow)
    key = (tomorrow.date(), alike.kind, check.project_id)
    went = Notice.objects.get(kind="ladder.invitation", subject_id=people[5].pk)
    return SimpleNamespace(one=one, held=held, went=went, alike=group_mark(key))


def _waiting(kind, person, *, now, look_at, held_because=""):
    return Notice.objects.create(
        kind=kind,
        subject_kind="invitation",
        subject_id=person.pk,
        contact=person.expert.contact,
        period="1",
        made_at=now,
        due_at=look_at,
        look_at=look_at,
        held_because=held_because,
    )
