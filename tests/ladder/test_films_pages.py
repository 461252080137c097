"""The involvement team's pages for signed films."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from ladder import film_files
from ladder.choices import FilmSlot
from ladder.film_files import LARGEST_FILM
from ladder.forms import CHOOSE_A_FILM, CHOOSE_CAPTIONS
from ladder.models import Film
from tests.ladder.films import CAPTIONS, UTF_16, add_film, captions_file, film_file, film_of

pytestmark = pytest.mark.django_db
FILMS, CHECKS = reverse("ladder:films"), reverse("ladder:rounds")
PAGE, AWAY = (reverse(f"ladder:{name}", args=[1, "3"]) for name in ("film", "take_film_away"))


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media" / "films"


@pytest.fixture
def team(client, involvement):
    client.force_login(involvement)
    return client


def text_of(response):
    return response.content.decode()


def send(client, film=None, captions=None, **more):
    files = {"film": film, "captions": captions} | more
    return client.post(PAGE, {name: file for name, file in files.items() if file})


def errors_of(response):
    assert response.status_code == 200
    return re.findall(r'<a href="#id_\w+">([^<]+)</a>', text_of(response))


def test_the_page_of_checks_says_how_many_films_are_there(team, involvement):
    assert "0 of 11 signed films are there" in text_of(team.get(CHECKS))
    add_film(FilmSlot.ONE, by=involvement)
    add_film(FilmSlot.STEP, by=involvement)
    page = text_of(team.get(CHECKS))
    assert "2 of 11 signed films are there" in page
    assert f'href="{FILMS}"' in page


def test_the_list_says_which_films_are_missing(team, involvement):
    add_film(FilmSlot.THREE, by=involvement)
    page = text_of(team.get(FILMS))
    assert (page.count("Film is there"), page.count("No film yet")) == (1, 10)
    row = page[page.index("Question 3") :]
    assert row.index("Film is there") < row.index("Question 4")
    for slot in FilmSlot:
        assert reverse("ladder:film", args=[1, slot.value]) in page


def test_the_list_costs_the_same_with_no_film_and_with_all(team, involvement, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        team.get(FILMS)
    for slot in FilmSlot:
        add_film(slot, by=involvement)
    with django_assert_max_num_queries(12):
        assert text_of(team.get(FILMS)).count("Film is there") == 11


def test_a_film_that_is_sent_can_be_watched_with_its_captions(team, media):
    response = send(team, film_file(), captions_file())
    assert (response.status_code, response.url) == (302, PAGE)
    film = Film.objects.get(slot="3")
    page = text_of(team.get(PAGE))
    assert "The film is saved. Watch it once, with its captions." in page
    assert f'<source src="/media/{film.film}" type="video/mp4">' in page
    assert f'<track kind="captions" srclang="en" label="English" src="/media/{film.captions}"' in page
    assert (media.parent / film.film).read_bytes() == film_of()


def test_a_film_is_never_held_in_memory_and_leaves_nothing_behind_on_the_way(team, settings, tmp_path):
    waiting = tmp_path / "waiting"
    waiting.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(waiting)
    asked = []

    def files_while_the_page_runs(execute, sql, params, many, context):
        if "pg_advisory_xact_lock" in sql:
            asked.append(sorted(file.stat().st_size for file in waiting.iterdir()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(files_while_the_page_runs):
        send(team, film_file(film_of(b"x" * 300_000)), captions_file())
    assert any(sizes and sizes[-1] > 200_000 for sizes in asked)
    assert list(waiting.iterdir()) == []


NOT_FILMS = {
    "a page called .mp4": (b"<html><script>alert(1)</script></html>", film_files.NOT_A_FILM),
    "nothing": (b"", "The film is an empty file. Choose another one"),
    "61 MB": (film_of() + bytes(61_000_000), film_files.FILM_TOO_LARGE),
    "half of one": (film_of(b"x" * 100)[:-50], film_files.FILM_CUT_SHORT),
}


@pytest.mark.parametrize("which", NOT_FILMS)
def test_what_is_no_film_is_refused_with_a_sentence(team, media, which):
    data, said = NOT_FILMS[which]
    response = send(team, film_file(data), captions_file())
    assert errors_of(response) == [said]
    assert "Please choose both again" in text_of(response)
    assert not Film.objects.exists()
    assert not media.exists()


NOT_CAPTIONS = {
    "UTF-16": (UTF_16, film_files.NOT_UTF_8),
    "a page": (b"<html>", film_files.NOT_CAPTIONS),
    "no times": (b"WEBVTT\n\nTea", film_files.NO_CAPTIONS),
    "nothing": (b"", "The captions are an empty file. Choose another one"),
    "2 MB": (CAPTIONS + bytes(2_000_000), film_files.CAPTIONS_TOO_LARGE),
    "61 MB": (CAPTIONS + bytes(LARGEST_FILM + 1_000_000), film_files.CAPTIONS_TOO_LARGE),
}


@pytest.mark.parametrize("which", NOT_CAPTIONS)
def test_what_are_no_captions_is_refused_with_a_sentence(team, which):
    data, said = NOT_CAPTIONS[which]
    assert errors_of(send(team, film_file(), captions_file(data))) == [said]
    assert not Film.objects.exists()


def test_a_film_needs_captions_and_captions_need_a_film(team):
    assert errors_of(send(team, film=film_file())) == [CHOOSE_CAPTIONS]
    assert errors_of(send(team, captions=captions_file())) == [CHOOSE_A_FILM]
    assert errors_of(send(team)) == [CHOOSE_A_FILM, CHOOSE_CAPTIONS]
    assert errors_of(send(team, film="words", captions="words")) == [CHOOSE_A_FILM, CHOOSE_CAPTIONS]


def test_what_is_sent_beside_the_two_files_is_not_one_of_ours(team):
    sent = send(team, film_file(), captions_file(), third=SimpleUploadedFile("c.mp4", b"x"))
    assert sent.status_code == 400
    assert not Film.objects.exists()


@pytest.mark.parametrize(
    "place",
    ["1/9", "1/0", "1/practise", "1/PRACTICE", "2/3", "0/3", "32768/3", f"{10**30}/3", "1/" + "x" * 3000],
)
def test_a_question_or_version_that_is_not_there_is_not_found(team, place):
    for address in (f"/staff/films/{place}/", f"/staff/films/{place}/take-away/"):
        assert team.get(address).status_code == 404
        assert team.post(address, {"film": film_file(), "captions": captions_file()}).status_code == 404


def test_taking_a_film_away_is_asked_first(team, involvement):
    film = add_film(FilmSlot.THREE, by=involvement)
    assert AWAY in text_of(team.get(PAGE))
    assert "Are you sure?" in text_of(team.get(AWAY))
    assert Film.objects.filter(pk=film.pk).exists()
    assert "The film is gone" in text_of(team.post(AWAY, follow=True))
    assert not Film.objects.exists()


def test_a_film_that_is_not_there_cannot_be_taken_away(team):
    assert team.get(AWAY).status_code == 404
    assert AWAY not in text_of(team.get(PAGE))


@pytest.mark.parametrize("part", ["lead", "expert", "administrator", "comment_reviewer", "co_chair_officer"])
def test_nobody_else_adds_a_film_or_sees_these_pages(cast, part, media):
    client = Client()
    client.force_login(cast[part])
    assert send(client, film_file(), captions_file()).status_code == 403
    assert "They add films to the questions" in text_of(client.get(FILMS))
    assert not media.exists()


def test_a_stranger_s_film_never_comes_to_a_disk(cast, monkeypatch):
    """Who asks is known before a byte of the files is taken in."""
    monkeypatch.setattr("ladder.views.films.OnDisk", None)
    client = Client()
    assert send(client, film_file(), captions_file()).status_code == 302
    client.force_login(cast["lead"])
    assert send(client, film_file(), captions_file()).status_code == 403


def test_another_site_cannot_send_a_film_in_the_team_s_name(involvement):
    client = Client(enforce_csrf_checks=True)
    client.force_login(involvement)
    assert send(client, film_file(), captions_file()).status_code == 403
    assert not Film.objects.exists()
    client.get(PAGE)
    token = client.cookies["csrftoken"].value
    assert send(client, film_file(), captions_file(), csrfmiddlewaretoken=token).status_code == 302
    assert Film.objects.exists()
