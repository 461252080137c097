"""A control: a breach of the policy on any page would be heard where every page is looked at."""

import pytest

from tests.browser.conftest import is_wrong
from tests.browser.pages import answered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "breach",
    [
        "<style>p { color: red }</style>",
        '<p style="color: red">Red</p>',
        "<script>window.ran = true</script>",
        '<p onclick="window.ran = true">Press</p>',
        '<img src="https://elsewhere.example.org/dot.png" alt="">',
        '<script src="https://elsewhere.example.org/count.js"></script>',
    ],
)
def test_a_breach_of_the_policy_would_be_heard(breach, visitors):
    page, heard = visitors(""), []

    def hear(said):
        if is_wrong(said):
            heard.append(said.text)

    page.goto("/cookies/")
    page.on("console", hear)
    try:
        answered(lambda: f"<!doctype html><title>A page</title>{breach}")(page)
        if "onclick" in breach:
            page.get_by_text("Press").click()
        assert any("Content Security Policy" in said for said in heard), heard
        assert page.evaluate("window.ran") is None
    finally:
        page.remove_listener("console", hear)


def test_a_page_without_a_breach_is_heard_of_nothing(visitors):
    page, heard = visitors(""), []

    def hear(said):
        heard.append(said)

    page.on("console", hear)
    try:
        answered(lambda: "<!doctype html><title>A page</title><p>Plain</p>")(page)
        assert not [said for said in heard if is_wrong(said)]
    finally:
        page.remove_listener("console", hear)
