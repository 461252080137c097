"""What came on paper or by phone, and how far each is. Nothing here opens a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ladder.choices import FormState, Source
from ladder.models import DateChange, Draft, PaperForm, Round
from ladder.querysets import RoundQuerySet

TOLD_BEFORE = {"2-days": timedelta(days=2), "4-hours": timedelta(hours=4)}
"""When the involvement team is told what still waits, before a check closes. Soonest last."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form that came, and who has typed it in so far."""

    form: PaperForm
    state: FormState
    first_by: int | None
    second_by: int | None
    first_name: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """Answers from the phone that were not read back yet: whose, and who typed them in."""

    invitation_id: int
    name: str
    keyed_by: int
    keyed_name: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one check came and is not sent yet."""

    round_id: int
    project: str
    closes_at: datetime
    forms: int
    calls: int
    moved: int = 0
    """How often the check got more time."""

    def period(self, now: datetime) -> str:
        """Which of TOLD_BEFORE it is time for, or "" while closing is further away or past."""
        left = self.closes_at - now
        near = [key for key, before in TOLD_BEFORE.items() if timedelta(0) < left <= before]
        return self.number(near[-1]) if near else ""

    def number(self, key: str) -> str:
        """What marks one of TOLD_BEFORE. Each time that closing moves, the team is told before that too."""
        return f"{key}-{self.moved + 1}" if self.moved else key


def forms_of(round_: Round) -> list[FormRow]:
    """Every form of a check, the oldest first, and those that are done below. 2 queries."""
    forms = PaperForm.objects.filter(invitation__round=round_).select_related(
        "invitation__expert__contact", "logged_by__contact"
    )
    keyed = _keyed(round_)
    rows = [
        _row(form, round_, keyed.get(form.invitation_id, {})) for form in forms.order_by("arrived_on", "pk")
    ]
    return sorted(rows, key=lambda row: row.state == FormState.DONE)


def state_of(form: PaperForm, round_: Round) -> FormRow:
    """One form of a check, as `forms_of` says it."""
    return _row(form, round_, _keyed(round_, invitation=form.invitation_id).get(form.invitation_id, {}))


def calls_of(round_: Round) -> list[CallRow]:
    """Answers that came by phone and were not read back yet, by name."""
    drafts = _calls().filter(invitation__round=round_).order_by("invitation__expert__contact__name")
    found = drafts.values_list(
        "invitation", "invitation__expert__contact__name", "keyed_by", "keyed_by__contact__name"
    )
    return [CallRow(*row) for row in found]


def waiting() -> list[Waiting]:
    """The open checks where something came and is not sent, by their close. One query."""
    return [waits for round_ in rounds_where_something_waits() if (waits := what_waits(round_))]


def rounds_where_something_waits() -> RoundQuerySet:
    """Those checks, as rows of which `what_waits` can be asked."""
    rounds = with_what_came(Round.objects.open().select_related("project"))
    return rounds.filter(Q(forms__gt=0) | Q(calls__gt=0)).order_by("closes_at", "pk")


def with_what_came(rounds: RoundQuerySet) -> RoundQuerySet:
    """Checks, each with how many forms and calls came that are not sent yet."""
    unsent = PaperForm.objects.filter(
        is_late=False, ended_on=None, invitation__answered_on=None, invitation__declined_on=None
    )
    return rounds.annotate(forms=_count(unsent), calls=_count(_calls()), moved=_moved())


def what_waits(round_: Any) -> Waiting | None:
    """What came in an open check and is not sent yet, as it was read with that. None where nothing waits."""
    if round_.closed_at or not (round_.forms or round_.calls):
        return None
    return Waiting(
        round_id=round_.pk,
        project=round_.project.name,
        closes_at=round_.closes_at,
        forms=round_.forms,
        calls=round_.calls,
        moved=round_.moved,
    )


def _count(rows: QuerySet) -> Coalesce:
    """How many rows a check has. A subquery for each kind: two joins would multiply one another."""
    of_the_check = rows.filter(invitation__round=OuterRef("pk")).order_by().values("invitation__round")
    return Coalesce(Subquery(of_the_check.annotate(number=Count("pk")).values("number")), 0)


def _moved() -> Coalesce:
    changes = DateChange.objects.filter(round=OuterRef("pk")).order_by("-number")
    return Coalesce(Subquery(changes.values("number")[:1]), 0)


def _calls():
    """Drafts that were typed in for people who have no form on the list: those came by phone."""
    form = PaperForm.objects.filter(invitation=OuterRef("invitation"), ended_on=None)
    return Draft.objects.filter(
        ~Q(Exists(form)), source=Source.FIRST, invitation__answered_on=None, invitation__declined_on=None
    )


def _keyed(round_: Round, **where: int) -> Mapping[int, Mapping[str, Draft]]:
    drafts = Draft.objects.filter(invitation__round=round_, **where).exclude(source=Source.OWN)
    found: dict[int, dict[str, Draft]] = {}
    for draft in drafts.select_related("keyed_by__contact").defer("sealed"):
        found.setdefault(draft.invitation_id, {})[draft.source] = draft
    return found


def _row(form: PaperForm, round_: Round, drafts: Mapping[str, Draft]) -> FormRow:
    first, second = drafts.get(Source.FIRST), drafts.get(Source.SECOND)
    return FormRow(
        form=form,
        state=_state(form, round_, first, second),
        first_by=first.keyed_by_id if first else None,
        second_by=second.keyed_by_id if second else None,
        first_name=first.keyed_by.contact.name if first else "",
    )


def _state(form: PaperForm, round_: Round, first: Draft | None, second: Draft | None) -> FormState:
    if form.ended_on:
        return FormState.DONE
    if form.is_late or round_.closed_at:
        return FormState.LATE
    if form.invitation.answered_on or form.invitation.declined_on:
        return FormState.TO_END
    if first is None:
        return FormState.TO_TYPE
    if second:
        return FormState.TO_COMPARE
    return FormState.AGAIN if first.wants_second else FormState.TO_SEND
