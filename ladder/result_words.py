"""A result in plain sentences. Every sentence is made from a `Shown`, or from a part of one.

The same words for the same thing on every page, in every message and in every document.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ladder.as_shown import ABOUT_HALF, FEWER_THAN_HALF, MIXED, MOST
from ladder.choices import Badge
from ladder.disclosure import Shown, with_result
from ladder.rungs import RUNGS, Rung
from ladder.scoring import STATEMENTS

WORDS = ("No", "Mostly no", "Mixed", "Mostly yes", "Yes")
BANDS = ("Tokenistic", "Mostly tokenistic", "In between", "Mostly genuine", "Genuine")
BADGES = {badge: str(badge.label) for badge in Badge}
SHORT_BADGES = BADGES | {Badge.FEW: "Not enough yet"}
"""For a tag beside a name, where the full words are near."""

NOT_ENOUGH = BADGES[Badge.FEW]
SMALL_GROUP = "A small group: the people in the project see more"
FEW_PEOPLE = "Few people answered, so this could be quite different."
SOME_UNSURE = "Some people were not sure."
SOME_HELPED = "Some people had help."
SOME_PAPER_OR_PHONE = "Some people answered on paper or by phone."

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")
_RATES: Mapping[str, str] = {
    MOST: "That is most of the people we asked.",
    ABOUT_HALF: "That is about half of the people we asked.",
    FEWER_THAN_HALF: "That is fewer than half of the people we asked.",
}
_LOW_END, _HIGH_END = Fraction(1), Fraction(7)
_ABOUT_HALF_FROM, _ABOUT_HALF_TO = Fraction(7, 2), Fraction(9, 2)


def steps(number: int) -> str:
    """A number of steps: "1 step", "3 steps"."""
    return "1 step" if abs(number) == 1 else f"{abs(number)} steps"


def gap_words(gap: int | None) -> str:
    """The gap in a few words: "People agree", "People say 3 steps lower". Empty where it is hidden."""
    if gap is None:
        return ""
    if gap == 0:
        return "People agree"
    return f"People say {steps(gap)} {_direction(gap)}"


def _direction(gap: int) -> str:
    return "lower" if gap > 0 else "higher"


def gap_sentence(shown: Shown) -> str:
    """What the badge means for this project, in one or two sentences. Empty where it is hidden."""
    if shown.badge == Badge.TALK:
        return f"{_put_it(shown.gap, 'lower')} So we need a conversation."
    if shown.badge == Badge.HIGHER:
        return f"{_put_it(shown.gap, 'higher')} We can learn from it."
    if shown.badge != Badge.MATCH:
        return ""
    if shown.gap is None:
        return "People put this project on the same step as we do, or one step apart."
    if shown.gap == 0:
        return "People put this project on the same step as we do."
    return _put_it(shown.gap, _direction(shown.gap))


def _put_it(gap: int | None, direction: str) -> str:
    """How far apart. A reader who may see only the badge reads "2 or more steps"."""
    far = "2 or more steps" if gap is None else steps(gap)
    return f"People put this project {far} {direction} than we do."


def honest_step_sentence(stated: int, experienced: int | None, gap: int | None) -> str:
    """What stands in place of the band's word on a project that does not say it is co-production.

    Use it where `Shown.band_word_shown` is False. `experienced` and `gap` are None where hidden.
    """
    says = f"This project says it is {Rung(stated).label}"
    if experienced is None or gap is None:
        return f"{says}. It does not say it is co-production."
    if gap == 0:
        return f"{says}, and people agree. It is not co-production, and does not say it is."
    apart = "one step" if abs(gap) == 1 else steps(gap)
    return (
        f"{says}. People put it at {Rung(experienced).label}, which is {apart} {_direction(gap)}. "
        "It does not say it is co-production."
    )


def out_of_eight(shown: Shown) -> str:
    """The score as printed: "4.5 out of 8", or that there are not enough answers."""
    return NOT_ENOUGH if shown.score is None else f"{shown.score} out of {STATEMENTS}"


def band_spans(edges: Sequence[Fraction | Decimal]) -> tuple[tuple[str, str], ...]:
    """Each band's word with the scores it stands for: ("Tokenistic", "0 to 1.6"), and so on. Scores as shown.

    The first, third and fifth own their edges (`ladder.as_shown.band_of`).
    """
    first, second, third, fourth = (f"{float(edge):g}" for edge in edges)
    scores = (
        f"0 to {first}",
        f"More than {first}, less than {second}",
        f"{second} to {third}",
        f"More than {third}, less than {fourth}",
        f"{fourth} to {STATEMENTS}",
    )
    return tuple(zip(BANDS, scores, strict=True))


def band_word(shown: Shown) -> str:
    """The band's word where it is printed, else nothing."""
    return BANDS[shown.band] if shown.band is not None and shown.band_word_shown else ""


