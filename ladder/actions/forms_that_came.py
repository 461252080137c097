"""A paper form comes back: it is logged on the day, and its end is logged too. Nothing here reads it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.actions import record
from ladder.actions.keys import by_code, by_link
from ladder.actions.late import thank_for_a_late_form
from ladder.choices import FormEnd
from ladder.models import Invitation, InvitationKey, PaperForm, Round
from words.errors import StaleState
from words.working_days import london_date

ON_THE_LIST = "A form from this person is on the list already. See to that one first"
LATE_BEFORE = "A late form from this person was logged before. Destroy this one, or send it back"
NOT_YET = "Its answers are not sent yet. Send them first, then say what became of the form"


def whose_form(typed: str, *, round_: Round) -> Invitation | None:
    """The person whose code, or whole link, stands on a form of this check. None when nobody's does.

    Paper keys outlive a check, so that a late form finds its person. While a check is open, a key that was
    ended finds nobody: its sheets went astray.
    """
    return _whose(typed, invitation__round=round_)


def is_of_another_check(typed: str, *, round_: Round) -> bool:
    """Whether the code or link is good, and belongs to another check than this."""
    found = _whose(typed)
    return found is not None and found.round_id != round_.pk


def _whose(typed: str, **where: Any) -> Invitation | None:
    good = Q(ended_at=None) | Q(is_paper=True, invitation__round__closed_at__isnull=False)
    link = _link_in(typed)
    which = by_link(link) if link else by_code(typed)
    if which is None:
        return None
    keys = InvitationKey.objects.filter(good, **where, **which)
    key = keys.select_related("invitation__expert__contact").first()
    return key.invitation if key else None


def _link_in(typed: str) -> str:
    """The secret part of a link, as a scanner reads it from the form: what follows /c/."""
    return typed.strip().rpartition("/c/")[2].strip("/ ") if "/c/" in typed else ""


@transaction.atomic
def log_form(*, invitation: Invitation, arrived_on: date, by: User, now: datetime) -> PaperForm:
    """Write down that somebody's form came. After the check has closed it is late: the person is thanked, and
    their time counts once, unless we have their answers.

    Raises StaleState when a form of theirs is on the list and has no end yet.
    """
    round_ = Round.objects.select_for_update(no_key=True).get(pk=invitation.round_id)
    invitation = Invitation.objects.select_related("expert__contact").get(pk=invitation.pk)
    is_late = round_.is_over(now)
    before = PaperForm.objects.filter(invitation=invitation)
    if before.filter(ended_on=None).exists():
        raise StaleState(ON_THE_LIST)
    if is_late and before.filter(is_late=True).exists():
        raise StaleState(LATE_BEFORE)
    form = PaperForm.objects.create(
        invitation=invitation, arrived_on=arrived_on, logged_by=by, is_late=is_late
    )
    if is_late and not invitation.answered_on:
        thank_for_a_late_form(invitation, arrived_on=arrived_on, now=now)
    record("form.logged", by=by, subject=form, now=now, invitation=invitation.pk, is_late=is_late)
    return form


@transaction.atomic
def end_form(*, form: PaperForm, how: FormEnd, by: User, now: datetime) -> None:
    """Write down that a form was destroyed or sent back, once.

    Raises StaleState when someone did before, or its answers have still to be sent.
    """
    Round.objects.select_for_update(no_key=True).get(pk=form.invitation.round_id)
    invitation = Invitation.objects.select_related("round").get(pk=form.invitation_id)
    form.refresh_from_db()
    needed = not (form.is_late or invitation.answered_on or invitation.declined_on)
    if needed and invitation.round.closed_at is None:
        raise StaleState(NOT_YET)
    ended = PaperForm.objects.filter(pk=form.pk, ended_on=None).update(
        ended_on=london_date(now), ended_how=how, ended_by=by
    )
    if not ended:
        raise StaleState("Somebody has said already what became of this form")
    record("form.ended", by=by, subject=form, now=now, how=how.value)
