"""What the register lets a project choose: stages, parts of the work, ways in, promises, reasons."""

from collections.abc import Collection

from django.db import models

from ladder.rungs import Rung


class Stage(models.TextChoices):
    """Where a project is in its life."""

    STARTING = "starting", "Starting"
    DESIGNING = "designing", "Designing"
    TESTING = "testing", "Testing"
    WRITING = "writing", "Writing"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    STOPPED = "stopped", "Stopped"


OVER = (Stage.FINISHED, Stage.STOPPED)
"""Stages in which nobody can join any more."""


class CouldBe(models.TextChoices):
    """Could this be co-production? Asked first, every time."""

    ALL = "all", "Yes, all of it"
    PARTS = "parts", "Yes, some parts of it"
    NOT_NOW = "not-now", "No, not now"


class Part(models.TextChoices):
    """A part of the work, which may be on a step of its own."""

    PLAN = "plan", "Plan"
    DESIGN = "design", "Design"
    DELIVER = "deliver", "Deliver"
    REVIEW = "review", "Review"


class PayOffered(models.TextChoices):
    """Whether people who take part are offered pay."""

    YES = "yes", "Yes, we offer pay"
    NOT_YET = "not-yet", "Not yet"


NEEDS_PAY = frozenset({Rung.CO_DESIGNING, Rung.CO_PRODUCTION})
"""The two top steps ask a lot of people's time, so a project states them only where pay is set."""


class WayToTakePart(models.TextChoices):
    """How people can take part."""

    DESIGN_GROUP = "design-group", "Design group"
    WORKSHOP = "workshop", "Workshop"
    SURVEY = "survey", "Survey"
    INTERVIEW = "interview", "Interview"
    TESTING_AT_HOME = "testing-at-home", "Testing at home"
    ONLINE = "online", "Online"
    PUBLIC_MEETING = "public-meeting", "Public meeting"


class AccessPromise(models.TextChoices):
    """What everyone can count on in a project, without asking."""

    STEP_FREE = "step-free", "Step-free rooms and toilets"
    HEARING_LOOP = "hearing-loop", "A hearing loop"
    PAPERS_EARLY = "papers-early", "Papers a week before"
    EASY_READ = "easy-read", "Easy Read papers"
    LARGE_PRINT = "large-print", "Large print papers"
    INTERPRETER = "interpreter", "A sign language interpreter, if you ask"
    BREAKS = "breaks", "Breaks, and time to think"
    QUIET_ROOM = "quiet-room", "A quiet room"
    ONLINE = "online", "Joining online or by phone"
    SUPPORTER = "supporter", "Room for someone to support you"
    TRAVEL = "travel", "Help with travel"


class AskedHow(models.TextChoices):
    """How somebody was asked whether their name may be shown."""

    FACE_TO_FACE = "face-to-face", "Face to face"
    PHONE = "phone", "By phone"
    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    HERE = "here", "They said so here, signed in"


class Reason(models.TextChoices):
    """The framework's reasons for a step below Co-production. There is no "other"."""

    LEGAL = "legal", "Legal constraints"
    TIME = "time", "Time sensitivity"
    TECHNICAL = "technical", "Technical complexity"
    RESOURCES = "resources", "Resource limitations"
    SCALE = "scale", "Scale of impact"


class ImportState(models.TextChoices):
    """How far a spreadsheet has come that somebody brings in."""

    CHECKED = "checked", "Checked, and not brought in yet"
    DONE = "done", "Brought in"
    UNDONE = "undone", "Undone"


def labels_of(choices: type[models.TextChoices], values: Collection[str]) -> list[str]:
    """The words of some choices, in the order in which they are offered."""
    return [str(choice.label) for choice in choices if choice.value in values]
