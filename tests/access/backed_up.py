"""Checks that are left out together with a second one, and those that change nothing, as the page says."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "security" / "mutation.md"
PAIR = re.compile(r"^\| `(.+)` \| `(.+)` \|$", re.MULTILINE)
REASON = re.compile(r"^\| `(.+)` \| ([^`].+) \|$", re.MULTILINE)


def backed_up() -> dict[str, str]:
    """The name of each check that has a second, with the second's name."""
    return dict(PAIR.findall(_part("## Checks that a second one backs up")))


def without_effect() -> dict[str, str]:
    """The name of each check on which no answer depends, with the reason."""
    return dict(REASON.findall(_part("## Checks that change nothing")))


def _part(heading: str) -> str:
    return PAGE.read_text(encoding="utf-8").partition(f"{heading}\n")[2].partition("\n## ")[0]
