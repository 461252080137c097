"""What somebody typed into a form that came too late, so that they can read it and send it again.

Only a form from a page of ours comes back. A form that another site sends in somebody's name must never be
one press away from being sent for real.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError

SENT_AGAIN = "sent_again"
"""The mark of a form that was sent again once, so that cookies that are off are noticed."""
SENT_ALONG = frozenset({"seen", "back", "next", "later"})
"""What a page or a button sends along by itself. It goes again, and is nothing that a person wrote."""
NOT_TYPED = ("csrfmiddlewaretoken", SENT_AGAIN)
MOST_FIELDS = 100
MOST_CHARACTERS = 50_000
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as it was sent, and its name as a person may read it."""

    name: str
    value: str

    @property
    def is_read(self) -> bool:
        """Whether a person wrote something here."""
        return self.name not in SENT_ALONG and bool(self.value.strip())

    @property
    def label(self) -> str:
        """The name in plain letters: "already_decided" reads "Already decided"."""
        words = " ".join(self.name.replace("_", " ").replace("-", " ").split())
        return (words[:1].upper() + words[1:])[:LONGEST_LABEL] or "One answer"


def is_from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this very portal.

    A page cannot forge these headers. The pages of a check tell nobody their address, so that "Origin" is
    "null" there; "Sec-Fetch-Site" still tells. Older browsers send the other two only.
    """
    match request.headers.get("Sec-Fetch-Site", ""):
        case "same-origin":
            return True
        case "same-site" | "cross-site":
            return False
    sent_from = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    return sent_from in {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def typed_into(request: HttpRequest) -> list[Typed] | None:
    """Every field in the order it was sent, one for each value. None where there is too much to show."""
    try:
        lists = list(request.POST.lists())
    except UnreadablePostError:
        return []
    fields = [Typed(name, value) for name, values in lists if name not in NOT_TYPED for value in values]
    size = sum(len(field.name) + len(field.value) for field in fields)
    return fields if len(fields) <= MOST_FIELDS and size <= MOST_CHARACTERS else None


def was_sent_again(request: HttpRequest) -> bool:
    """Whether this form has come back once before."""
    return SENT_AGAIN in request.POST
