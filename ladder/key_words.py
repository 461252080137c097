"""What a message says of the key that it carries, or of the one that it would carry."""

from django.conf import settings
from django.urls import reverse

from ladder.actions.keys import NewKey
from notices.words import YOUR_CODE, no_link
from words.codes import spaced


def words_of_key(key: NewKey | None) -> dict[str, str]:
    """A link, a code and the page where codes are typed. Without a key, both stand as "[your link]"."""
    return {
        "link": settings.PORTAL_ADDRESS + reverse("ladder:open_link", args=[key.link])
        if key
        else no_link("ladder:open_link"),
        "code": spaced(key.code) if key else YOUR_CODE,
        "code_page": settings.PORTAL_ADDRESS + reverse("ladder:enter_code"),
    }
