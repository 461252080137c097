"""Reading checks: what each audience may be shown, and nothing that it may not."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet

from council.choices import Figure
from council.queries import band_edges, figures
from experts.models import Supporter
from ladder.choices import Audience, Badge, MoreTime
from ladder.disclosure import STANDARD_RULES, Rules, Shown
from ladder.models import Comment, DateChange, Round, StatementSet
from ladder.more_time import why_more_time
from ladder.rungs import Rung
from ladder.wording import Wording
from projects.models import TeamMember
from words.working_days import london_date


def rules_on(day: date) -> Rules:
    """The rules of what may be shown, as a council has them on a day. Two queries."""
    numbers = figures(on=day)
    first, second, third, fourth = map(Fraction, band_edges(on=day))
    return Rules(
        floor=numbers[Figure.FLOOR],
        invited_floor=numbers[Figure.INVITED_FLOOR],
        public_floor=numbers[Figure.PUBLIC_FLOOR],
        band_edges=(first, second, third, fourth),
    )


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A closed check as one audience may see it, with the step that was stated when it opened."""

    project_id: int
    round_id: int
    stated: Rung
    closed_on: date
    closed_early_because: str
    version: int
    floor: int
    """How many people must stand behind a figure before this audience sees it, as the rules stood then."""
    shown: Shown
    rules: Rules = STANDARD_RULES
    """What the council had set when it closed."""
    more_time: tuple[str, ...] = ()
    """Why people got more time, each time. Only a project's own pages read it."""


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """All that anyone may know about a check while it is open."""

    project_id: int
    invited: int
    answer_by: date
    closes_on: date
    reminder_days: tuple[date, ...]
    reminders_gone: int
    """How many of those days had come when its dates were moved."""
    more_time: tuple[str, ...]
    """Why it got more time, each time."""


def newest_results(project_ids: Iterable[int], *, audience: Audience) -> dict[int, ShownCheck]:
    """The newest closed check of each project, by project id, as `audience` may see it. One query."""
    return {round_.project_id: as_shown(round_, audience) for round_ in _newest(project_ids, audience)}


def _newest(project_ids: Iterable[int], audience: Audience) -> QuerySet[Round]:
    """The newest closed check of each project."""
    rounds = closed_rounds(audience).filter(project_id__in=project_ids)
    return rounds.order_by("project_id", "-closed_at").distinct("project_id")


def closed_rounds(audience: Audience) -> QuerySet[Round]:
    """Closed checks, with no more of each than `as_shown` reads."""
    return (
        Round.objects.filter(closed_at__isnull=False)
        .select_related("result", "stated_level")
        .only(
            "project",
            "closed_at",
            "closed_early_because",
            "statement_set",
            "stated_level__rung",
            "result__rules",
            f"result__{audience.value}",
        )
    )


@lru_cache(maxsize=64)
def _rules(stored: str) -> Rules:
    """A council's rules seldom change, and a long list would read the same ones again and again."""
    return Rules.from_dict(json.loads(stored))


def as_shown(round_: Round, audience: Audience, *, more_time: Iterable[str] = ()) -> ShownCheck:
    """A closed check as one audience may see it, of a row that holds its result and its stated step."""
    rules = _rules(json.dumps(round_.result.rules))
    return ShownCheck(
        project_id=round_.project_id,
        round_id=round_.pk,
        stated=Rung(round_.stated_level.rung),
        closed_on=london_date(round_.closed_at),
        closed_early_because=round_.get_closed_early_because_display(),
        more_time=reasons_in_words(more_time),
        version=round_.statement_set_id,
        floor=rules.floor_for(audience),
        shown=Shown.from_dict(
            round_.result.members if audience == Audience.MEMBERS else round_.result.public
        ),
        rules=rules,
    )


def reasons_for_more_time() -> ArraySubquery:
    """Beside a query of checks: why each got more time, in order."""
    changes = DateChange.objects.filter(round=OuterRef("pk")).order_by("number")
    return ArraySubquery(changes.values("reason"))


def reasons_in_words(reasons: Iterable[str]) -> tuple[str, ...]:
    """Reasons why checks got more time, as people read them."""
    return tuple(str(MoreTime(reason).label) for reason in reasons)


def more_time_of(round_: Round) -> str:
    """What whoever was asked in a check reads if it got more time, else "". One query."""
    reasons = round_.date_changes.order_by("number").values_list("reason", flat=True)
    return why_more_time(reasons_in_words(reasons))


def open_checks(project_ids: Iterable[int]) -> dict[int, OpenCheck]:
    """The open check of each project that has one, by project id. One query."""
    rounds = Round.objects.open().filter(project_id__in=project_ids).annotate(invited=Count("invitations"))
    rounds = rounds.only(
        "project", "answer_by", "closes_at", "reminder_on", "second_reminder_on", "reminders_gone"
    ).annotate(more_time=reasons_for_more_time())
    return {
        round_.project_id: OpenCheck(
            project_id=round_.project_id,
            invited=round_.invited,
            answer_by=round_.answer_by,
            closes_on=london_date(round_.closes_at),
            reminder_days=round_.reminder_days,
            reminders_gone=round_.reminders_gone,
            more_time=reasons_in_words(round_.more_time),
        )
        for round_ in rounds
    }


def who_may_help(invitation_ids: Iterable[int] | QuerySet) -> QuerySet[Supporter]:
    """The supporters who may help with these invitations now, each with the `invitation` it is: nobody who is
    in the project's team. Someone who helps two people comes twice."""
    return _supporters_in(invitation_ids).filter(may_help_answer=True)


def who_gets_a_copy(invitation_ids: Iterable[int] | QuerySet) -> QuerySet[Supporter]:
    """The supporters who get a copy of these invitations, as above. Whoever may help to answer gets a message
    of their own in its place."""
    return _supporters_in(invitation_ids).filter(gets_copies=True, may_help_answer=False)


def _supporters_in(invitation_ids: Iterable[int] | QuerySet) -> QuerySet[Supporter]:
    in_the_team = TeamMember.objects.filter(
        project=OuterRef("project"), user__contact=OuterRef("contact"), ends_on=None
    )
    return (
        Supporter.objects.now()
        .select_related("contact")
        .annotate(invitation=F("expert__invitations"), project=F("expert__invitations__round__project"))
        .filter(~Exists(in_the_team), invitation__in=invitation_ids)
    )


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Words as others may read them. `name` is "" where their writer did not give one to show."""

    words: str
    name: str


def shared_words(check: ShownCheck) -> tuple[SharedWords, ...]:
    """What people wrote in a check and a reviewer lets this audience read, in no order. One query at most."""
    if not check.shown.comments:
        return ()
    shown = Comment.objects.shown().filter(round_id=check.round_id).only("shown_words", "name_to_show")
    return tuple(SharedWords(comment.shown_words, comment.name_to_show) for comment in shown)


def badge_of(result: ShownCheck | None) -> Badge:
    """The badge of a project, from its newest result."""
    return result.shown.badge if result else Badge.NONE


def newest_version() -> int:
    """The number of the wording that new checks use."""
    return StatementSet.objects.latest("version").pk


def newest_wording() -> Wording:
    """The wording that new checks and public pages use."""
    return StatementSet.objects.latest("version").wording()
