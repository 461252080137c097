"""Who imports whom: the layers by import-linter, and the rules it cannot say."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = [
    "coproduction", "governance", "ladder", "projects", "experts", "accounts",
    "notices", "council", "audit", "privacy", "words", "govuk",
]  # fmt: skip
PAGES = {"views", "forms", "urls", "page_urls", "templatetags", "management"}
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
LINES = [(path, path.relative_to(ROOT)) for path in FILES]


@cache
def nodes_of(path):
    """Every statement and expression of a file, as Python reads it."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports_of(path):
    """Every module that a file imports, with the names it takes from it."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_page(parts):
    return bool(PAGES & set(parts))


def stems(place):
    return [Path(part).stem for part in place.parts]


def test_the_layers_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout


def test_nobody_imports_pages_but_pages_of_the_same_package():
    wrong = []
    for path, place in LINES:
        for module in imports_of(path):
            parts = module.split(".")
            if parts[0] not in PACKAGES or parts[0] == "govuk" or not is_page(parts[1:]):
                continue
            own = parts[0] == place.parts[0] and is_page(stems(place))
            if not own:
                wrong.append(f"{place} imports {module}")
    assert wrong == []


def test_only_pages_import_components():
    """govuk is for pages: records and actions know nothing of forms and looks."""
    wrong = [
        f"{place} imports {module}"
        for path, place in LINES
        if place.parts[0] not in ("govuk", "coproduction") and not is_page(stems(place))
        for module in imports_of(path)
        if module.split(".")[0] == "govuk"
    ]
    assert wrong == []


def test_words_import_nothing_of_ours():
    wrong = [
        f"{place} imports {module}"
        for path, place in LINES
        if place.parts[0] == "words"
        for module in imports_of(path)
        if module.split(".")[0] in PACKAGES and module.split(".")[0] != "words"
    ]
    assert wrong == []


def test_no_request_hands_work_to_a_worker_by_itself():
    """`.delay()` and `.apply_async()` wait for a broker that may never answer: only tasks may call them."""
    wrong = []
    for path, place in LINES:
        for node in nodes_of(path):
            named = isinstance(node, ast.Attribute) and node.attr in ("delay", "apply_async", "send_task")
            if named and path.stem not in ("tasks", "celery"):
                wrong.append(f"{place}:{node.lineno}")
    assert wrong == []


def test_no_signals_steer_anything():
    wrong = [
        f"{place} imports {module}"
        for path, place in LINES
        for module in imports_of(path)
        if module.startswith("django.dispatch") or "signals" in module.split(".")
    ]
    assert wrong == []


def test_time_is_read_only_at_the_doors():
    """Actions, rules and queries are told what time it is, so that a test can say so."""
    doors = {"views", "tasks", "management", "forms", "adapters"}
    wrong = []
    for path, place in LINES:
        if doors & set(stems(place)) or place.parts[0] in ("coproduction", "govuk"):
            continue
        text = path.read_text(encoding="utf-8")
        if "timezone.now()" in text or "date.today()" in text or "datetime.now(" in text:
            wrong.append(str(place))
    # Django asks a session when it is over and hands it no time. Which roles someone holds is asked about the
    # moment of asking. How long a job took cannot be passed in.
    assert sorted(wrong) == [
        "accounts/models.py",
        "accounts/sessions.py",
        "audit/actions.py",
        "audit/reading.py",
    ]
