"""Documents and code that must agree, and words that no page says."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
TEXT = {".py", ".md", ".html", ".txt", ".toml", ".yml", ".css", ".js", ".in", ".example", ""}
MADE_BY_OTHERS = ("static/vendor/", "requirements/", "tests/govuk/fixtures/")
NEVER_SAID = re.compile(
    r"\b(service users?|vulnerable|customers?|anonymous(ly)?|overdue|hard[- ]to[- ]reach)\b", re.IGNORECASE
)
REGISTRIES = re.compile(r"pypi\.|files\.pythonhosted|registry\.npmjs|index-url|/simple/")


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def texts():
    for path in tracked():
        if path.suffix in TEXT:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def named(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_file_of_ours_is_over_400_lines():
    long = [
        path
        for path, text in texts()
        if path.suffix in (".py", ".html", ".js", ".md", "")  # a style sheet is one list, and one request
        and not str(path.relative_to(ROOT)).startswith(MADE_BY_OTHERS)
        and "migrations" not in path.parts
        and len(text.splitlines()) > 400
    ]
    assert named(long) == []


def test_no_file_names_a_registry():
    here = Path(__file__)
    assert named(path for path, text in texts() if path != here and REGISTRIES.search(text)) == []


def test_pages_and_messages_never_use_words_that_put_people_down():
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path, text in texts()
        if "templates" in path.parts
        for found in [NEVER_SAID.search(text)]
        if found
    ]
    assert wrong == []


def test_no_template_has_script_or_style_of_its_own():
    """But for e-mail, which is no page of ours: mail programs leave out style sheets."""
    wrong = [
        path
        for path, text in texts()
        if path.suffix == ".html"
        and path.name != "email.html"
        and re.search(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\bsrc=)", text)
    ]
    assert named(wrong) == []


def test_every_command_that_a_document_names_exists():
    known = set(get_commands())
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        text = path.read_text(encoding="utf-8")
        for command in re.findall(r"\./dev manage (\w+)", text):
            assert command in known, f"{path.name} names {command}"
        for verb in re.findall(r"\./dev (\w+)", text):
            assert verb in {"up", "test", "manage", "help"}, f"{path.name} names ./dev {verb}"


def test_every_file_that_a_document_names_exists():
    wrong = []
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|toml|txt|yml|html))`", text):
            if not (ROOT / name).exists():
                wrong.append(f"{path.name} names {name}")
    assert wrong == []


def test_the_readme_is_short_and_says_both_commands():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 150
    text = "\n".join(lines)
    assert "./dev up" in text
    assert "./dev test" in text


# The launcher, the image and the tests set these. Nobody who runs the portal needs to know them.
SET_BY_OURSELVES = {
    "BEAT_FILE", "CELERY_QUEUE", "DATABASE_ROLE", "DEBUG", "DEMONSTRATION", "EMAIL_FILE_PATH",
    "PYTEST_XDIST_WORKER", "STATIC_ROOT",
}  # fmt: skip


def variables_that_settings_read():
    found = set()
    for name in ("settings.py", "environment.py"):
        text = (ROOT / "coproduction" / name).read_text(encoding="utf-8")
        found |= set(
            re.findall(r"environment\.(?:text|words|flag|choice|number|networks|keys)\(\s*\"(\w+)\"", text)
        )
    return found - SET_BY_OURSELVES


def test_the_example_of_an_environment_names_what_settings_read_and_nothing_else():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named_there = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    assert variables_that_settings_read() - named_there == set()
    assert named_there - variables_that_settings_read() - {"PORTAL_MODE"} == set()


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_is_short_and_numbered(path):
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {path.name[:4]} ")
    assert len(lines) <= 20


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
