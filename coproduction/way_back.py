"""The way to "Easier to read" and back, from any page, that never carries the key of a personal link."""

from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

PERSONAL_LINKS, WORK_LINKS = "/c/", "/w/"
LONGEST = 1000
"""A search with every filter fits. A longer address is left out, and the way back is the home page."""


def there_from(request):
    """The address of "Easier to read", with the page that the person is looking at."""
    return f"{reverse('coproduction:easier_to_read')}?{urlencode({'back': _page_of(request)})}"


def _page_of(request):
    """The address that shows this page again. A page that a form brought is where the form stood."""
    if request.path == reverse("coproduction:easier_to_read"):
        return back_to(request, request.GET.get("back", ""))
    if request.path.startswith(PERSONAL_LINKS):
        return reverse("ladder:enter_code")
    if request.path.startswith(WORK_LINKS):
        return reverse("account_request_login_code")
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    if sent_from := _without_site(request.headers.get("referer", "")):
        return sent_from
    if request.path == reverse("ladder:consent"):
        return request.path
    # Pages of a check say nothing of where they stand. What was saved there is found again from its start.
    in_a_check = request.path.startswith(reverse("ladder:enter_code"))
    return reverse("ladder:carry_on") if in_a_check else request.get_full_path()


def _without_site(address):
    """The path and the question of an address. Nothing for one that no browser of ours sends."""
    try:
        return urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl()
    except ValueError:
        return ""


def back_to(request, wanted):
    """The page to go back to: an address of this very site, and neither a personal link nor this page."""
    here = reverse("coproduction:easier_to_read")
    safe = (
        wanted.startswith("/")
        and len(wanted) <= LONGEST
        and wanted.isprintable()
        and url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        and not urlsplit(wanted).path.startswith((PERSONAL_LINKS, WORK_LINKS, here))
    )
    return wanted if safe else reverse("coproduction:home")
