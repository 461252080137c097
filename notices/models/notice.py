"""What one person should hear, once, and every way in which it was tried."""

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models
from django.db.models import F, Q

from notices.choices import Channel, NotNow, Outcome, Skip
from notices.models.contact import Contact
from notices.querysets import NoticeQuerySet
from privacy.columns import Columns
from privacy.fields import EncryptedTextField


class Notice(models.Model):
    """One thing that one person should hear. It holds a kind and ids, and never a key or the words that went.

    It waits until it is taken: then one Attempt is open, or a person looks at what became of the last one.
    `held_because` says why it was not sent when a worker last looked; it will be looked at again.
    """

    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=40)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="notices")
    on_behalf_of = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="notices_to_others"
    )
    period = models.CharField(max_length=20, blank=True)
    # For kinds that go `elsewhere`: an e-mail address that the person had. Empty for all others.
    to_email = EncryptedTextField(blank=True, default="")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    look_at = models.DateTimeField()
    held_because = models.CharField(max_length=20, choices=NotNow, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    skipped_because = models.CharField(max_length=20, choices=Skip, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="notices_stopped"
    )
    summary = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="summed_up"
    )

    objects = NoticeQuerySet.as_manager()

    # Not kept: the rows that it speaks of, by their sort, once they were read. See `notices.kinds`.
    read: Mapping[str, Any] = MappingProxyType({})

    columns = Columns(
        plain=(
            "id",
            "kind",
            "subject_kind",
            "period",
            "made_at",
            "due_at",
            "look_at",
            "held_because",
            "taken_at",
            "sent_at",
            "skipped_because",
            "skipped_at",
            "summary",
        ),
        personal=("contact", "on_behalf_of", "subject_id", "to_email", "stopped_by"),
        kept="35 days after it went, and after the check or talk that it is about",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_id", "contact", "on_behalf_of", "period"],
                nulls_distinct=False,
                name="a_person_hears_each_thing_once",
            ),
            models.CheckConstraint(
                name="a_message_is_sent_or_skipped_not_both",
                condition=Q(sent_at=None) | Q(skipped_because=""),
            ),
            models.CheckConstraint(
                name="a_message_is_taken_before_it_is_sent", condition=Q(sent_at=None) | ~Q(taken_at=None)
            ),
            models.CheckConstraint(
                name="a_skipped_message_says_when",
                condition=Q(skipped_because="", skipped_at=None)
                | (~Q(skipped_because="") & Q(skipped_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_stopped_message_says_who_stopped_it",
                condition=Q(skipped_because=Skip.STOPPED, stopped_by__isnull=False)
                | (~Q(skipped_because=Skip.STOPPED) & Q(stopped_by=None)),
            ),
            models.CheckConstraint(
                name="a_message_in_a_summary_says_in_which",
                condition=Q(skipped_because=Skip.IN_SUMMARY, summary__isnull=False)
                | (~Q(skipped_because=Skip.IN_SUMMARY) & Q(summary=None)),
            ),
            models.CheckConstraint(
                name="a_message_is_held_only_while_it_waits",
                condition=Q(held_because="") | Q(taken_at=None, sent_at=None, skipped_because=""),
            ),
            models.CheckConstraint(
                name="nobody_hears_on_behalf_of_themselves",
                condition=Q(on_behalf_of=None) | ~Q(on_behalf_of=F("contact")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_at", "id"],
                name="notices_waiting_by_look",
                condition=Q(taken_at=None, sent_at=None, skipped_because=""),
            ),
            models.Index(fields=["subject_kind", "subject_id"], name="notices_by_subject"),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_kind}:{self.subject_id}"

    @property
    def waits(self) -> bool:
        """Whether a worker will look at it, at `look_at`."""
        return self.taken_at is None and self.sent_at is None and not self.skipped_because


class Attempt(models.Model):
    """One way in which a message was tried, and what became of it.

    The reference is made when a worker takes the message. It is what we call it towards whoever carries it,
    and whoever sends must still hold it. While the outcome is empty it is open: an e-mail or a text is
    leaving, a letter is to be posted, somebody is to be rung.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=Channel)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    taken_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    columns = Columns(
        plain=(
            "id",
            "number",
            "channel",
            "reference",
            "taken_at",
            "outcome",
            "outcome_at",
            "provider_id",
        ),
        personal=("notice", "by"),
        kept="as long as its message",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "number"], name="the_attempts_of_a_message_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["notice"], condition=Q(outcome=""), name="a_message_has_one_open_attempt"
            ),
            models.CheckConstraint(name="attempts_are_numbered_from_one", condition=Q(number__gt=0)),
            models.CheckConstraint(
                name="an_attempt_that_ended_says_when",
                condition=Q(outcome="", outcome_at=None) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["taken_at"],
                name="notices_attempts_not_known",
                condition=Q(outcome__in=["", "unknown"]),
            )
        ]

    def __str__(self):
        return f"{self.notice}, {self.channel} {self.number}"
