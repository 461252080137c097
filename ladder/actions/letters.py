"""Printing a letter for someone whom no e-mail reaches."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from ladder.messages import invitation_of, is_last, words_after, words_for, words_of_results
from ladder.models import Invitation, Round
from ladder.queries import LETTERS_AFTER, letters_to_post
from notices.actions import posted
from notices.models import Notice
from notices.words import said
from words.errors import StaleState


@transaction.atomic
def print_letter(*, notice: Notice, round_: Round, by: User, now: datetime) -> dict[str, object]:
    """The words of one letter, once. The message counts as sent from then on. A letter that asks somebody to
    answer holds a new link and code.

    Raises StaleState when this check needs no such letter any more.
    """
    wanted = notice.pk in {each.notice_id for each in letters_to_post(round_, now=now)}
    if not wanted or not posted(notice=notice, by=by, now=now):
        raise StaleState("This letter was printed before, or is not needed any more")
    invitation: Invitation = invitation_of(notice)
    record("letter.printed", by=by, subject=invitation, now=now, kind=notice.kind)
    if notice.kind == "ladder.results":
        words = words_of_results(invitation.round, name=invitation.expert.contact.name)
        return {**said(words), "about": "results"}
    if notice.kind in LETTERS_AFTER:
        return {
            **said(words_after(invitation)),
            "about": "late" if notice.kind == "ladder.late" else "thanks",
        }
    return {
        **said(words_for(invitation, now=now)),
        "is_reminder": notice.kind == "ladder.reminder",
        "is_last": is_last(notice, invitation),
    }
