"""What may be shown of people's answers, and to whom. The only module that decides this.

Pages, exports, feeds, documents and messages print a `Shown` and nothing else about answers.
`docs/scoring.md` says every rule in plain words, with an example of each.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from ladder.as_shown import (
    BAND_EDGES,
    CONVERSATION_GAP,
    GENUINE,
    MIXED,
    MOSTLY_GENUINE,
    MOSTLY_NO,
    MOSTLY_YES,
    WIDE_HIGH_END,
    WIDE_LOW_END,
    badge_of,
    band_of,
    fifth_of,
    nearest_five,
    range_as_shown,
    rate_of,
    score_as_shown,
)
from ladder.choices import Answer, Audience, Badge, Channel, Help
from ladder.rungs import RUNGS, Rung
from ladder.scoring import (
    Tally,
    likely_range,
    mean,
    middle_step,
    most_people,
    scored_answers,
    statement_mean,
)

# Numbers of people that are part of the rules. No council can change these.
SMALLEST_FLOOR = 5
SMALLEST_INVITED_FLOOR = 7
SMALLEST_PUBLIC_FLOOR = 10
NEVER_COUNTED = 2
"""Those who answered count as at most this many fewer than were invited, so that nobody can tell
that everyone answered."""
FIVE_WORDS_FROM = 10
RANGE_FROM = 8
MOST_PEOPLE_FROM = 10
RATE_FROM = 10
SOME_FROM = 5
UNSURE_FROM = 3
UNSURE_INVITED_FROM = 15
UNSURE_SHARE = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a council may set: three floors, which it may only raise, and where the bands meet.

    `floor` is people behind a figure, `invited_floor` people invited, `public_floor` people behind a
    figure on a public page. Raises ValueError for a floor below the smallest, or for band edges
    that do not rise or that put an end of the score ("1 or less", "7 or more") outside the end bands.
    """

    floor: int = SMALLEST_FLOOR
    invited_floor: int = SMALLEST_INVITED_FLOOR
    public_floor: int = SMALLEST_PUBLIC_FLOOR
    band_edges: tuple[Fraction, Fraction, Fraction, Fraction] = BAND_EDGES

    def __post_init__(self) -> None:
        if (
            self.floor < SMALLEST_FLOOR
            or self.invited_floor < SMALLEST_INVITED_FLOOR
            or self.public_floor < SMALLEST_PUBLIC_FLOOR
        ):
            raise ValueError("A floor may be raised, never lowered")
        edges = self.band_edges
        if len(edges) != len(BAND_EDGES) or list(edges) != sorted(set(edges)):
            raise ValueError("Five bands meet at four rising edges")
        if edges[0] < WIDE_LOW_END or edges[-1] > WIDE_HIGH_END:
            raise ValueError("The ends of the score belong to the lowest and the highest band")

    def floor_for(self, audience: Audience) -> int:
        """How many people must stand behind a figure before this audience sees it."""
        if audience == Audience.PUBLIC:
            return max(self.floor, self.public_floor)
        return self.floor

    def as_dict(self) -> dict[str, Any]:
        """These rules as JSON can hold them, to be frozen beside the result they gave. Edges as "8/5"."""
        return asdict(self) | {"band_edges": [str(edge) for edge in self.band_edges]}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Rules":
        """The rules that `as_dict` wrote. Raises TypeError or ValueError for anything else."""
        return cls(**{**stored, "band_edges": tuple(Fraction(edge) for edge in stored["band_edges"])})


