"""A file that is sent stays in memory, and a large one costs no more than a small one."""

import pytest
from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from coproduction.serve import options
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


def test_two_files_in_one_form_are_not_one_of_ours():
    with pytest.raises(TooManyFilesSent):
        assert received(1, another=SimpleUploadedFile("b.csv", b"x")).FILES


def test_the_web_server_lets_a_file_in_that_is_a_few_times_too_large():
    assert options()["max_request_body_size"] == settings.LARGEST_REQUEST >= 4 * LARGEST_FILE
