"""The facts at the end of a project's page, and the projects that it is part of or made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ladder.rungs import Rung
from projects.choices import OVER, AccessPromise, Stage, WayToTakePart, labels_of
from projects.models import Project
from projects.queries import Leads, OnStep
from projects.views.said import NOT_SAID, labels
from words.plain_dates import short_date, the_month
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of "About the project": a line each of our words, then of what people wrote."""

    key: str
    lines: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()


def facts(
    project: Project, leads: Leads, *, areas: Iterable[str], next_check: str, today: date
) -> list[Fact]:
    """All that a project says of itself besides its step. What a draft has not said yet is said to be so."""
    rows = [
        _led_by(leads),
        _stage(project, today),
        _fact("Directorate", own=project.directorate.name if project.directorate else ""),
        _fact("Where", "" if areas else "The whole county", own=", ".join(areas)),
        _fact(
            "How people took part" if project.stage in OVER else "Ways to take part",
            labels(WayToTakePart, project.ways),
        ),
        _fact(
            "Access promises", *labels_of(AccessPromise, project.access_promises), own=project.access_words
        ),
        _fact("Are people offered pay?", project.get_pay_offered_display()),
        _fact("Next check", next_check),
        _fact("Reference", project.reference),
        _fact("Last changed", short_date(london_date(project.changed_at))),
    ]
    if project.published_at:
        rows.append(_fact("On the list since", short_date(london_date(project.published_at))))
    return rows


def _fact(key, *lines, own=""):
    lines, own_words = tuple(filter(None, lines)), tuple(own.splitlines())
    return Fact(key, lines if lines or own_words else (NOT_SAID,), own_words)


def _led_by(leads):
    staff = f"{leads.staff}, the council" if leads.staff else "The council"
    if not leads.expert:
        return _fact("Led by", staff)
    with_them = f"{leads.expert}, an expert by experience" if leads.names_the_expert else leads.expert
    return _fact("Led together by", f"{staff}, and {with_them}")


def _stage(project, today):
    days = " ".join(filter(None, [_starts(project.starts_on, today), _ends(project.ends_on, today)]))
    if project.stage == Stage.STOPPED and project.stopped_because:
        return _fact("Stage", f"{days} Stopped, because:".strip(), own=project.stopped_because)
    stage = project.get_stage_display() or NOT_SAID
    return _fact("Stage", f"{stage}. {days}" if days else stage)


def _starts(day, today):
    return day and f"It {'starts' if day > today else 'started'} in {the_month(day)}."


def _ends(day, today):
    return day and f"It {'ended' if day < today else 'ends'} in {the_month(day)}."


@dataclass(frozen=True, slots=True)
class Smaller:
    """A smaller project in this one and the step it states. `note` follows its name where that is lower."""

    name: str
    slug: str
    step: Rung
    note: str = ""
    because: str = ""


def tell_smaller(parts: list[OnStep], *, rung: int | None, because: str) -> list[Smaller]:
    """The smaller projects, lowest step first, and for each on a lower step that it is.

    The words that the bigger project gives are about its lowest one, and stand beside that. Where it gives
    none, that is said.
    """
    told = []
    for part in parts:
        note = f"is on a lower step ({part.rung.label})." if rung and part.rung < rung else ""
        if note and not because:
            note = f"{note} The team has not said why yet."
        is_lowest = part.rung == parts[0].rung
        told.append(Smaller(part.name, part.slug, part.rung, note, because if note and is_lowest else ""))
    return told