STANDARD_RULES = Rules()


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One statement as shown: its word, 0 (No) to 4 (Yes), or None where it is hidden."""

    word: int | None
    some_unsure: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that may be printed about one check's answers, for one audience, and nothing else.

    None and False mean "not shown": a reader cannot tell a hidden figure from a missing one.
    """

    badge: Badge
    small_group: bool
    """The public sees the badge alone, and reads that people in the project see more."""
    about: int | None
    """People who sent answers, to the nearest five."""
    rate: str | None
    """"most", "about half" or "fewer than half" of those invited."""
    score: str | None
    """Out of 8, as printed: "4.5", "1 or less"."""
    score_value: float | None
    """Where the score as printed stands on the line from 0 to 8."""
    likely_range: tuple[float, float] | None
    few_people: bool
    """The score is shown and too few people stand behind it for a likely range."""
    band: int | None
    """0 (Tokenistic) to 4 (Genuine)."""
    band_word_shown: bool
    """Whether the band's word is printed, not only its place on the line."""
    held_back: bool
    """The score alone would read Genuine, but a statement reads Mixed or lower, or is hidden."""
    experienced: int | None
    """The step in the middle of where people put the project, 1 to 7."""
    most_people: tuple[int, int] | None
    gap: int | None
    """Stated step less experienced step."""
    statements: tuple[ShownStatement, ...]
    some_helped: bool
    some_paper_or_phone: bool
    comments: bool
    """Whether reviewed comments may stand beside this result."""

    def as_dict(self) -> dict[str, Any]:
        """This result as plain lists, numbers and words that JSON can hold."""
        fields = asdict(self)
        lists = {name: list(value) for name, value in fields.items() if isinstance(value, tuple)}
        return fields | lists | {"badge": str(self.badge)}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Shown":
        """The result that `as_dict` wrote. Raises TypeError or ValueError for anything else."""
        pairs = {name: _pair(stored[name]) for name in ("likely_range", "most_people")}
        statements = tuple(ShownStatement(**statement) for statement in stored["statements"])
        return cls(**{**stored, **pairs, "badge": Badge(stored["badge"]), "statements": statements})


def _pair(stored: list[Any] | None) -> Any:
    return None if stored is None else tuple(stored)


def disclose(tally: Tally, *, stated: int, audience: Audience, rules: Rules = STANDARD_RULES) -> Shown:
    """What this audience may be shown of a closed check. `stated` is the council's step, 1 to 7.

    Raises ValueError for a stated step off the ladder. The same tally always gives the same result.
    """
    if stated not in RUNGS:
        raise ValueError("A stated step is 1 to 7")
    people = _People(tally, audience, rules)
    statements = tuple(people.statement(counts) for counts in tally.answers)
    value, text = people.score()
    experienced = people.experienced()
    badge = people.badge(stated)
    band = None if value is None else band_of(value, rules.band_edges)
    held_back = band == GENUINE and any(s.word is None or s.word <= MIXED for s in statements)
    if held_back:
        band = MOSTLY_GENUINE
    return Shown(
        badge=badge,
        small_group=badge != Badge.FEW and experienced is None,
        about=people.about(),
        rate=people.rate(),
        score=text,
        score_value=None if value is None else float(value),
        likely_range=None if value is None else people.likely_range(value),
        few_people=value is not None and people.behind_score < RANGE_FROM,
        band=band,
        band_word_shown=band is not None and _word_is_shown(stated, badge),
        held_back=held_back,
        experienced=experienced,
        most_people=people.most_people(),
        gap=None if experienced is None else stated - experienced,
        statements=statements,
        some_helped=people.some_helped(),
        some_paper_or_phone=people.some_paper_or_phone(),
        comments=people.comments(),
    )


