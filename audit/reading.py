"""How a page says that somebody reads records on it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from audit.actions import record_comments_read, record_reads
from audit.choices import Purpose, Seen


def note_reads(
    request: HttpRequest,
    people: Iterable[Any],
    *,
    fields: Iterable[Seen] = (Seen.NAME,),
    purpose: Purpose,
    for_: models.Model | None = None,
) -> None:
    """Write down that whoever asks for this page reads these people's records. HEAD shows nothing to read.

    `people` are ids of Contacts. A page calls this once it is sure to be shown, with everyone on it.
    """
    if request.method != "HEAD":
        record_reads(people, by=request.user, fields=fields, purpose=purpose, now=timezone.now(), for_=for_)


def note_comments_read(
    request: HttpRequest, comments: Iterable[int], *, purpose: Purpose, for_: models.Model | None = None
) -> None:
    """The same for words from a check. The lines name nobody who may have written them."""
    if request.method != "HEAD":
        record_comments_read(comments, by=request.user, purpose=purpose, now=timezone.now(), for_=for_)
