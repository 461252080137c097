"""Groups that talk it through, as pages read them: what is left of a talk, and how far another one is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ladder.actions.talking import record_by
from ladder.choices import Audience, TalkEnd
from ladder.group_answers import GroupAnswers
from ladder.models import Talk, TalkPerson
from ladder.wording import Wording
from projects.models import Project
from words.plain_dates import short_date
from words.working_days import london_date

NEWEST = 4


@dataclass(frozen=True, slots=True)
class SaidTogether:
    """What a group said, in words: each published question with its answer, and the step, or ""."""

    rows: tuple[tuple[str, str], ...]
    step: str


def in_words(answers: GroupAnswers, wording: Wording) -> SaidTogether:
    """A group's answers beside the questions of the wording that it talked about."""
    asked = [statement.wording for statement in wording.statements]
    return SaidTogether(rows=tuple(zip(asked, answers.words, strict=True)), step=answers.step_name)


@dataclass(frozen=True, slots=True)
class Talked:
    """What is left of a talk: its day and, only if everyone there said yes, what the group said."""

    held_on: date
    said: SaidTogether | None


def talks_of(project: Project, *, audience: Audience) -> list[Talked]:
    """The newest talks of a project that have ended, for its members and the others who read as they do.
    Nobody else hears that there was one. One query at most."""
    if audience != Audience.MEMBERS:
        return []
    ended = project.talks.filter(ended_at__isnull=False).select_related("statement_set").order_by("-held_on")
    return [_talked(talk) for talk in ended[:NEWEST]]


def _talked(talk: Talk) -> Talked:
    if talk.outcome != TalkEnd.ALL_YES:
        return Talked(talk.held_on, None)
    return Talked(talk.held_on, in_words(GroupAnswers.from_dict(talk.said), talk.statement_set.wording()))


def state_of(talk: Talk, *, now: datetime) -> str:
    """How far a talk is, in one sentence. It never says who, or how many, have answered."""
    today = london_date(now)
    if talk.ended_at:
        return str(TalkEnd(talk.outcome).label)
    if talk.recorded_at:
        return f"People say yes or no until {short_date(london_date(talk.ask_until))}"
    if today < talk.held_on:
        return f"The group meets on {short_date(talk.held_on)}"
    if is_late(talk, today=today):
        return "What the group said was not written down in time"
    return f"The facilitator writes down what the group said by {short_date(record_by(talk))}"


def is_late(talk: Talk, *, today: date) -> bool:
    """Whether the facilitator can no longer record it: it must be called off."""
    return talk.recorded_at is None and today > record_by(talk)


def people_of_talk(talk: Talk) -> Iterable[TalkPerson]:
    """Everyone of a talk, by name."""
    return talk.people.select_related("expert__contact").order_by("expert__contact__name", "pk")
