"""What stands in the way of a check or of a talk, with the reason in plain words."""

from dataclasses import dataclass
from datetime import date

from council.choices import Figure
from council.queries import figures
from projects.models import Project
from words.plain_dates import plain_date


@dataclass(frozen=True, slots=True)
class Stopper:
    """One thing that stands in the way, with the reason in plain words."""

    what: str
    why: str


def draft_stopper(project: Project) -> list[Stopper]:
    """Nobody is asked about a project that they cannot read of."""
    if project.published_at is None:
        return [Stopper("This project is a draft", "Publish it first, so that people can read what it says")]
    return []


def rests_until(project: Project, *, on: date) -> date | None:
    """The first day on which a check may open or a talk be arranged again, or None when it is past."""
    checks = project.rounds.filter(rest_until__gt=on).values_list("rest_until", flat=True)
    talks = project.talks.filter(rest_until__gt=on).values_list("rest_until", flat=True)
    return max([*checks, *talks], default=None)


def distance_stopper(project: Project, *, on: date) -> list[Stopper]:
    """Checks and talks of a project keep the same distance from one another."""
    last = rests_until(project, on=on)
    if last is None:
        return []
    rest = figures(on=on)[Figure.REST_DAYS]
    if project.rounds.filter(closed_at=None, rest_until=last).exists():
        what = "A check is open now"
    elif project.talks.filter(ended_at=None, rest_until=last).exists():
        what = "The group talks it through now"
    elif project.talks.filter(rest_until=last).exists():
        what = "The last talk is too near"
    else:
        what = "The last check is too near"
    return [
        Stopper(
            what,
            f"Leave {rest} days between checks. The first day you can open one is {plain_date(last)}",
        )
    ]
