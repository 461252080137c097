"""A file that is sent stays in memory, and a large one costs no more than a small one. Films go to a disk."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import (
    InMemoryUploadedFile,
    SimpleUploadedFile,
    TemporaryUploadedFile,
)
from django.test import RequestFactory

from coproduction.serve import options
from coproduction.uploads import OnDisk
from ladder.film_files import LARGEST_FILM
from projects.spreadsheets.grids import LARGEST_FILE


def received(size, **more):
    sent = {"file": SimpleUploadedFile("a.csv", b"x" * size), "word": "kept", **more}
    return RequestFactory().post("/", sent)


@pytest.mark.parametrize("size", [0, 1, 200_000, LARGEST_FILE])
def test_a_file_of_up_to_2_mb_is_kept_whole_in_memory(size):
    file = received(size).FILES["file"]
    assert isinstance(file, InMemoryUploadedFile)
    assert (file.size, len(file.read())) == (size, size)


@pytest.mark.parametrize("size", [LARGEST_FILE + 1, 4 * LARGEST_FILE])
def test_of_a_larger_file_only_its_size_is_kept_and_the_rest_of_the_form(size):
    request = received(size)
    assert (request.FILES["file"].size, request.FILES["file"].read()) == (size, b"")
    assert request.POST["word"] == "kept"


def test_three_files_in_one_form_are_not_one_of_ours():
    more = {name: SimpleUploadedFile(f"{name}.csv", b"x") for name in ("another", "third")}
    with pytest.raises(TooManyFilesSent):
        assert received(1, **more).FILES


def test_the_web_server_lets_a_file_in_that_is_too_large_for_its_page():
    assert options()["max_request_body_size"] == settings.LARGEST_REQUEST
    assert settings.LARGEST_REQUEST >= 4 * LARGEST_FILE
    assert settings.LARGEST_REQUEST >= 1.5 * LARGEST_FILM


def test_a_film_goes_to_a_disk_and_is_gone_when_the_request_ends():
    request = received(200_000)
    request.upload_handlers = [OnDisk(request)]
    film = request.FILES["file"]
    place = Path(film.temporary_file_path())
    assert isinstance(film, TemporaryUploadedFile)
    assert (film.size, place.stat().st_size, len(film.read())) == (200_000, 200_000, 200_000)
    request.close()
    assert not place.exists()


def test_of_a_film_that_is_too_large_only_its_size_is_kept():
    request = received(LARGEST_FILM + 200_000)
    request.upload_handlers = [OnDisk(request)]
    film = request.FILES["file"]
    assert (film.size, film.read()) == (LARGEST_FILM + 200_000, b"")
    assert Path(film.temporary_file_path()).stat().st_size == 0
    assert request.POST["word"] == "kept"
    request.close()