class _People:
    """One check's people as one audience may know of them. Every number of people is the counted one."""

    def __init__(self, tally: Tally, audience: Audience, rules: Rules) -> None:
        self.tally = tally
        self.audience = audience
        self.rules = rules
        self.enough_invited = tally.invited >= rules.invited_floor
        self.sent = self.counted(tally.sent)
        self.behind_score = self.counted(len(tally.scores))
        self.behind_step = self.counted(sum(tally.placements))

    def counted(self, people: int) -> int:
        return counted_as_answered(people, self.tally.invited)

    def reaches(self, people: int, *floors: int) -> bool:
        """Whether so many counted people are enough here, and enough for each rule's own floor."""
        return self.enough_invited and people >= max((self.rules.floor_for(self.audience), *floors))

    def statement(self, counts: Mapping[Answer, int]) -> ShownStatement:
        # The smaller number decides, so that a statement and the score are hidden together. Else one
        # could be worked out from the other.
        behind = min(self.counted(scored_answers(counts)), self.behind_score)
        if not self.reaches(behind):
            return ShownStatement(word=None, some_unsure=False)
        word = fifth_of(statement_mean(counts))
        if behind < FIVE_WORDS_FROM:
            word = min(MOSTLY_YES, max(MOSTLY_NO, word))
        unsure = counts.get(Answer.NOT_SURE, 0)
        answers = self.counted(scored_answers(counts) + unsure)
        return ShownStatement(
            word=word,
            some_unsure=self.tally.invited >= UNSURE_INVITED_FROM
            and unsure >= UNSURE_FROM
            and unsure >= UNSURE_SHARE * answers,
        )

    def score(self) -> tuple[Fraction, str] | tuple[None, None]:
        if not self.reaches(self.behind_score):
            return None, None
        return score_as_shown(mean(self.tally.scores), self.behind_score)

    def likely_range(self, shown: Fraction) -> tuple[float, float] | None:
        if self.behind_score < RANGE_FROM:
            return None
        low, high = likely_range(self.tally.scores, invited=self.tally.invited, counted=self.behind_score)
        return range_as_shown(Fraction(low), Fraction(high), shown)

    def experienced(self) -> int | None:
        return middle_step(self.tally.placements) if self.reaches(self.behind_step) else None

    def most_people(self) -> tuple[int, int] | None:
        if not self.reaches(self.behind_step, MOST_PEOPLE_FROM):
            return None
        return most_people(self.tally.placements)

    def badge(self, stated: int) -> Badge:
        """The one figure that anyone may see from the members' floor up."""
        if not self.enough_invited or self.behind_step < self.rules.floor:
            return Badge.FEW
        return badge_of(stated - middle_step(self.tally.placements))

    def about(self) -> int | None:
        return nearest_five(self.sent) if self.reaches(self.sent) else None

    def rate(self) -> str | None:
        if not self.reaches(self.sent, RATE_FROM):
            return None
        return rate_of(Fraction(self.sent, self.tally.invited))

    def some(self, did: int, did_not: int) -> bool:
        """Whether "some did" may be said: enough did, and enough did not."""
        enough = max(SOME_FROM, self.rules.floor)
        return self.reaches(self.sent) and did >= enough and min(did_not, self.sent - did) >= enough

    def some_helped(self) -> bool:
        count = self.tally.help
        did = sum(count.get(key, 0) for key in (Help.READ, Help.WROTE, Help.ANSWERED))
        return self.some(did, count.get(Help.NONE, 0))

    def some_paper_or_phone(self) -> bool:
        count = self.tally.channel
        did = count.get(Channel.PAPER, 0) + count.get(Channel.PHONE, 0)
        return self.some(did, count.get(Channel.ONLINE, 0))

    def comments(self) -> bool:
        return self.audience == Audience.MEMBERS and self.reaches(self.sent)


def counted_as_answered(answered: int, invited: int) -> int:
    """How many people count as having answered: at most two fewer than were invited."""
    return max(0, min(answered, invited - NEVER_COUNTED))


def _word_is_shown(stated: int, badge: Badge) -> bool:
    """Whether the band's word is printed. An honest lower step has only its place on the line."""
    if badge == Badge.HIGHER:
        return False
    return stated >= Rung.ENGAGING or badge == Badge.TALK


SAY_SOMETHING = (Badge.MATCH, Badge.TALK, Badge.HIGHER)
"""The badges that tell a reader where people put a project."""


def with_result(counts: Mapping[Badge, int]) -> int:
    """How many projects have a badge that says something, of counts by badge."""
    return sum(counts.get(badge, 0) for badge in SAY_SOMETHING)


NARROWEST_GAP: Mapping[Badge, int] = {
    Badge.TALK: CONVERSATION_GAP,
    Badge.HIGHER: -CONVERSATION_GAP,
    Badge.MATCH: 0,
}
"""The least that a badge says of a gap that is not shown."""


def widest_gap_first(shown: Shown) -> tuple[int, int]:
    """A sort key for lists of projects: widest gap first, and people lower before people higher.

    Where only the badge is shown, the gap counts as the narrowest it can be. Projects whose badge
    is hidden come last.
    """
    if shown.badge in (Badge.FEW, Badge.NONE):
        return 1, 0
    gap = NARROWEST_GAP[shown.badge] if shown.gap is None else shown.gap
    return -abs(gap), int(gap < 0)
