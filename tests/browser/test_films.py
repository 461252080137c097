"""A signed film in a browser. The browser here may not play MP4, so what it asks for is looked at."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import HALFWAY
from tests.ladder.films import film_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_film_waits_until_somebody_plays_it_and_has_its_captions(visit):
    page = visit(HALFWAY)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reverse("ladder:question", args=[1]))
    film = page.get_by_label("Watch this question in British Sign Language")
    expect(film).to_have_count(1)
    assert film.evaluate("video => [video.controls, video.preload, video.autoplay, video.paused]") == [
        True, "none", False, True,
    ]  # fmt: skip
    source = film.locator("source").get_attribute("src")
    assert not [url for url in asked if url.endswith(".mp4")]
    assert page.request.get(source).body() == film_of()
    captions = page.request.get(film.locator("track").get_attribute("src"))
    assert captions.body().startswith(b"WEBVTT")
