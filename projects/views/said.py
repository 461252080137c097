"""What a project says, as rows to read and to change."""

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.text import capfirst

from ladder.rungs import Rung
from projects.choices import AccessPromise, Stage, WayToTakePart, labels_of
from projects.queries import leads_of
from words.money import pounds
from words.plain_dates import short_date

NOT_SAID = "Not said yet"
TYPED = {"basics", "decided", "open", "family", "why", "reasons"}
"""The tasks whose answers a person writes. Their words are theirs, and not for us to make easier."""


def row(key, value, task="", reference="", change=""):
    """One line of the answers. An empty answer says so; without a reference there is no way to change it."""
    return {
        "key": key,
        "value": linebreaksbr(value) if value else NOT_SAID,
        "change_url": reverse(f"projects:{task}", args=[reference]) if reference else "",
        "change": change or key.lower(),
        "own": bool(value) and task in TYPED,
    }


def says_of_project(project):
    """What the project is, besides its step, in the order of the tasks."""
    reference, leads = project.reference, leads_of(project)
    lines = [
        ("Could this be co-production?", project.get_could_be_display(), "could_be"),
        ("Name", project.name, "basics"),
        ("Name in text messages", project.called, "basics"),
        ("What it is about", project.summary, "basics"),
        ("Directorate", project.directorate.name if project.directorate else "", "basics"),
        ("Stage", stage_words(project), "dates"),
        ("Dates", dates_words(project), "dates"),
        ("Staff lead", leads.staff, "leads"),
        ("Expert co-lead", leads.expert or "Nobody yet", "leads"),
        ("Already decided", project.already_decided, "decided"),
        ("People can still change", project.can_still_change, "open"),
        ("How to take part", labels(WayToTakePart, project.ways), "join"),
        ("Where", areas_words(project), "join"),
    ]
    if project.parent:
        lines.append(("Part of", project.parent.name, "family"))
    if project.above_parts_because:
        lines.append(("Why above its smaller projects", project.above_parts_because, "family"))
    return [row(key, value, task, reference) for key, value, task in lines]


def says_of_fairness(project):
    """Pay and access promises."""
    budget = project.yearly_pay_budget_pence
    return [
        row("Pay", project.get_pay_offered_display(), "pay", project.reference),
        row("Money for pay each year", pounds(budget) if budget else "", "pay", project.reference),
        row("Access promises", promises_words(project), "promises", project.reference),
    ]


def says_of_step(level, *, reference=""):
    """The step, its parts, and the reasons that a lower step needs. `level` is None where none is chosen."""
    rung = level.rung if level else None
    parts = "\n".join(f"{part.label}: {step.label}" for part, step in level.parts.items()) if level else ""
    rows = [
        row("Step on the ladder", level.get_rung_display() if rung else "", "step", reference, "the step"),
        row("Parts of the work", parts or "The same step for all of it", "parts", reference),
        row("Why this step", level.justification if level else "", "why", reference),
    ]
    if not rung or rung == Rung.CO_PRODUCTION:
        return rows
    given = level.why_nots.all()
    if not given:
        return [*rows, row("Why it is not co-production", "", "reasons", reference)]
    return rows + [
        row(
            f"Why it is not co-production: {why.get_reason_display().lower()}",
            reason_words(why),
            "reasons",
            reference,
            f"the reason {why.get_reason_display().lower()}",
        )
        for why in given
    ]


def reason_words(why):
    """Why a reason is true, and when it is looked at again."""
    if not why.is_whole:
        return why.explanation
    return f"{why.explanation}\nWe look at this again on {short_date(why.look_again_on)}."


def stage_words(project):
    """The stage, with the reason where the project stopped."""
    if project.stage == Stage.STOPPED and project.stopped_because:
        return f"{project.get_stage_display()}: {project.stopped_because}"
    return project.get_stage_display()


def dates_words(project):
    """From when to when, as far as the project knows."""
    starts = f"from {short_date(project.starts_on)}" if project.starts_on else ""
    ends = f"until {short_date(project.ends_on)}" if project.ends_on else ""
    return capfirst(" ".join(filter(None, [starts, ends]))) or "No dates yet"


def areas_words(project):
    """Where people can join."""
    return ", ".join(area.name for area in project.areas.all()) or "The whole county"


def promises_words(project):
    """What everyone can count on, a line each."""
    lines = [*labels_of(AccessPromise, project.access_promises), project.access_words]
    return "\n".join(filter(None, lines))


def labels(choices, values):
    """The words of some choices, in one line: "Design group, survey"."""
    return ", ".join(labels_of(choices, values)).capitalize()
