"""What the templates of errors are given, so that each sentence they may say is read."""

from coproduction.typed import Typed
from coproduction.who_it_is_for import SOMEBODY_ELSE, WHO

TYPED = Typed("email", "kit@example.org")
TOO_LATE = {
    "fields": [TYPED],
    "shown": [TYPED],
    "has_files": True,
    "address": "/sign-in/",
    "sent_again": "again",
    "cookies_are_off": True,
    "signed_out": True,
}
SAID_BY_ERRORS = {
    "403.html": [{"is_for": is_for} for is_for in (*WHO.values(), SOMEBODY_ELSE)],
    "csrf.html": [TOO_LATE, {**TOO_LATE, "shown": []}, {**TOO_LATE, "fields": None}],
    # Frames say nothing by themselves.
    "alone.html": [],
    "frame.html": [],
    # What it says is read as a part of csrf.html.
    "typed_form.html": [],
}
