"""What travels to the browser: its weight, where it comes from, and that our security policy lets it work."""

import gzip
import re

import pytest
from django.conf import settings
from django.template import Context
from django.template.loader import get_template

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
FIRST_PAGE = (
    "vendor/govuk-frontend/govuk-frontend.css",
    "app.css",
    "app.js",
    "vendor/govuk-frontend/govuk-frontend.min.js",
    "vendor/govuk-frontend/supported.js",
    "favicon.svg",
)
KILOBYTE = 1000


def zipped(path):
    return len(gzip.compress((STATIC / path).read_bytes(), compresslevel=9))


def test_the_first_page_leaves_room_for_its_words_under_60_kilobytes():
    assert sum(zipped(path) for path in FIRST_PAGE) < 50 * KILOBYTE


def test_the_vendored_files_come_from_one_named_version_with_their_licence():
    folder = STATIC / "vendor" / "govuk-frontend"
    version = (folder / "VERSION").read_text().strip()
    assert f'"{version}"' in (folder / "govuk-frontend.min.js").read_text()
    assert "Permission is hereby granted" in (folder / "LICENSE").read_text()


def test_neither_the_crown_nor_its_typeface_nor_any_far_away_file_is_used():
    for path in (FIRST_PAGE[0], FIRST_PAGE[1]):
        css = (STATIC / path).read_text()
        assert "GDS Transport" not in css
        assert "crest" not in css
        assert "@font-face" not in css
        assert re.findall(r"url\((?!['\"]?#)", css) == []


def test_scripts_point_at_no_map_that_is_not_there():
    for path in STATIC.rglob("*.js"):
        assert "sourceMappingURL" not in path.read_text(), path


# An e-mail is no page of ours: no policy holds for it, and mail programs read no other style.
PAGES = sorted(set(TEMPLATES.rglob("*.html")) - {TEMPLATES / "messages/email.html"})


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_template_needs_a_style_or_a_script_inside_the_page(path):
    html = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html)
    for script in re.findall(r"<script[^>]*>", html):
        assert " src=" in script, script


@pytest.mark.parametrize("path", sorted((TEMPLATES / "charts").rglob("*.html")), ids=lambda path: path.name)
def test_every_drawing_is_hidden_from_screen_readers(path):
    for drawing in re.findall(r"<svg[^>]*>", path.read_text()):
        assert 'aria-hidden="true"' in drawing or 'overflow="visible"' in drawing


def test_every_stripe_that_a_drawing_uses_is_on_every_page():
    drawn = "".join(path.read_text() for path in (TEMPLATES / "charts").glob("*.html"))
    used = set(re.findall(r"url\(#([\w-]+)\)", drawn))
    assert used
    assert used == set(re.findall(r'<pattern id="([\w-]+)"', drawn))
    assert '{% include "charts/patterns.html" %}' in (TEMPLATES / "base.html").read_text()


@pytest.mark.parametrize("name", ["errors/400.html", "errors/500.html"])
def test_pages_for_the_worst_moments_need_nothing_at_all(name):
    html = get_template(name).template.render(Context())
    assert "<h1" in html
    assert "<title>" in html
    assert 'href="/static/app.css"' in html
