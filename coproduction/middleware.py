"""What every page says to browsers and to caches on the way, and what a page that is none says."""

from http import HTTPStatus

from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers, patch_vary_headers


def pages_are_never_kept(get_response):
    """Pages differ from person to person, so nothing between us and them may keep one.

    A style sheet that never changes is the same for everyone, whatever cookies they hold.
    """

    def middleware(request):
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            add_never_cache_headers(response)
            patch_vary_headers(response, ["Cookie"])
        elif "immutable" in response.get("Cache-Control", ""):
            del response["Vary"]  # who asks was looked up on the way in, as for every address
        return response

    return middleware


def buttons_have_no_page(get_response):
    """An address that only a button sends to says so kindly, where a browser would show an empty page."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            response.content = render_to_string("errors/405.html", request=request)
        return response

    return middleware
