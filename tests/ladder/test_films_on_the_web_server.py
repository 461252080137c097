"""A film on its way through the portal's own web server: kept, or refused with a sentence, never cut off."""

import http.client
import re
import uuid
from contextlib import closing

import pytest
from django.test import Client
from django.urls import reverse

from ladder import film_files
from ladder.models import Film
from tests.ladder.films import CAPTIONS, film_of

PAGE = reverse("ladder:film", args=[1, "practice"])


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    """Where the server keeps films."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def port(start_server_for_all, media):
    """One server for all tests of this file."""
    return start_server_for_all(MEDIA_ROOT=str(media))


@pytest.fixture
def send(transactional_db, port, involvement):
    """`send(path, film)` sends a film and captions, and returns the status and the page that comes back."""
    client = Client()
    client.force_login(involvement)
    cookie = f"sessionid={client.cookies['sessionid'].value}"

    def send(path, film, name="film"):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as browser:
            return send_by(browser, path, film, name)

    def get_part(path, part):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as browser:
            browser.request("GET", path, headers={"Range": part, "Accept-Encoding": "gzip"})
            answer = browser.getresponse()
            return answer.status, answer.headers["Content-Range"], answer.read()

    def send_by(browser, path, film, name):
        browser.request("GET", path, headers={"Cookie": cookie})
        page = browser.getresponse()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode()).group(1)
        csrf = page.headers["Set-Cookie"].partition(";")[0]
        line = uuid.uuid4().hex
        fields = {"csrfmiddlewaretoken": token.encode(), f'{name}"; filename="a.mp4': film}
        fields['captions"; filename="a.vtt'] = CAPTIONS
        body = b"".join(
            f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
            for name, value in fields.items()
        )
        body += f"--{line}--\r\n".encode()
        headers = {"Cookie": f"{cookie}; {csrf}", "Content-Type": f"multipart/form-data; boundary={line}"}
        browser.request("POST", path, body, headers)
        answer = browser.getresponse()
        return answer.status, answer.read().decode()

    send.get_part = get_part
    return send


def test_a_film_of_nearly_60_mb_is_kept_whole_and_comes_in_parts(send, media):
    data = film_of(bytes(59_900_000))
    assert send(PAGE, data)[0] == 302
    film = Film.objects.get().film
    assert (media / film).read_bytes() == data
    assert send.get_part(f"/media/{film}", "bytes=4-7") == (206, f"bytes 4-7/{len(data)}", b"ftyp")


def test_61_mb_are_refused_with_a_sentence(send):
    status, page = send(PAGE, film_of(bytes(61_000_000)))
    assert status == 200
    assert film_files.FILM_TOO_LARGE in page
    assert not Film.objects.exists()


def test_a_page_for_spreadsheets_still_refuses_what_is_too_large_with_a_sentence(send):
    status, page = send(reverse("projects:import"), bytes(61_000_000), name="file")
    assert status == 200
    assert "The file is over 2 MB" in page
