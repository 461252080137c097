"""Films on a developer's machine: whole, or the part that a browser asks for."""

import pytest
from django.conf import settings as portal
from django.urls import reverse

from ladder.choices import FilmSlot
from ladder.models import Film
from tests.ladder.films import CAPTIONS, add_film, film_of

pytestmark = pytest.mark.django_db
DATA = film_of(bytes(range(256)) * 600)
SIZE = len(DATA)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media" / "films"


@pytest.fixture
def film(involvement, media):
    return add_film(FilmSlot.ONE, by=involvement, data=DATA)


def get(client, name, part=None, method="get"):
    return getattr(client, method)(f"/media/{name}", headers={"range": part} if part else {})


def body(response):
    return b"".join(response.streaming_content)


def test_the_address_of_a_film_is_the_one_that_pages_name(film):
    assert reverse("ladder:film_file", args=[film.film.partition("/")[2]]) == portal.MEDIA_URL + film.film


def test_without_a_range_all_of_it_comes(client, film):
    response = get(client, film.film)
    assert (response.status_code, body(response)) == (200, DATA)
    assert response["Content-Type"] == "video/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == str(SIZE)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]


def test_captions_come_as_captions(client, film):
    response = get(client, film.captions)
    assert (response["Content-Type"], body(response)) == ("text/vtt; charset=utf-8", CAPTIONS)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=0-0", 0, 0),
        ("bytes=10-99999", 10, 99_999),
        (f"bytes=100-{SIZE * 9}", 100, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=-5", SIZE - 5, SIZE - 1),
        (f"bytes=-{SIZE * 9}", 0, SIZE - 1),
    ],
)
def test_a_part_that_is_asked_for_comes_by_itself(client, film, asked, first, last):
    response = get(client, film.film, asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == DATA[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE * 2}", "bytes=-0"])
def test_a_part_that_it_does_not_have_is_416(client, film, asked):
    response = get(client, film.film, asked)
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=-",
        "bytes=9-3",
        "bytes=0-1,4-5",
        "items=0-1",
        "bytes=x-y",
        "bytes=" + "9" * 500 + "-",
        "bytes=¹-",
    ],
)
def test_a_range_that_we_do_not_know_gets_everything(client, film, asked):
    response = get(client, film.film, asked.encode("utf-8").decode("latin-1"))
    assert (response.status_code, body(response)) == (200, DATA)


def test_head_says_the_same_with_nothing_inside(client, film):
    response = get(client, film.film, "bytes=5-9", method="head")
    assert (response.status_code, response["Content-Length"]) == (206, "5")
    assert body(response) == b""


def test_a_part_is_never_compressed(client, film):
    """Whoever asks for bytes 5 to 9 of a film wants those of the film."""
    headers = {"range": "bytes=0-9999", "accept-encoding": "gzip"}
    response = client.get(f"/media/{film.film}", headers=headers)
    assert body(response) == DATA[:10_000]


OTHER = "0" * 64 + ".mp4"


@pytest.mark.parametrize("name", [OTHER, "other.mp4", "..%2F..%2Fmanage.py", "%00.mp4", "x" * 3000])
def test_only_what_a_film_names_is_there(client, film, media, name):
    for lies_there in (OTHER, "other.mp4"):
        (media / lies_there).write_bytes(DATA)
    assert client.get(f"/media/films/{name}").status_code == 404


def test_a_film_whose_file_is_gone_is_not_there(client, film, media):
    (media.parent / film.film).unlink()
    assert get(client, film.film).status_code == 404


def test_a_film_that_was_taken_away_is_not_there(client, film):
    Film.objects.all().delete()
    assert get(client, film.film).status_code == 404


def test_a_second_lock_holds_outside_development(client, film, settings):
    settings.DEVELOPMENT = False
    assert get(client, film.film).status_code == 404
