"""What every page says to browsers and to caches on the way."""

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
