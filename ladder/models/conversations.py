"""The conversation that a wide gap asks for: whose it is, by when, and what came of it."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from ladder.models.rounds import Round
from ladder.querysets import ConversationQuerySet
from privacy.columns import Columns

MOST_LETTERS = 1000


class Conversation(models.Model):
    """A check whose badge is "Needs a conversation" has one, from the moment it closes.

    `owner` is nobody where the project had no staff lead: then the involvement team names one.
    """

    round = models.OneToOneField(
        Round, on_delete=models.PROTECT, primary_key=True, related_name="conversation"
    )
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=MOST_LETTERS, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    columns = Columns(
        plain=("round", "due_on", "held_on", "outcome", "recorded_at"),
        personal=("owner", "recorded_by"),
        kept="as long as the register is public",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_conversation_that_was_held_says_what_came_of_it",
                condition=Q(held_on=None, outcome="", recorded_by=None, recorded_at=None)
                | (
                    Q(held_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False)
                    & ~Q(outcome="")
                ),
            )
        ]

    def __str__(self):
        return f"Conversation, {self.round}"
