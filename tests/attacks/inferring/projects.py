"""Made-up checks of small projects, the same for the same seed. Each is a step and what everyone sent."""

from dataclasses import dataclass
from random import Random

from ladder.choices import Answer, Channel, Help
from ladder.scoring import STATEMENTS, SentAnswers
from tests.attacks.inferring.worlds import World

FEWEST_INVITED, MOST_INVITED = 6, 16
OUTSIDE_THE_SCORE = 1 / 20
"""How often an answer is Not sure, or skipped."""


@dataclass(frozen=True)
class Project:
    """A closed check: the step the council stated, and what each person invited sent."""

    stated: int
    people: World


def project(seed: int, *, invited: int | None = None) -> Project:
    """A project of 6 to 16 people in some mood, of whom few or many answered."""
    random = Random(f"project {seed}")
    invited = invited or random.randint(FEWEST_INVITED, MOST_INVITED)
    rate = random.choice([0.4, 0.6, 0.75, 0.9, 1])
    return _project(random, invited, sum(random.random() < rate for _ in range(invited)))


def hard_project(seed: int) -> Project:
    """One where nearly all answered, often all alike: the kind that gives people away."""
    random = Random(f"hard project {seed}")
    invited = random.randint(FEWEST_INVITED, MOST_INVITED)
    missing = random.choice([0, 0, 0, 0, 1, 1, 2])
    return _project(random, invited, invited - missing, alike=random.random() < 0.5)


def _project(random: Random, invited: int, sent: int, *, alike: bool = False) -> Project:
    mood = random.choice([0.02, 0.98]) if alike else random.random()
    spread = random.choice([0, 0.05]) if alike else random.choice([0.1, 0.25, 0.5])
    moods = [min(1, max(0, random.gauss(mood, spread))) for _ in range(STATEMENTS)]
    people = [_person(random, moods, mood, spread) for _ in range(sent)]
    world = [*people, *[None] * (invited - sent)]
    random.shuffle(world)
    return Project(stated=random.randint(1, 7), people=tuple(world))


def _person(random: Random, moods: list[float], mood: float, spread: float) -> SentAnswers:
    own = random.gauss(0, spread)
    return SentAnswers(
        answers=tuple(_answer(random, at + own) for at in moods),
        placement=None if random.random() < 0.07 else _step(random, mood + own, spread),
        help=_help(random),
        channel=random.choices(list(Channel), [0.75, 0.15, 0.1])[0],
        voice=None,
        helper_is_paid_staff=random.random() < 0.2,
    )


def _answer(random: Random, mood: float) -> Answer:
    if random.random() < OUTSIDE_THE_SCORE:
        return random.choice([Answer.NOT_SURE, Answer.SKIP])
    # Two draws: both yes is Yes, one is Partly.
    return [Answer.NO, Answer.PARTLY, Answer.YES][sum(random.random() < mood for _ in range(2))]


def _step(random: Random, mood: float, spread: float) -> int:
    return min(7, max(1, round(random.gauss(1 + 6 * mood, 4 * spread))))


def _help(random: Random) -> Help:
    return random.choices(
        [Help.NONE, Help.READ, Help.WROTE, Help.ANSWERED, Help.NOT_ASKED], [0.7, 0.1, 0.07, 0.05, 0.08]
    )[0]


def usual_projects(number: int) -> list[Project]:
    """So many projects of all kinds."""
    return [project(seed) for seed in range(number)]


def hard_projects(number: int) -> list[Project]:
    """So many where nearly all answered."""
    return [hard_project(seed) for seed in range(number)]
