"""The browser that page tests use is real, and notices what people would notice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.browser
def test_a_page_opens_with_its_scripts_and_styles(live_server, page, axe):
    page.goto(live_server.url + "/what-is-co-production/")
    assert page.evaluate("document.body.classList.contains('js-enabled')")
    assert page.evaluate("getComputedStyle(document.querySelector('.govuk-button, .govuk-link')).fontFamily")
    axe(page)


@pytest.mark.browser
def test_what_the_security_policy_blocks_is_noticed(live_server, page, no_console_errors):
    page.goto(live_server.url + "/what-is-co-production/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"https://elsewhere.invalid/x.png\">')"
    )
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in error for error in no_console_errors)
    no_console_errors.clear()


@pytest.mark.browser
def test_what_would_keep_somebody_out_is_noticed(page, axe):
    page.set_content("<html lang=en><title>A page</title><main><h1>A page</h1><img src='data:,'></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_a_missing_browser_is_an_error_and_not_a_skip():
    chosen = "tests/devtools/test_browser.py::test_what_would_keep_somebody_out_is_noticed"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", chosen, "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env={**os.environ, "CHROMIUM": "/nowhere/chromium"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "1 error" in done.stdout
    assert "/nowhere/chromium, which is not there" in done.stdout
