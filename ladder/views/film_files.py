"""Films and captions on a developer's machine, a part at a time. In production the proxy serves them."""

import re
from http import HTTPStatus

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from govuk.pages import public
from ladder.films import FOLDER, is_file_of_a_film

KINDS = {"mp4": "video/mp4", "vtt": "text/vtt; charset=utf-8"}
NAME = re.compile(r"[0-9a-f]{64}\.(mp4|vtt)")
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
CHUNK = 65_536


@public
@require_safe
def film_file(request, name):
    """A film, or the part that a browser asks for (RFC 9110, section 14). Only what a film names is there."""
    if not NAME.fullmatch(name):
        raise Http404
    name = f"{FOLDER}/{name}"
    if not (settings.DEVELOPMENT and is_file_of_a_film(name) and default_storage.exists(name)):
        raise Http404
    size = default_storage.size(name)
    asked = _part(request.headers.get("Range", ""), size)
    if asked == ():
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{size}"
        return response
    first, last = asked or (0, size - 1)
    length = last - first + 1
    body = () if request.method == "HEAD" else _read(name, first, length)
    response = StreamingHttpResponse(body, content_type=KINDS[name.rpartition(".")[2]])
    response["Content-Length"] = length
    response["Accept-Ranges"] = "bytes"
    response["Content-Encoding"] = "identity"  # a part of a compressed film is a part of nothing
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    if asked:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _part(asked, size):
    """First and last byte of what is asked for; () when the file has none of it; None for all of it.

    Whoever asks for several parts, or in a way that we do not know, gets everything, as the RFC allows.
    """
    match = RANGE.fullmatch(asked.strip())
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    if not start:
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
        if end and int(end) < int(start):
            return None
    return (first, last) if first <= last else ()


def _read(name, first, length):
    with default_storage.open(name) as file:
        file.seek(first)
        while length and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