def score_sentence(shown: Shown) -> str:
    """The score as a sentence: "Nearly six of the 8 things are true." Empty where it is hidden."""
    if shown.score_value is None:
        return ""
    return f"{_share(Fraction(shown.score_value).limit_denominator(10))} of the {STATEMENTS} things are true."


def _share(value: Fraction) -> str:
    if value <= _LOW_END:
        return "Hardly any"
    if value >= _HIGH_END:
        return "Nearly all"
    if _ABOUT_HALF_FROM <= value <= _ABOUT_HALF_TO:
        return "About half"
    whole, rest = divmod(value, 1)
    if rest == 0:
        return f"About {_NUMBERS[whole]}"
    if rest < Fraction(1, 2):
        return f"Just over {_NUMBERS[whole]}"
    if rest == Fraction(1, 2):
        return f"Between {_NUMBERS[whole]} and {_NUMBERS[whole + 1]}"
    return f"Nearly {_NUMBERS[whole + 1]}"


def range_sentence(shown: Shown) -> str:
    """How sure the score is, in a few words. Empty where the score is hidden."""
    if shown.few_people:
        return FEW_PEOPLE
    if shown.likely_range is None:
        return ""
    low, high = shown.likely_range
    return (
        f"The likely range is {low:g} to {high:g}. "
        "That is if the people who did not answer feel like those who did."
    )


def held_back_sentence(shown: Shown) -> str:
    """Why a high score is not called genuine. Empty where nothing is held back."""
    if not shown.held_back:
        return ""
    low = [one.word for one in shown.statements if one.word is not None and one.word <= MIXED]
    if len(low) == 1:
        return f"One question reads {WORDS[low[0]]}, so this is not called genuine."
    if low:
        number = _NUMBERS[len(low)].capitalize()
        return f"{number} questions read Mixed or lower, so this is not called genuine."
    return "Not every question can be shown, so this is not called genuine."


def experienced_sentence(shown: Shown) -> str:
    """Where people put the project. Empty where that is hidden."""
    if shown.experienced is None:
        return ""
    middle = f"Step {shown.experienced} of {len(RUNGS)}. This is the middle of where people put it."
    return f"{middle} {most_people_sentence(shown)}".rstrip()


def most_people_sentence(shown: Shown) -> str:
    """The steps that most people chose. Empty where that is hidden."""
    if shown.most_people is None:
        return ""
    lowest, highest = shown.most_people
    return f"Most people said from step {lowest} to step {highest}."


def about_sentence(shown: Shown) -> str:
    """About how many people answered. Empty where that is hidden."""
    return "" if shown.about is None else f"About {shown.about} people answered."


def answered_sentence(shown: Shown) -> str:
    """About how many people answered, and the share where it may be said. Empty where both are hidden."""
    about = about_sentence(shown)
    rate = "" if shown.rate is None else _RATES[shown.rate]
    return f"{about} {rate}".strip()


def projects_that_match(counts: Mapping[Badge, int]) -> str:
    """A total over projects, never over people: "6 of 11 projects match." Counts only shown badges."""
    matching = counts.get(Badge.MATCH, 0)
    shown = with_result(counts)
    if not shown:
        return "No project has a result to show yet."
    if shown == 1:
        return f"The one project with a result {'matches' if matching else 'does not match'}."
    return f"{matching} of {shown} projects {'matches' if matching == 1 else 'match'}."
