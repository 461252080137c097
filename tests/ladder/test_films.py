"""Adding films to questions and taking them away: rows, files, audit lines."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from ladder.actions.films import put_film, remove_files_of_no_film, take_film_away
from ladder.choices import FilmSlot
from ladder.films import films_of, how_many_films, is_file_of_a_film, question_of
from ladder.models import Film, StatementSet
from ladder.queries import newest_wording
from tests.factories import MONDAY
from tests.ladder.films import CAPTIONS, UTF_16, add_film, captions_file, film_file, film_of
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media" / "films"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What follows a commit follows here at once."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def names(media):
    return {file.name for file in media.iterdir()}


def named(data, ending):
    return f"{sha256(data).hexdigest()}.{ending}"


def test_a_film_is_kept_under_the_fingerprint_of_what_is_in_it(media, involvement):
    film = add_film(FilmSlot.THREE, by=involvement)
    assert names(media) == {named(film_of(), "mp4"), named(CAPTIONS, "vtt")}
    assert (media.parent / film.film).read_bytes() == film_of()
    assert (media.parent / film.captions).read_bytes() == CAPTIONS
    assert "oliday" not in repr(list(Film.objects.values()))


def test_pages_get_the_films_of_a_version_in_one_query(media, involvement, django_assert_num_queries):
    add_film(FilmSlot.THREE, by=involvement)
    add_film(FilmSlot.STEP, by=involvement, data=film_of(b"steps"))
    with django_assert_num_queries(1):
        found = films_of(1)
    assert set(found) == {"3", "step"}
    assert found["step"].film == f"/media/films/{named(film_of(b'steps'), 'mp4')}"
    assert found["step"].captions == f"/media/films/{named(CAPTIONS, 'vtt')}"
    assert how_many_films(1) == 2


def test_a_film_belongs_to_one_version(media, involvement):
    StatementSet.objects.create(version=2, data=StatementSet.objects.get().data | {"version": 2})
    add_film(by=involvement, version=1)
    assert (set(films_of(1)), films_of(2)) == ({"practice"}, {})


def test_a_newer_film_takes_the_place_of_the_older_and_its_files(media, involvement, committed):
    with committed():
        add_film(by=involvement)
    with committed():
        newer = add_film(by=involvement, data=film_of(b"newer"), now=MONDAY + timedelta(days=1))
    assert Film.objects.get() == newer
    assert names(media) == {named(film_of(b"newer"), "mp4"), named(CAPTIONS, "vtt")}
    lines = Event.objects.filter(what__startswith="film.").order_by("pk")
    assert [line.what for line in lines] == ["film.added", "film.replaced"]
    assert lines[0].details == {"version": 1, "slot": "practice"}
    assert lines[0].by == str(involvement.contact_id)


def test_a_film_that_is_taken_away_leaves_no_file(media, involvement, committed):
    film = add_film(by=involvement)
    with committed():
        take_film_away(film=film, by=involvement, now=MONDAY)
    assert not Film.objects.exists()
    assert names(media) == set()
    assert Event.objects.filter(what="film.taken_away", details__slot="practice").exists()


def test_a_file_that_another_film_shares_stays(media, involvement, committed):
    film = add_film(FilmSlot.ONE, by=involvement)
    add_film(FilmSlot.TWO, by=involvement)
    with committed():
        take_film_away(film=film, by=involvement, now=MONDAY)
    assert names(media) == {named(film_of(), "mp4"), named(CAPTIONS, "vtt")}


def test_whoever_takes_away_a_film_that_was_replaced_meanwhile_is_told(media, involvement):
    seen = add_film(by=involvement)
    add_film(by=involvement, data=film_of(b"newer"))
    with pytest.raises(StaleState):
        take_film_away(film=seen, by=involvement, now=MONDAY)
    assert Film.objects.count() == 1


def test_what_an_upload_left_behind_goes_with_the_next(media, involvement, committed):
    media.mkdir(parents=True)
    (media / "half.mp4").write_bytes(b"half")
    # A machine that stopped half-way leaves a file under the name of the whole.
    (media / named(film_of(), "mp4")).write_bytes(film_of()[:10])
    with committed():
        film = add_film(by=involvement)
    assert names(media) == {named(film_of(), "mp4"), named(CAPTIONS, "vtt")}
    assert (media.parent / film.film).read_bytes() == film_of()


def test_where_there_was_never_a_film_there_is_nothing_to_remove(media):
    remove_files_of_no_film()
    assert not media.exists()


@pytest.mark.parametrize(("film", "captions"), [(b"<html>", CAPTIONS), (film_of(), UTF_16), (film_of(), b"")])
def test_what_cannot_be_played_is_refused_whoever_asks(media, involvement, film, captions):
    with pytest.raises(Refused):
        add_film(by=involvement, data=film, captions=captions)
    assert not media.exists()
    assert not Film.objects.exists()


@pytest.mark.parametrize("name", ["films/My Holiday.mp4", "../secret.mp4", "films/" + "g" * 64 + ".mp4"])
def test_the_database_takes_no_other_names_of_files(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        Film.objects.create(
            statement_set_id=1, slot="1", film=name, captions=f"films/{'0' * 64}.vtt", added_at=MONDAY
        )


def test_only_what_a_film_names_is_a_file_of_a_film(media, involvement):
    film = add_film(by=involvement)
    assert is_file_of_a_film(film.film)
    assert is_file_of_a_film(film.captions)
    assert not is_file_of_a_film("films/other.mp4")


def test_every_film_has_a_question_that_it_signs():
    wording = newest_wording()
    signed = [question_of(wording, slot) for slot in FilmSlot]
    assert signed[0] == "Do I like tea?"
    assert signed[1:9] == [statement.wording for statement in wording.statements]
    assert signed[9:] == [wording.step_question.wording, wording.better.wording]


def test_captions_are_kept_as_they_came(media, involvement):
    with_mark = b"\xef\xbb\xbf" + CAPTIONS
    put = put_film(
        statement_set=StatementSet.objects.get(),
        slot=FilmSlot.ONE,
        film=film_file(),
        captions=captions_file(with_mark).read(),
        by=involvement,
        now=MONDAY,
    )
    assert (media.parent / put.captions).read_bytes() == with_mark
