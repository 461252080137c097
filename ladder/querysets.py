"""Which checks, invitations and comments a person may see."""

from datetime import datetime
from typing import Any

from django.db import models

from accounts.rules import (
    is_comment_reviewer,
    is_facilitator,
    is_involvement,
    is_safeguarding,
    is_steering,
    staff_directorates,
)
from ladder.choices import Review
from projects.models import Project


class RoundQuerySet(models.QuerySet):
    """Checks of projects."""

    def visible_to(self, user: Any) -> "RoundQuerySet":
        """The involvement team runs checks. Everyone else meets them on their project's page."""
        return self if is_involvement(user) else self.none()

    def open(self) -> "RoundQuerySet":
        """Checks that people may answer now."""
        return self.filter(closed_at=None)

    def due_to_close(self, *, now: datetime) -> "RoundQuerySet":
        """Open checks whose time has come."""
        return self.open().filter(closes_at__lte=now)

    def waiting_for_rewrite(self) -> "RoundQuerySet":
        """Closed checks whose deleted answers may still lie in the data files."""
        return self.filter(closed_at__isnull=False, rewritten_at=None)


class InvitationQuerySet(models.QuerySet):
    """Who is asked, and who has answered: the involvement team's alone."""

    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """Only the involvement team sees who was asked."""
        return self if is_involvement(user) else self.none()

    def can_answer(self, *, now: datetime) -> "InvitationQuerySet":
        """Those whose check is open and who have not sent their answers."""
        return self.filter(answered_on=None, round__closed_at=None, round__closes_at__gt=now)

    def still_asked(self) -> "InvitationQuerySet":
        """Those who have neither answered nor said "No, thank you"."""
        return self.filter(answered_on=None, declined_on=None)


class TalkQuerySet(models.QuerySet):
    """Groups that talk it through."""

    def visible_to(self, user: Any) -> "TalkQuerySet":
        """The involvement team arranges talks, and a facilitator leads their own. Others meet what is left
        of one on its project's page."""
        if is_involvement(user):
            return self
        return self.filter(facilitator=user) if is_facilitator(user) else self.none()

    def to_record(self) -> "TalkQuerySet":
        """Talks whose answers the facilitator has not recorded."""
        return self.filter(recorded_at=None)

    def asking(self, *, now: datetime) -> "TalkQuerySet":
        """Talks whose people may say yes or no now."""
        return self.filter(recorded_at__isnull=False, ended_at=None, ask_until__gt=now)

    def due_to_end(self, *, now: datetime) -> "TalkQuerySet":
        """Talks whose people have had their days."""
        return self.filter(ended_at=None, ask_until__lte=now)

    def waiting_for_rewrite(self) -> "TalkQuerySet":
        """Talks that ended, and whose deleted answers may still lie in the data files."""
        return self.filter(ended_at__isnull=False, rewritten_at=None)


class CommentQuerySet(models.QuerySet):
    """What people wrote in checks that have closed."""

    def visible_to(self, user: Any) -> "CommentQuerySet":
        """A reviewer's to read, but for projects whose team they are in. Nobody else reads what waits."""
        if not is_comment_reviewer(user):
            return self.none()
        return self.exclude(round__closed_at=None).exclude(round__project__in=Project.objects.led_by(user))

    def passed_on_to(self, user: Any) -> "CommentQuerySet":
        """What a reviewer has passed on, for the safeguarding team alone."""
        return self.exclude(passed_on_at=None) if is_safeguarding(user) else self.none()

    def waiting(self) -> "CommentQuerySet":
        """What no reviewer has looked at yet."""
        return self.filter(review=Review.WAITING)

    def shown(self) -> "CommentQuerySet":
        """What others may read, in the random order in which the rows were made."""
        return self.filter(review=Review.SHOWN).order_by("pk")


class TeamAnswersQuerySet(models.QuerySet):
    """What teams say of themselves."""

    def visible_to(self, user: Any) -> "TeamAnswersQuerySet":
        """A team's own, from the moment it is sent. Others read it in a result, once the check has closed."""
        return self.filter(round__project__in=Project.objects.led_by(user))


class ConversationQuerySet(models.QuerySet):
    """The conversations that wide gaps ask for."""

    def visible_to(self, user: Any) -> "ConversationQuerySet":
        """Those of a team's own projects, and of a directorate for its staff; all of them for the
        involvement team and the steering group."""
        if is_involvement(user) or is_steering(user):
            return self
        if not user.is_authenticated:
            return self.none()
        own = models.Q(round__project__in=Project.objects.led_by(user))
        return self.filter(own | models.Q(round__project__directorate__in=staff_directorates(user)))

    def to_hold(self) -> "ConversationQuerySet":
        """Those that nobody has said were held, the earliest due first."""
        return self.filter(held_on=None).order_by("due_on", "pk")
