"""A person says how they are reached, pauses everything, and starts again. So may the team, for them."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from audit.actions import record
from notices.actions.stopping import look_again
from notices.models import Contact, HowToReach
from words.errors import Refused, StaleState
from words.working_days import london_date

NOT_PAUSED = "Messages are not paused"
NOT_LATER = "Choose a day after today"
ALLOWED = frozenset(field.name for field in HowToReach._meta.concrete_fields) - {"contact", "changed_at"}


def how_to_reach(contact: Contact) -> HowToReach:
    """What somebody told us, or a row, not saved, that says what holds for whoever told us nothing."""
    try:
        return contact.how_to_reach
    except ObjectDoesNotExist:
        return HowToReach(contact=contact)


@transaction.atomic
def set_how_to_reach(*, contact: Contact, by: Any, now: datetime, **told: Any) -> HowToReach:
    """Keep what somebody told us about reaching them, and leave what they did not speak of as it was.

    The audit line names what changed, and never says what was told. Told the same again, it writes nothing.
    """
    if not told.keys() <= ALLOWED:
        raise TypeError(f"Nobody is reached by {', '.join(sorted(told.keys() - ALLOWED))}")
    HowToReach.objects.get_or_create(contact=contact, defaults={"changed_at": now})
    row = HowToReach.objects.select_for_update().get(contact=contact)
    changed = sorted(name for name, said in told.items() if getattr(row, name) != said)
    if changed:
        for name in changed:
            setattr(row, name, told[name])
        row.changed_at = now
        row.save(update_fields=[*changed, "changed_at"])
        record("contact.changed", by=by, subject=contact, now=now, fields=",".join(changed))
        look_again(contact=contact, now=now)
    return row


@transaction.atomic
def pause(*, contact: Contact, until: date | None, by: Any, now: datetime) -> None:
    """Stop all messages to somebody: until the morning of a day, or without an end. Nobody asks why.

    Raises Refused for a day that is not after today.
    """
    if until is not None and until <= london_date(now):
        raise Refused(NOT_LATER)
    Contact.objects.filter(pk=contact.pk).update(paused_at=now, paused_until=until)
    record("contact.paused", by=by, subject=contact, now=now)
    look_again(contact=contact, now=now)


@transaction.atomic
def start_again(*, contact: Contact, by: Any, now: datetime) -> None:
    """End a pause now. Raises StaleState when there is none, or somebody has ended it already."""
    paused = Contact.objects.filter(pk=contact.pk).exclude(paused_at=None, paused_until=None)
    if not paused.update(paused_at=None, paused_until=None):
        raise StaleState(NOT_PAUSED)
    record("contact.started_again", by=by, subject=contact, now=now)
    look_again(contact=contact, now=now)
