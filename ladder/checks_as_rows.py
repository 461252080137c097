"""A project's closed checks as the rows of a spreadsheet: the same words as its pages. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from ladder.choices import TeamAnswer
from ladder.queries import ShownCheck
from ladder.result_words import BADGES, FEW_PEOPLE, NOT_ENOUGH, about_sentence, gap_words
from ladder.rungs import Rung
from ladder.told_both import tell_both
from ladder.trends import trend_row
from ladder.wording import Wording
from projects.spreadsheets.writing import Value

OF_THE_CHECK = (
    "Closed on",
    "Closed early because",
    "Got more time because",
    "Version of the questions",
    "Together",
    "Council said",
    "People said",
    "Most people said",
    "Difference",
    "From tokenistic to genuine",
    "Score",
    "Likely range",
    "How many answered",
)
FEW = FEW_PEOPLE.partition(",")[0]


def headings(checks: Sequence[ShownCheck], wording: Wording) -> list[str]:
    """The headings. A question is named in full where all checks asked it in the same words."""
    one_version = len({check.version for check in checks}) == 1
    questions = [
        f"{each.number}. {each.wording}" if one_version else f"Question {each.number}"
        for each in wording.statements
    ]
    return [*OF_THE_CHECK, *(f"{each} {side}" for each in questions for side in ("People", "The team"))]


def rows(
    checks: Sequence[ShownCheck], wording: Wording, teams: Mapping[int, Sequence[TeamAnswer]]
) -> Iterator[list[Value]]:
    """One row for each check, in the order given. What is hidden says so."""
    for check in checks:
        both = tell_both(check, wording, teams.get(check.round_id))
        sides = (word for pair in both.pairs for word in (pair.people.words, pair.team))
        yield [*_of_the_check(check), *sides]


def _of_the_check(check: ShownCheck) -> list[Value]:
    shown, row = check.shown, trend_row(check)
    return [
        check.closed_on,
        check.closed_early_because,
        ", then ".join(check.more_time),
        check.version,
        BADGES[shown.badge],
        row.council_said,
        row.people_said,
        _most_people(check),
        gap_words(shown.gap) or NOT_ENOUGH,
        row.band_word,
        row.score_words,
        row.range_words or NOT_ENOUGH,
        about_sentence(shown).rstrip(".") or NOT_ENOUGH,
    ]


def _most_people(check: ShownCheck) -> str:
    if check.shown.experienced is None:
        return NOT_ENOUGH
    if check.shown.most_people is None:
        return FEW
    low, high = (Rung(step).label for step in check.shown.most_people)
    return f"{low} to {high}"
