"""Made-up answers and records that the examples on "How scores work" start from."""

from dataclasses import dataclass
from datetime import date

from ladder.choices import ActivityKind, Answer, Audience, Channel, Help, TeamAnswer
from ladder.disclosure import Rules, Shown, disclose
from ladder.evidence import Activity, Asked, Change, Decision, Joined, Options, Records
from ladder.rungs import Rung
from ladder.scoring import SentAnswers, Tally, add_up

YES, PARTLY, NO, NOT_SURE, SKIP = Answer
_LETTERS = {"y": YES, "p": PARTLY, "n": NO, "u": NOT_SURE, "s": SKIP}
STATED = Rung.CO_PRODUCTION
INVITED = 15
PEOPLE = (
    ("yyyyyyyy", 7), ("yyyyyypp", 6), ("yyyypppp", 5), ("yyyppppn", 5), ("yyppppnn", 4), ("ypppppnn", 4),
    ("pppppnnn", 4), ("ppppnnnn", 4), ("yppnnnnn", 3), ("ppnnnnnn", 3), ("yynnnnuu", 3), ("pnnnnsss", 2),
)  # fmt: skip
"""One check: what each person answered to the eight, and their step. docs/scoring.md has the same."""

TEAM = (
    TeamAnswer.YES, TeamAnswer.YES, TeamAnswer.PARTLY, TeamAnswer.PARTLY,
    TeamAnswer.YES, TeamAnswer.NOT_SURE, TeamAnswer.PARTLY, TeamAnswer.YES,
)  # fmt: skip
"""What the team of that check said to the same eight."""

EXAMPLE_DAY = date(2026, 11, 27)
RECORDS = Records(
    decisions=(
        Decision(date(2026, 6, 8), told_on=date(2026, 6, 12)),
        Decision(date(2026, 7, 6), jointly=True, told_on=date(2026, 7, 6)),
        Decision(date(2026, 10, 5), told_on=date(2026, 10, 9)),
    ),
    asked=(Asked(date(2026, 4, 13), "survey"), Asked(date(2026, 5, 11), "meeting")),
    changes=(Change(date(2026, 6, 8), from_input=True),),
    options=(Options(date(2026, 5, 18), with_people=True),),
    joined=(Joined(date(2026, 6, 22)),),
    activities=(Activity(date(2026, 9, 7), ActivityKind.REVIEW, expert_attended=True),),
)


def answers(letters: str) -> tuple[Answer, ...]:
    """Answers from letters: y(es), p(artly), n(o), u(nsure), s(kip)."""
    return tuple(_LETTERS[letter] for letter in letters)


def person(letters: str, step: int, helped: Help = Help.NONE) -> SentAnswers:
    """What one made-up person sent, online and without a comment."""
    return SentAnswers(answers(letters), step, helped, Channel.ONLINE, None)


@dataclass(frozen=True, slots=True)
class ExampleCheck:
    """The check that most examples read. It is made bigger where a council's floors would hide all of it."""

    tally: Tally
    people: int
    invited: int
    shown: Shown


def example_check(rules: Rules) -> ExampleCheck:
    """The made-up check, with what anyone may see of it under these rules."""
    times = 1
    while not _is_whole(
        shown := disclose(_tally(times), stated=STATED, audience=Audience.PUBLIC, rules=rules)
    ):
        times += 1
    return ExampleCheck(_tally(times), len(PEOPLE) * times, INVITED * times, shown)


def _tally(times: int) -> Tally:
    return add_up([person(*one) for one in PEOPLE] * times, invited=INVITED * times)


def _is_whole(shown: Shown) -> bool:
    return shown.score is not None and shown.experienced is not None and shown.most_people is not None
