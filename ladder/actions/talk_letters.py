"""Printing a letter to somebody of a talk whom no e-mail reaches."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from ladder.models import Talk
from ladder.talk_messages import person_of, words_for_person
from ladder.talked import letters_of
from notices.actions import posted
from notices.models import Notice
from notices.words import said
from words.errors import StaleState


@transaction.atomic
def print_talk_letter(*, notice: Notice, talk: Talk, by: User, now: datetime) -> dict[str, object]:
    """The words of one letter with a new link and code, once. The message counts as sent from then on.

    Raises StaleState when no such letter is needed any more.
    """
    wanted = notice.pk in {each.notice_id for each in letters_of(talk, now=now)}
    if not wanted or not posted(notice=notice, by=by, now=now):
        raise StaleState("This letter was printed before, or is not needed any more")
    person = person_of(notice)
    record("letter.printed", by=by, subject=person, now=now, kind=notice.kind)
    is_reminder = notice.kind == "ladder.talk_reminder"
    return {**said(words_for_person(person, now=now)), "is_reminder": is_reminder}
