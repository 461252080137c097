"""The whole attack on one project: first the cheap search, then the solver for what it left open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.attacks.inferring.nearby import Search, askers_of
from tests.attacks.inferring.projects import Project
from tests.attacks.inferring.questions import Question
from tests.attacks.inferring.reading import PAGES, Reading


@dataclass(frozen=True)
class Leak:
    """What someone can be sure of. `asker` is their place, or None for a reader who was not invited.

    Not `proven` means that no other world was found in time, which counts as a leak all the same.
    """

    project: Project
    asker: int | None
    question: Question
    proven: bool

    def __str__(self) -> str:
        who = "a reader" if self.asker is None else f"person {self.asker}"
        return f"{who} knows {self.question}" + ("" if self.proven else " (undecided)")


def leaks(
    project: Project,
    reading: Reading = PAGES,
    *,
    seed: int = 0,
    askers: Iterable[int | None] | None = None,
    questions: Iterable[Question] | None = None,
) -> list[Leak]:
    """Everything that any asker can be sure of from these pages. Without more, everyone asks everything."""
    search = Search(project, reading, list(askers_of(project.people) if askers is None else askers), seed)
    if questions is not None:
        search.ask_only(set(questions))
    search.look_near()
    search.look_far()
    return list(_left_to_the_solver(search))


def _left_to_the_solver(search: Search) -> Iterator[Leak]:
    for who, question in search.left_open():
        # What the solver found for one asker may be where the cheap search finds something for the next.
        search.look_far_for(who, question)
        if question not in search.open[who]:
            continue
        # OR-tools takes two seconds to import, and is hardly ever needed.
        from tests.attacks.inferring.solver import Outcome, another_world

        outcome, world = another_world(search.project, search.reading, question, who)
        if world is None:
            yield Leak(search.project, who, question, proven=outcome == Outcome.FORCED)
        else:
            search.offer(world)
