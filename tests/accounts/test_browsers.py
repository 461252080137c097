"""Which browser somebody uses, in plain words."""

import pytest

from accounts.browsers import FAMILIES, MACHINES, UNKNOWN, in_words
from accounts.models import Session

LIKE_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {LIKE_CHROME} Safari/537.36", "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {LIKE_CHROME} Safari/537.36 Edg/142.0", "Edge on Windows"),
        (f"Mozilla/5.0 (Linux; Android 15) {LIKE_CHROME} Mobile Safari/537.36", "Chrome on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1", "Safari on a Mac"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
        ("<script>alert(1)</script> Penwarren", "A browser"),
    ],
)
def test_a_browser_in_words(said, words):
    assert in_words(said) == words


def test_the_longest_words_fit_their_column():
    longest = max(len(f"{family} on {machine}") for _, family in FAMILIES for _, machine in MACHINES)
    assert max(longest, len(UNKNOWN)) <= Session._meta.get_field("browser").max_length
