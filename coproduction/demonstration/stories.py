"""What is told of each invented project, and of each of its checks. Pure: no rows, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ladder.choices import ClosedEarly, GroupAnswer, KeptBack, MoreTime, Review, TeamAnswer, Voice
from ladder.rungs import Rung
from ladder.scoring import STATEMENTS
from projects.choices import AccessPromise, CouldBe, Part, PayOffered, Reason, Stage, WayToTakePart

NOBODY = (0,) * STATEMENTS
TEAM = {"y": TeamAnswer.YES, "p": TeamAnswer.PARTLY, "n": TeamAnswer.NO, "?": TeamAnswer.NOT_SURE}
"""The letters that tell a team's eight answers in short."""
GROUP = {
    "y": GroupAnswer.YES,
    "p": GroupAnswer.PARTLY,
    "n": GroupAnswer.NO,
    "?": GroupAnswer.NOT_SURE,
    "d": GroupAnswer.DISAGREE,
}
"""The same for what a small group says together."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one person wrote in a check, who may read it, and what the comment reviewer made of it."""

    words: str
    voice: Voice = Voice.WORDS
    name: str = ""
    review: Review = Review.SHOWN
    mended: str = ""
    """The words with people's names taken out, where there were any."""
    because: KeptBack | None = None
    passed_on: bool = False
    dealt_with: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStory:
    """One check: when it opened, how many were asked, and what those who answered said.

    `yes`, `partly` and `not_sure` count people for each of the eight statements; the others said No.
    `steps` holds the step that each person chose, lowest first, so its length is how many answered.
    `team` holds a letter of TEAM for each statement, or nothing where the team did not answer.
    Raises ValueError for more answers than people, or for a team that answers some of the eight.
    """

    opened_days_ago: int
    invited: int
    steps: tuple[int, ...] = ()
    yes: tuple[int, ...] = NOBODY
    partly: tuple[int, ...] = NOBODY
    not_sure: tuple[int, ...] = NOBODY
    helped: int = 0
    comments: tuple[Said, ...] = ()
    closed_early: ClosedEarly | None = None
    came_of_it: str = ""
    """What people and the team agreed, where the check asked for a conversation and it was held."""
    still_open: bool = False
    more_time: MoreTime | None = None
    """Why an open check got a week more, if it did."""
    team: str = ""

    def __post_init__(self) -> None:
        answered = len(self.steps)
        asked = zip(self.yes, self.partly, self.not_sure, strict=True)
        if answered > self.invited or any(sum(counts) > answered for counts in asked):
            raise ValueError("More answers than people")
        if self.team and len(self.team) != STATEMENTS:
            raise ValueError("A team answers all eight")


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkStory:
    """A small group that talked it through: when, what it said, and whether everyone said yes to showing it.

    `said` holds a letter of GROUP for each statement, and `step` the step of the ladder, or 0 for none.
    """

    days_ago: int
    said: str
    step: int
    all_say_yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectStory:
    """One project, as its lead registers it. `key` seeds everything that is made up about it."""

    key: str
    name: str
    summary: str
    directorate: str
    led_by: str
    stage: Stage
    rung: Rung
    justification: str
    already_decided: str = ""
    can_still_change: str = ""
    pay_offered: PayOffered = PayOffered.NOT_YET
    yearly_pay_budget: int = 0
    """Pounds that the project keeps for pay each year."""
    could_be: CouldBe = CouldBe.ALL
    short_name: str = ""
    """What text messages call it, where the beginning of its name would say too little."""
    parts: Mapping[Part, Rung] = field(default_factory=dict)
    """Parts of the work that are on a step of their own."""
    ways: tuple[WayToTakePart, ...] = (WayToTakePart.DESIGN_GROUP, WayToTakePart.WORKSHOP)
    areas: tuple[str, ...] = ()
    access_promises: tuple[AccessPromise, ...] = (AccessPromise.STEP_FREE, AccessPromise.BREAKS)
    access_words: str = ""
    co_lead: str = ""
    """The expert who leads it with the council, one of `always_in`."""
    co_lead_shows_name: bool = False
    part_of: str = ""
    """The key of the bigger project that it is part of."""
    above_parts_because: str = ""
    stopped_because: str = ""
    first_rung: Rung | None = None
    """The step it stated when it was published, where it has changed since."""
    changed_days_ago: int = 0
    changed_because: str = ""
    reasons: Mapping[Reason, str] = field(default_factory=dict)
    look_again_in_days: int = 120
    """Below nothing: the day has passed, and the page says so."""
    started_days_ago: int = 300
    published: bool = True
    members: int = 0
    """People whom the involvement team has confirmed, before the first check brings more."""
    waiting: int = 0
    """People whom the lead has added and the involvement team has not confirmed yet."""
    left: int = 0
    """People who have left since, whom a check still asks."""
    always_in: tuple[str, ...] = ()
    """Names of people who are in this project whatever the seed says."""
    checks: tuple[CheckStory, ...] = ()
    talk: TalkStory | None = None
