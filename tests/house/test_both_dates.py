"""A check has two dates: people answer by the first, and it closes on the second. No page tells only one.

A text message and a subject do: there is no room for both.
"""

from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ASKED_FOR = "{% govuk_field form.answer_by %}"
"""The box for the first date is no page that tells it."""


def tells_one_date_only(words):
    words = words.replace(ASKED_FOR, "")
    return "answer_by" in words and "closes_on" not in words


def test_whatever_tells_when_to_answer_by_tells_when_the_check_closes():
    files = [path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".txt")]
    longer = {
        str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
        for path in files
        if path.name not in ("text.txt", "subject.txt")
    }
    telling = {name for name, words in longer.items() if "answer_by" in words}
    assert {"ladder/start.html", "coproduction/me.html", "messages/ladder_reminder/plain.txt"} <= telling
    assert [name for name, words in longer.items() if tells_one_date_only(words)] == []


def test_a_page_with_one_date_would_be_found():
    assert tells_one_date_only("Please answer by {{ answer_by }}.")
    assert not tells_one_date_only("Please answer by {{ answer_by }}. It closes on {{ closes_on }}.")
