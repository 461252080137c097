"""Adding a signed film to a question, and taking it away."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from accounts.models import User
from audit.actions import record
from ladder.choices import FilmSlot
from ladder.film_files import captions_problem, film_problem
from ladder.films import FOLDER
from ladder.models import Film, StatementSet
from words.errors import Refused, StaleState

FILES_OF_FILMS = 5_010_001
"""The number of the lock that whoever writes or removes these files holds."""


@transaction.atomic
def put_film(
    *, statement_set: StatementSet, slot: FilmSlot, film: File, captions: bytes, by: User, now: datetime
) -> Film:
    """Give a question its film, in the place of any that it has. Raises Refused for what cannot be played."""
    if problem := film_problem(film, size=film.size) or captions_problem(captions):
        raise Refused(problem)
    _one_at_a_time()
    put, is_new = Film.objects.update_or_create(
        statement_set=statement_set,
        slot=slot,
        defaults={
            "film": _keep(film, "mp4"),
            "captions": _keep(ContentFile(captions), "vtt"),
            "added_at": now,
        },
    )
    what = "film.added" if is_new else "film.replaced"
    record(what, by=by, subject=put, now=now, version=statement_set.pk, slot=slot.value)
    transaction.on_commit(remove_files_of_no_film)
    return put


@transaction.atomic
def take_film_away(*, film: Film, by: User, now: datetime) -> None:
    """Take this film from its question, and its files from the disk. Raises StaleState if it is gone."""
    _one_at_a_time()
    gone, _ = Film.objects.filter(pk=film.pk, film=film.film, captions=film.captions).delete()
    if not gone:
        raise StaleState("Someone else changed this film first")
    record("film.taken_away", by=by, subject=film, now=now, version=film.statement_set_id, slot=film.slot)
    transaction.on_commit(remove_files_of_no_film)


@transaction.atomic
def remove_files_of_no_film() -> None:
    """Remove every file that no film names: of one that was replaced, or whose upload ended half-way."""
    _one_at_a_time()
    named = {name for names in Film.objects.values_list("film", "captions") for name in names}
    if not default_storage.exists(FOLDER):
        return
    for file in default_storage.listdir(FOLDER)[1]:
        if f"{FOLDER}/{file}" not in named:
            default_storage.delete(f"{FOLDER}/{file}")


def _keep(file: File, ending: str) -> str:
    """The name of a file with this content, which is kept once. A name is a fingerprint of what is inside."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    name = f"{FOLDER}/{digest.hexdigest()}.{ending}"
    if default_storage.exists(name):
        if default_storage.size(name) == file.size:
            return name
        default_storage.delete(name)  # what a machine left behind that stopped half-way
    return default_storage.save(name, file)


def _one_at_a_time() -> None:
    """Wait until nobody else writes or removes files of films. Ends with the transaction.

    Without it a file could be removed between being written and being named by its row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FILES_OF_FILMS])
