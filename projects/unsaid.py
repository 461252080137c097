"""What a project still has to say before anyone may read it, task by task."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models

from ladder.rungs import Rung
from projects.choices import CouldBe, Stage
from projects.models import Project, StatedLevel
from projects.queries import OnStep, lowest_smaller_project, lowest_smaller_projects

PAY_FIRST = "Set the pay and the money for it. The 2 top steps ask a lot of people’s time"
NOT_BOTH = "You said that it could not be co-production now. Change that, or the step"


class Task(models.TextChoices):
    """The tasks of registering, in order. Each is a page, named by its key."""

    COULD_BE = "could_be", "Could this be co-production?"
    BASICS = "basics", "Name, aim and directorate"
    DATES = "dates", "Stage and dates"
    LEADS = "leads", "Who leads it"
    DECIDED = "decided", "What is already decided"
    OPEN = "open", "What people can still change"
    JOIN = "join", "Where and how to join"
    FAMILY = "family", "Part of a bigger project"
    STEP = "step", "The step for the whole project"
    PARTS = "parts", "The step for each part of the work"
    WHY = "why", "Why this step"
    REASONS = "reasons", "Why it is not co-production"
    PAY = "pay", "Pay you offer, and the budget"
    PROMISES = "promises", "Access promises"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something that is not said yet: the task that asks it, and what to do."""

    task: Task
    sentence: str


def unsaid(project: Project) -> list[Unsaid]:
    """What a draft still has to say before it can be published, in the order of the tasks."""
    return _unsaid(project, step_in_preparation(project), lowest_smaller_project)


def unsaid_of_each(projects: Sequence[Project]) -> dict[int, list[Unsaid]]:
    """The same for several drafts that `with_stated()` brought, by id. Three queries for any number."""
    prepared = StatedLevel.objects.filter(project__in=projects, stated_on=None).prefetch_related("why_nots")
    levels = {level.project_id: level for level in prepared}
    lowest = lowest_smaller_projects(projects)
    return {
        each.pk: _unsaid(each, levels.get(each.pk), lambda project: lowest.get(project.pk))
        for each in projects
    }


def _unsaid(
    project: Project, level: StatedLevel | None, lowest_part: Callable[[Project], OnStep | None]
) -> list[Unsaid]:
    has_no_promise = not project.access_promises and not project.access_words
    stopped_silently = project.stage == Stage.STOPPED and not project.stopped_because
    return _those_that_are_missing(
        (Task.COULD_BE, "Say if this could be co-production", not project.could_be),
        (Task.BASICS, "Say what the project is about", not project.summary),
        (Task.BASICS, "Choose the directorate that runs it", project.directorate_id is None),
        (Task.DATES, "Choose the stage it is at", not project.stage),
        (Task.DATES, "Say why it stopped", stopped_silently),
        (Task.DECIDED, "Say what is already decided", not project.already_decided),
        (Task.OPEN, "Say what people can still change", not project.can_still_change),
        (Task.JOIN, "Say how people can take part", not project.ways),
        *_of_the_step(project, level, lowest_part),
        (Task.PAY, "Say whether you offer pay", not project.pay_offered),
        (Task.PROMISES, "Say what people can count on without asking", has_no_promise),
    )


def unsaid_of_change(project: Project, level: StatedLevel) -> list[Unsaid]:
    """What the next step of a published project still has to say, besides why it changes."""
    return _those_that_are_missing(*_of_the_step(project, level, lowest_smaller_project))


def step_in_preparation(project: Project) -> StatedLevel | None:
    """The step that is being prepared and not stated yet: a draft's first, or a published project's next."""
    return project.stated_levels.filter(stated_on=None).first()


def step_at_hand(project: Project) -> StatedLevel | None:
    """The step in preparation, or the one in force where nothing is being prepared."""
    return step_in_preparation(project) or project.stated


def _of_the_step(project, level, lowest_part):
    rung = level and level.rung
    yield Task.STEP, "Choose a step on the ladder", not rung
    yield Task.WHY, "Say why the project is on this step", level is None or not level.justification
    if not rung:
        return
    if rung < Rung.CO_PRODUCTION:
        given = list(level.why_nots.all())
        yield Task.REASONS, "Give a reason why it is not co-production", not given
        for why in given:
            sentence = f"{why.get_reason_display()}: say why, and when you look again"
            yield Task.REASONS, sentence, not why.is_whole
    takes_it_back = rung == Rung.CO_PRODUCTION and project.could_be == CouldBe.NOT_NOW
    yield Task.COULD_BE, NOT_BOTH, takes_it_back
    stated = project.stated
    moves_there = stated is None or stated.rung != rung
    yield Task.PAY, PAY_FIRST, moves_there and project.lacks_pay_for(rung)
    lowest = lowest_part(project)
    is_above = lowest is not None and lowest.rung < rung and not project.above_parts_because
    yield Task.FAMILY, "Say why this step is above that of a smaller project in it", is_above


def _those_that_are_missing(*needs):
    return [Unsaid(task, sentence) for task, sentence, is_missing in needs if is_missing]
