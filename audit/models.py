"""Two records that nobody edits: what people did, and which scheduled jobs ran."""

import pgtrigger
from django.db import models
from django.db.models import Q

from audit.querysets import EventQuerySet
from privacy.columns import Columns


class Event(models.Model):
    """One thing that was done or read. No foreign keys, so a line outlives what it speaks of.

    `role` holds the keys of the roles that it may have been done in, and `directorate` the id of theirs: as
    they were then. `person` is the Contact whose record it is. `fields` are keys of what was changed or
    read, in order of the alphabet. `purpose` is a key of `audit.choices.Purpose`, and `for_type` and `for_id`
    say for what: sentences are made of them when somebody reads, so that words can get better.

    Two things stand in migrations, where SQL says them: the app role only adds rows, and a reader's line
    about the same things of the same record stands once an hour.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=36)
    role = models.CharField(max_length=120, blank=True, default="")
    directorate = models.BigIntegerField(null=True, blank=True)
    what = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=36)
    person = models.UUIDField(null=True, blank=True)
    fields = models.CharField(max_length=600, blank=True, default="")
    purpose = models.CharField(max_length=30, blank=True, default="")
    for_type = models.CharField(max_length=40, blank=True, default="")
    for_id = models.CharField(max_length=36, blank=True, default="")
    details = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    columns = Columns(
        plain=(
            "id", "at", "role", "directorate", "what", "subject_type", "fields", "purpose", "for_type",
            "details",
        ),
        personal=("by", "subject_id", "person", "for_id"),
        kept="6 years and the current one",
    )  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_event_by_subject"),
            models.Index(fields=["by"], name="audit_event_by_person"),
            models.Index(fields=["person", "-at"], name="audit_event_of_record"),
            models.Index(fields=["-at"], name="audit_event_newest_first"),
        ]
        triggers = [
            pgtrigger.Protect(name="events_are_never_changed", operation=pgtrigger.Update),
            # The owner alone has the right, and even the owner needs the function `audit_forget` for it.
            pgtrigger.Protect(
                name="events_are_only_forgotten_when_old",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(
                    "current_setting('audit.forgetting', true) IS DISTINCT FROM 'yes'"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.what} {self.subject_type} {self.subject_id}"


class JobRun(models.Model):
    """One run of a scheduled job. A job that runs more than once an hour has one row, which is written anew.

    `done_at` is when the job last ended well: a run that begins and never ends leaves it as it was.
    """

    name = models.CharField(max_length=60)
    is_often = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)

    columns = Columns(
        plain=("id", "name", "is_often", "started_at", "finished_at", "done_at", "outcome"), kept="90 days"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(is_often=True), name="a_job_that_runs_often_has_one_row"
            )
        ]
        indexes = [models.Index(fields=["name", "-started_at"], name="audit_jobrun_newest_first")]

    def __str__(self):
        return self.name
