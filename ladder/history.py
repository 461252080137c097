"""Every closed check of one project as one audience may see it, and what stands beside one of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, QuerySet, Subquery, When

from ladder.choices import Audience, TeamAnswer
from ladder.models import Conversation, Round
from ladder.queries import ShownCheck, as_shown, closed_rounds, reasons_for_more_time
from ladder.wording import Wording, read
from words.working_days import london_date


def closed_checks(project_id: int, *, audience: Audience) -> tuple[ShownCheck, ...]:
    """All that have closed, the newest first. One query, however many there are."""
    return tuple(_shown(round_, audience) for round_ in _closed(project_id, audience))


def closed_checks_and_wording(
    project_id: int, *, audience: Audience
) -> tuple[tuple[ShownCheck, ...], Wording | None]:
    """The same, with the wording that the newest began with, or None where nothing has closed. One query."""
    newest = _closed(project_id, audience).values("pk")[:1]
    words = Case(When(pk=Subquery(newest), then=F("statement_set__data")))
    rounds = list(_closed(project_id, audience).annotate(words=words))
    checks = tuple(_shown(round_, audience) for round_ in rounds)
    return checks, read(rounds[0].words) if rounds else None


def _closed(project_id: int, audience: Audience) -> QuerySet[Round]:
    rounds = closed_rounds(audience).filter(project_id=project_id).order_by("-closed_at")
    return rounds.annotate(more_time=reasons_for_more_time())


def _shown(round_: Round, audience: Audience) -> ShownCheck:
    return as_shown(round_, audience, more_time=round_.more_time)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a check has besides people's answers: its words, the team's side, and what is to be done."""

    wording: Wording
    team: tuple[TeamAnswer, ...] | None
    """None where the team did not answer."""
    team_sent_on: date | None
    conversation: Conversation | None
    rests_until: date
    """The first day on which the project's next check may open."""


def beside(check: ShownCheck) -> Beside:
    """What stands beside one closed check. One query."""
    round_ = Round.objects.select_related(
        "statement_set", "team_answers", "conversation__owner__contact"
    ).get(pk=check.round_id)
    team = getattr(round_, "team_answers", None)
    return Beside(
        wording=round_.statement_set.wording(),
        team=tuple(TeamAnswer(answer) for answer in team.answers) if team else None,
        team_sent_on=london_date(team.sent_at) if team else None,
        conversation=getattr(round_, "conversation", None),
        rests_until=round_.rest_until,
    )


def teams_of(project_id: int) -> dict[int, tuple[TeamAnswer, ...]]:
    """What the team said in each closed check of a project, by the check's id. One query."""
    rounds = Round.objects.filter(
        project_id=project_id, closed_at__isnull=False, team_answers__isnull=False
    ).values_list("pk", "team_answers__answers")
    return {pk: tuple(TeamAnswer(answer) for answer in answers) for pk, answers in rounds}
