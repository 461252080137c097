"""Links and codes with which the people of a talk say yes or no: made while a message is being written."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import SYSTEM, record
from ladder.actions.keys import NewKey, by_code, by_link
from ladder.models import Talk, TalkKey, TalkPerson


@transaction.atomic
def make_talk_key(*, person: TalkPerson, now: datetime, by: Any = SYSTEM) -> NewKey:
    """Make one more key for somebody of a talk. Earlier ones stay good."""
    new = NewKey.drawn()
    TalkKey.objects.create(person=person, made_at=now, **new.digests)
    record("key.made", by=by, subject=person, now=now)
    return new


def find_person_by_link(link: str, *, now: datetime) -> TalkPerson | None:
    """Whom a link lets say yes or no now, with its `key_id`. None for whatever reason."""
    return _opened_by(now, **by_link(link))


def find_person_by_code(typed: str, *, now: datetime) -> TalkPerson | None:
    """Whom a typed code lets say yes or no now, with its `key_id`, or None, whatever the reason."""
    key = by_code(typed)
    return _opened_by(now, **key) if key else None


def person_still_asked(key_id: int, *, now: datetime) -> TalkPerson | None:
    """Whom a key let in before, if that key would let them in now."""
    return _opened_by(now, pk=key_id)


def _opened_by(now: datetime, **which: object) -> TalkPerson | None:
    asking = Talk.objects.asking(now=now)
    key = (
        TalkKey.objects.filter(person__talk__in=asking, **which)
        .select_related(
            "person__talk__project__directorate",
            "person__talk__statement_set",
            "person__talk__facilitator__contact",
            "person__expert__contact",
        )
        .first()
    )
    if key is None:
        return None
    person = key.person
    person.key_id = key.pk
    return person
