"""Stages, pay, and the framework's five reasons."""

from django.db import models


class Stage(models.TextChoices):
    """Where a project is in its life."""

    STARTING = "starting", "Starting"
    DESIGNING = "designing", "Designing"
    TESTING = "testing", "Testing"
    WRITING = "writing", "Writing"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"


class PayOffered(models.TextChoices):
    """Whether people who take part are offered pay."""

    YES = "yes", "Yes, we offer pay"
    NOT_YET = "not-yet", "Not yet"


class Reason(models.TextChoices):
    """The framework's reasons for a step below Co-production. There is no "other"."""

    LEGAL = "legal", "Legal constraints"
    TIME = "time", "Time sensitivity"
    TECHNICAL = "technical", "Technical complexity"
    RESOURCES = "resources", "Resource limitations"
    SCALE = "scale", "Scale of impact"
