"""A signed film stands on the page of its question, and only there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ladder.choices import FilmSlot
from ladder.models import StatementSet
from tests.factories import make_open_round
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import answer_the_eight, open_check
from tests.ladder.films import add_film, film_of

pytestmark = pytest.mark.django_db
HEADING = "Watch this question in British Sign Language"
PAGES = {
    FilmSlot.PRACTICE: reverse("ladder:practice"),
    FilmSlot.ONE: reverse("ladder:question", args=[1]),
    FilmSlot.EIGHT: reverse("ladder:question", args=[8]),
    FilmSlot.STEP: reverse("ladder:ladder"),
    FilmSlot.BETTER: reverse("ladder:better"),
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@made_once
def person(project, involvement):
    """A browser in which somebody's check is open, with the eight answered."""
    now = timezone.now()
    check = make_open_round(project, by=involvement, now=now)
    browser = open_check(check.invitations.first(), now=now)
    answer_the_eight(browser)
    return browser


def page_of(person, slot):
    return person.get(PAGES[slot]).content.decode()


@pytest.mark.parametrize("slot", PAGES)
def test_a_question_with_a_film_shows_it_with_captions_and_plays_nothing_by_itself(person, involvement, slot):
    film = add_film(slot, by=involvement)
    page = page_of(person, slot)
    assert page.count("<video") == page.count(HEADING) == 1
    assert '<video class="app-film__v" controls preload="none"' in page
    assert "autoplay" not in page
    assert f'src="/media/{film.film}" type="video/mp4"' in page
    assert f'<track kind="captions" srclang="en" label="English" src="/media/{film.captions}"' in page
    for other in set(PAGES) - {slot}:
        assert "<video" not in page_of(person, other)


def test_a_check_shows_the_films_of_the_wording_it_began_with(person, involvement):
    StatementSet.objects.create(version=2, data=StatementSet.objects.get().data | {"version": 2})
    add_film(FilmSlot.ONE, by=involvement, version=2, data=film_of(b"newer"))
    assert "<video" not in page_of(person, FilmSlot.ONE)
