"""The mutation run: each check is left out in turn, and some question must then be answered otherwise."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from tests.access.addresses import Address
from tests.access.checks import Check
from tests.access.leaving_out import left_out, noting_reached
from tests.access.rows import Row, ask
from tests.access.world import World

REMEMBERED = Path(__file__).with_name("told_apart_by.txt")
# So many pages are asked about a check, likely ones first, before the run gives up.
PATIENCE = 100
BROKE = "broke"
REFUSALS = {"no", "404", "sign in", "not there"}


def remembered() -> dict[str, str]:
    """For each check, the question that told last time that it was gone: it is asked first."""
    lines = REMEMBERED.read_text().splitlines() if REMEMBERED.exists() else []
    return dict(line.split(" <- ") for line in lines)


def remember(found: dict[str, str]) -> None:
    """For the next run."""
    REMEMBERED.write_text("".join(f"{check} <- {question}\n" for check, question in sorted(found.items())))


class Run:
    """All questions that can be asked in one world, and which of them tells that a check is gone."""

    def __init__(
        self, world: World, questions: Iterable[Any], checks: Iterable[Check], *, patience: int = PATIENCE
    ) -> None:
        self.world = world
        self.checks = list(checks)
        self.patience = patience
        self.questions = {str(question): question for question in questions}
        self._by_page: dict[str, list[str]] = defaultdict(list)
        for name in self.questions:
            self._by_page[name.partition(" as ")[0]].append(name)
        self._found: dict[bool, dict[str, list[str]]] = {}

    def said(self, question: Any) -> str:
        """The word that comes back. Whatever it changed is undone."""
        try:
            with transaction.atomic():
                said = ask(question, self.world) if isinstance(question, Row) else question.ask(self.world)
                transaction.set_rollback(True)
        except Exception:
            return BROKE
        return said

    def tells(self, name: str, checks: Sequence[Check | Address]) -> bool:
        """Whether this is answered otherwise without these checks, and rightly once they are back."""
        question = self.questions[name]
        with left_out(checks):
            if self.said(question) == question.word:
                return False
        return self.said(question) == question.word

    def told_by(self, checks: Sequence[Check | Address], *, first: str = "") -> str:
        """A question that tells that these checks are gone, or nothing.

        Where somebody else asks the first one now, the same of others is tried before all the rest. Rules and
        lists answer at once, and pages take their time: they come last.
        """
        same_page = self._by_page.get(first.partition(" as ")[0], [])
        likely = [first] if first in self.questions else same_page
        for names in (likely, *(self._likely(checks, pages=pages) for pages in (False, True))):
            for name in names:
                if self.tells(name, checks):
                    return name
        return ""

    def _likely(self, checks: Sequence[Check | Address], *, pages: bool) -> Iterator[str]:
        """Questions that reach one of the checks: a refusal of each kind first, and then all the others."""
        names = list(dict.fromkeys(name for check in checks for name in self._reaching_it(check, pages)))
        random.Random(1).shuffle(names)
        seen, firsts, others = set(), [], []
        for name in sorted(names, key=lambda name: self.questions[name].word not in REFUSALS):
            kind = self._kind(name)
            (others if kind in seen else firsts).append(name)
            seen.add(kind)
        yield from (firsts + others)[: self.patience if pages else None]

    def _reaching_it(self, check: Check | Address, pages: bool) -> list[str]:
        if not isinstance(check, Address):
            return self._reaching(pages).get(check.place_in_code, [])
        if not pages:
            return []
        return [name for name, each in self.questions.items() if getattr(each, "name", "") == check.says]

    def _kind(self, name: str) -> tuple:
        question = self.questions[name]
        return (getattr(question, "name", ""), getattr(question, "about", ""), question.word)

    def _reaching(self, pages: bool) -> dict[str, list[str]]:
        """The questions by the functions that they reach. Found out once, when somebody wants to know."""
        if pages not in self._found:
            found = self._found[pages] = defaultdict(list)
            with noting_reached(self.checks) as reached:
                for name, question in self.questions.items():
                    if hasattr(question, "name") == pages:
                        reached.clear()
                        self.said(question)
                        for place in reached:
                            found[place].append(name)
        return self._found[pages]
