"""The team's side of a check: asked for, and sent once, while nobody knows a result."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import record
from ladder.choices import TeamAnswer
from ladder.models import Round, TeamAnswers
from ladder.rules import can_answer_for_team
from notices.actions import queue
from notices.addressed import Addressed
from projects.models import TeamMember
from words.errors import Refused, StaleState


@transaction.atomic
def send_team_answers(
    *, round_: Round, answers: Sequence[TeamAnswer], by: User, now: datetime
) -> TeamAnswers:
    """Lock what a project's team says to the eight "We" statements. It is never changed afterwards.

    Raises Refused for anyone who is not in the team, and StaleState when the team has answered already or
    the check has closed.
    """
    if not can_answer_for_team(by, round_):
        raise Refused("Only the project's team answers for the team")
    try:
        with transaction.atomic():
            sent = TeamAnswers.objects.create(round=round_, answers=list(answers), sent_by=by, sent_at=now)
    except IntegrityError as too_late:
        raise StaleState("The team has answered already, or the check has closed") from too_late
    record("team.answered", by=by, subject=round_, now=now)
    return sent


def ask_the_team(*, round_: Round, now: datetime) -> None:
    """Promise everyone in the team the message that its side is wanted, in the caller's transaction."""
    team = TeamMember.objects.filter(project=round_.project_id, ends_on=None, user__is_active=True)
    people = [
        Addressed(member.user.contact, "round", round_.pk) for member in team.select_related("user__contact")
    ]
    queue(kind="ladder.team", to=people, now=now)
