"""Doorways for beat and the worker."""

from celery import shared_task
from django.utils import timezone

from audit.actions import SYSTEM, job
from ladder.actions.closing import close_round
from ladder.actions.keys import forget_paper_keys
from ladder.actions.rewriting import StillReadable, rewrite_sealed_tables
from ladder.actions.talking import end_talk
from ladder.models import Round, Talk
from words.errors import Refused, StaleState

# Beat looks every minute, so what waits for longer than that is handed over again and need not pile up.
FOUND_AGAIN_AFTER = 50


@shared_task(name="ladder.find_due")
def find_due() -> int:
    """Hand every check whose time has come to a worker of its own."""
    now = timezone.now()
    with job("ladder.find_due", now=now, often=True) as run:
        due = list(Round.objects.due_to_close(now=now).values_list("pk", flat=True))
        for pk in due:
            close.apply_async([pk], expires=FOUND_AGAIN_AFTER)
        run.outcome = f"{len(due)} to close"
    return len(due)


@shared_task(name="ladder.close")
def close(round_id: int) -> bool:
    """Close one check. Handed over twice, the second finds it closed. One that got more time in the same
    moment stays open."""
    try:
        close_round(round_=Round.objects.get(pk=round_id), by=SYSTEM, now=timezone.now())
    except Refused:
        return False
    return True


@shared_task(name="ladder.end_talks")
def find_talks_due() -> int:
    """Hand every talk whose people have had their days to a worker of its own."""
    now = timezone.now()
    with job("ladder.end_talks", now=now, often=True) as run:
        due = list(Talk.objects.due_to_end(now=now).values_list("pk", flat=True))
        for pk in due:
            end_one_talk.apply_async([pk], expires=FOUND_AGAIN_AFTER)
        run.outcome = f"{len(due)} to end"
    return len(due)


@shared_task(name="ladder.end_talk")
def end_one_talk(talk_id: int) -> bool:
    """End one talk. Handed over twice, the second finds it ended."""
    try:
        end_talk(talk=Talk.objects.get(pk=talk_id), now=timezone.now())
    except StaleState:
        return False
    return True


@shared_task(name="ladder.rewrite_sealed_tables")
def rewrite() -> int:
    """Take what was deleted out of the data files too."""
    now = timezone.now()
    with job("ladder.rewrite_sealed_tables", now=now) as run:
        try:
            rewritten = rewrite_sealed_tables(now=now)
        except StillReadable:
            run.outcome = "not yet: somebody else is reading the tables"
            return 0
        run.outcome = f"{rewritten} checks and talks"
    return rewritten


@shared_task(name="ladder.forget_paper_keys")
def forget() -> int:
    """Delete the keys of paper forms that are too old to find a late form's person."""
    now = timezone.now()
    with job("ladder.forget_paper_keys", now=now) as run:
        forgotten = forget_paper_keys(now=now)
        run.outcome = f"{forgotten} keys"
    return forgotten
