"""The exact search: is there any world at all with these pages that answers a question otherwise?

Every world is a solution of the constraints in `constraints`. Not every solution need be a world with these
pages, because the likely range is worked out in decimals: each one found is read through the real code, and
left out if it reads otherwise. So "forced" is a proof, and whatever is found is real.
"""

from collections.abc import Iterator
from enum import Enum

from ladder.choices import Help
from tests.attacks.inferring.constraints import Constraints
from tests.attacks.inferring.projects import Project
from tests.attacks.inferring.questions import ALL, NOBODY, SOMEONE, Question, tells_apart
from tests.attacks.inferring.reading import Reading
from tests.attacks.inferring.tables import Tables
from tests.attacks.inferring.worlds import World, taken_places, tally_of

MOST_LEFT_OUT = 20


class Outcome(Enum):
    """What came of looking for another world."""

    FOUND = "another world"
    FORCED = "forced"
    UNDECIDED = "undecided"


def another_world(
    project: Project, reading: Reading, question: Question, who: int | None
) -> tuple[Outcome, World | None]:
    """Another world that answers the question otherwise; or that there is none; or that time ran out."""
    if question == SOMEONE:
        # Two people who change places are tried by `nearby`. Only pages that know names tell them apart.
        return (Outcome.FORCED if reading.tells_who else Outcome.UNDECIDED), None
    undecided = False
    for constraints in _every_case(project, reading, question, who):
        constraints.ask(question)
        outcome, world = _search(constraints, project, reading, question, who)
        if outcome == Outcome.FOUND:
            return outcome, world
        undecided = undecided or outcome == Outcome.UNDECIDED
    return (Outcome.UNDECIDED if undecided else Outcome.FORCED), None


def _every_case(
    project: Project, reading: Reading, question: Question, who: int | None
) -> Iterator[Constraints]:
    """One set of constraints for each number of people with a score, first those near the truth; and for
    whether the asker is heard, where someone answered for them and they cannot know."""
    *pages, _ = reading.of(project.people, project.stated)
    tables = Tables(reading, len(project.people), project.stated, (pages[0], pages[1]))
    truly = len(tally_of(project.people).scores)
    own = None if who is None else project.people[who]
    heard = [own is not None]
    if own is not None and own.help == Help.ANSWERED:
        heard = [False] if own.helper_is_paid_staff else [True, False]
    may_have_sent = [
        sent for sent in tables.sent() if _may_answer_otherwise(project, reading, question, who, sent)
    ]
    for scored in sorted(range(len(project.people) + 1), key=lambda scored: abs(scored - truly)):
        if any(sent >= scored for sent in may_have_sent) and tables.sums(scored):
            for is_heard in heard:
                yield Constraints(tables, project.people, who, scored, own_is_heard=is_heard)


def _may_answer_otherwise(
    project: Project, reading: Reading, question: Question, who: int | None, sent: int
) -> bool:
    """Whether so many may have sent, for all that the question and the asker's own part say of it."""
    people = project.people
    own_sent = int(who is not None and people[who] is not None)
    if sent < own_sent or sent > len(people) - (who is not None) + own_sent:
        return False
    if (reading.tells_how_many or reading.tells_who) and sent != len(taken_places(people)):
        return False
    if question == ALL:
        return sent - own_sent < len(people) - (who is not None)
    return question != NOBODY or sent > own_sent


def _search(
    constraints: Constraints, project: Project, reading: Reading, question: Question, who: int | None
) -> tuple[Outcome, World | None]:
    pages = reading.of(project.people, project.stated)
    for _ in range(MOST_LEFT_OUT):
        solved = constraints.solve()
        if solved is None:
            return Outcome.FORCED, None
        if not solved:
            return Outcome.UNDECIDED, None
        world = constraints.world()
        tallies = tally_of(project.people), tally_of(world)
        if reading.reads_as(pages, world, project.stated):
            assert tells_apart(question, project.people, world, who, tallies)
            return Outcome.FOUND, world
        constraints.leave_out()
    return Outcome.UNDECIDED, None
