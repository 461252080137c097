"""A form that came too late to count: the person is told kindly, and their time is counted all the same."""

from datetime import date, datetime, timedelta

from council.choices import Figure
from council.queries import figures
from experts.models import TimeGiven
from ladder.models import Invitation, PaperForm, Round
from notices.actions import queue
from notices.addressed import Addressed
from words.working_days import london_date


def friday_of(day: date) -> date:
    """The Friday of the week, Monday to Sunday, that a day is in."""
    return day + timedelta(days=4 - day.weekday())


def thank_for_a_late_form(invitation: Invitation, *, arrived_on: date, now: datetime) -> None:
    """Tell the person that their form was not counted, and write the time that they gave to it.

    The caller has kept the late form, of which there is one for each person at most.
    """
    TimeGiven.objects.create(
        expert_id=invitation.expert_id,
        minutes=figures(on=london_date(now))[Figure.CHECK_MINUTES],
        week_ending=friday_of(arrived_on),
    )
    queue(kind="ladder.late", to=[Addressed(invitation.expert.contact, "invitation", invitation.pk)], now=now)


def thank_for_forms_not_typed(round_: Round, *, now: datetime) -> None:
    """As a check closes: a form that came in time and was never typed in is late now, through no fault of the
    person. They hear it, and their time is counted."""
    forms = PaperForm.objects.filter(
        invitation__round=round_,
        invitation__answered_on=None,
        invitation__declined_on=None,
        ended_on=None,
        is_late=False,
    ).select_related("invitation__expert__contact")
    for form in forms:
        PaperForm.objects.filter(pk=form.pk).update(is_late=True)
        thank_for_a_late_form(form.invitation, arrived_on=london_date(now), now=now)
