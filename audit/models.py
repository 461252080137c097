"""Two records that nobody edits: what people did, and which scheduled jobs ran."""

import pgtrigger
from django.db import models

from privacy.columns import Columns


class Event(models.Model):
    """One thing that was done. No foreign keys, so a line outlives what it speaks of."""

    at = models.DateTimeField()
    by = models.CharField(max_length=36)
    what = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=36)
    details = models.JSONField(default=dict)

    columns = Columns(
        plain=("id", "at", "what", "subject_type", "details"),
        personal=("by", "subject_id"),
        kept="6 years and the current one",
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_event_by_subject"),
            models.Index(fields=["by"], name="audit_event_by_person"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="events_are_never_changed_or_removed", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.what} {self.subject_type} {self.subject_id}"


class JobRun(models.Model):
    """One run of a scheduled job."""

    name = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)

    columns = Columns(plain=("id", "name", "started_at", "finished_at", "outcome"), kept="90 days")

    class Meta:
        indexes = [models.Index(fields=["name", "-started_at"], name="audit_jobrun_newest_first")]

    def __str__(self):
        return self.name
