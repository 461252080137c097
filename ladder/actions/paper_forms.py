"""Making paper forms: each with a code of its own, made in the request and kept nowhere."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from audit.actions import record
from council.queries import the_council
from experts.choices import Way
from ladder.actions.keys import make_key
from ladder.invited import PaperChoice
from ladder.models import Invitation, Round, WayTask
from ladder.paper import About, Form, pdf
from words.errors import Refused
from words.plain_dates import plain_date
from words.working_days import london_date

MOST_IN_A_FILE = 50


@transaction.atomic
def make_forms(*, round_: Round, choices: Sequence[PaperChoice], by: User, now: datetime) -> list[Form]:
    """One form for each person, with a new code. Earlier codes stay good. Whoever waited has theirs now.

    Raises Refused for more people than one file takes, and for anybody who cannot answer any more.
    """
    if len(choices) > MOST_IN_A_FILE:
        raise Refused(f"One file takes {MOST_IN_A_FILE} people at most. Make several files")
    invitations = [choice.invitation for choice in choices]
    able = Invitation.objects.can_answer(now=now).still_asked().filter(round=round_)
    if able.filter(pk__in=[one.pk for one in invitations]).count() != len(invitations):
        raise Refused("Someone on this list does not need a form any more. Look at it again")
    forms = [_form(choice, by=by, now=now) for choice in choices]
    WayTask.objects.filter(invitation__in=invitations, way=Way.PAPER, done_at=None).update(
        done_at=now, done_by=by
    )
    return forms


def _form(choice: PaperChoice, *, by: User, now: datetime) -> Form:
    key = make_key(invitation=choice.invitation, now=now, by=by, is_paper=True)
    record("paper.made", by=by, subject=choice.invitation, now=now, size=int(choice.size))
    return Form(
        code=key.code,
        link=settings.PORTAL_ADDRESS + reverse("ladder:open_link", args=[key.link]),
        size=int(choice.size),
        cream=choice.cream,
    )


@transaction.atomic
def make_file(*, round_: Round, choices: Sequence[PaperChoice], by: User, now: datetime) -> bytes:
    """The forms of these people in one PDF. Where it cannot be made, no code was made either."""
    forms = make_forms(round_=round_, choices=choices, by=by, now=now)
    return pdf(forms, wording=round_.statement_set.wording(), about=about_paper(round_))


def about_paper(round_: Round) -> About:
    """What every sheet says of the check and of the council."""
    council = the_council()
    return About(
        project=round_.project.name,
        answer_by=plain_date(round_.answer_by),
        closes_on=plain_date(london_date(round_.closes_at)),
        council=council.name,
        phone=council.phone,
        text_number=council.text_number,
        freepost=council.freepost,
    )
