"""Reviewing what people wrote in a check: one person reads it first, and decides what others may read.

A reviewer who missed a name comes back by the same door, and the words are gone from the page at once.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import is_safeguarding
from audit.actions import record
from ladder.choices import KeptBack, Review, Voice
from ladder.models import Comment
from ladder.rules import can_review
from words.errors import Refused, StaleState

SOMEBODY_WAS_FIRST = "Someone else has read these words since. Look at them again"


@transaction.atomic
def show_words(*, comment: Comment, words: str, by: User, now: datetime, passes_on: bool = False) -> None:
    """Let the members and the others of a project's page read words, as the reviewer has mended them.

    `comment` is as the reviewer saw it, here and below. Raises Refused for words that their writer shares
    with nobody, and StaleState when someone else was first.
    """
    if comment.voice == Voice.COUNT:
        raise Refused("Whoever wrote this said ‘Just count me’. Only you read it")
    if not words:
        raise Refused("There are no words to show")
    _review(comment, Review.SHOWN, by=by, now=now, passes_on=passes_on, shown_words=words)


@transaction.atomic
def keep_back(
    *, comment: Comment, because: KeptBack, by: User, now: datetime, passes_on: bool = False
) -> None:
    """Keep words from everyone else, or take them off the page again. A danger is passed on as well."""
    if comment.voice == Voice.COUNT:
        raise Refused("Whoever wrote this said ‘Just count me’. Nobody else reads it anyway")
    passes_on = passes_on or because == KeptBack.DANGER
    _review(comment, Review.KEPT_BACK, by=by, now=now, passes_on=passes_on, kept_back_because=because.value)


@transaction.atomic
def mark_read(*, comment: Comment, by: User, now: datetime, passes_on: bool = False) -> None:
    """Note that the reviewer has read what is for them alone."""
    if comment.voice != Voice.COUNT:
        raise Refused("Whoever wrote this lets others read it. Show it, or keep it back")
    _review(comment, Review.READ, by=by, now=now, passes_on=passes_on)


@transaction.atomic
def deal_with(*, comment: Comment, by: User, now: datetime) -> None:
    """Note that safeguarding has done what there was to do. Raises StaleState when it was dealt with."""
    if not is_safeguarding(by):
        raise Refused("Only the safeguarding team says that a worry is dealt with")
    waiting = Comment.objects.passed_on_to(by).filter(pk=comment.pk, dealt_with_at=None)
    if not waiting.update(dealt_with_at=now, dealt_with_by=by):
        raise StaleState("Someone in your team has dealt with this already")
    record("comment.dealt_with", by=by, subject=comment, now=now)


def _review(comment: Comment, to: Review, *, by: User, now: datetime, passes_on: bool, **fields: Any) -> None:
    """The only door to another review."""
    if not can_review(by, comment.round.project):
        raise Refused("Only a comment reviewer who has no part in this project reads what people wrote")
    as_seen = Comment.objects.filter(
        pk=comment.pk, review=comment.review, reviewed_at=comment.reviewed_at, round__closed_at__isnull=False
    )
    passes_on = passes_on and comment.passed_on_at is None
    changed = {"shown_words": "", "kept_back_because": ""} | fields
    changed |= {"passed_on_at": now} if passes_on else {}
    if not as_seen.update(review=to, reviewed_by=by, reviewed_at=now, **changed):
        raise StaleState(SOMEBODY_WAS_FIRST)
    record(
        "comment.reviewed",
        by=by,
        subject=comment,
        now=now,
        was=comment.review,
        became=to.value,
        because=changed["kept_back_because"],
    )
    if passes_on:
        record("comment.passed_on", by=by, subject=comment, now=now)
