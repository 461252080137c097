"""How a number is said: the fifth, the band, the score, the range, the rate and the badge it becomes.

Pure rounding of figures that may be shown. `ladder.disclosure` decides which those are.
"""

from fractions import Fraction
from math import ceil, floor

from ladder.choices import Badge
from ladder.scoring import STATEMENTS

NO, MOSTLY_NO, MIXED, MOSTLY_YES, YES = range(5)
TOKENISTIC, MOSTLY_TOKENISTIC, IN_BETWEEN, MOSTLY_GENUINE, GENUINE = range(5)
FIFTH_EDGES = (Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5))
BAND_EDGES = (Fraction(8, 5), Fraction(16, 5), Fraction(24, 5), Fraction(32, 5))

WIDE_ENDS_BELOW = 10
WIDE_LOW_END, WIDE_HIGH_END = Fraction(1), Fraction(7)
LOW_END, HIGH_END = Fraction(1, 2), Fraction(15, 2)
ONE_DECIMAL_FROM = 25
HALF = Fraction(1, 2)
TENTH = Fraction(1, 10)

FEWER_THAN_HALF, ABOUT_HALF, MOST = "fewer than half", "about half", "most"
CONVERSATION_GAP = 2


def fifth_of(value: Fraction) -> int:
    """Which fifth a mean from 0 to 1 falls in: 0 (No) to 4 (Yes).

    0.2 is No and 0.8 is Yes; 0.4 and 0.6 are Mixed.
    """
    return _part(value, FIFTH_EDGES)


def band_of(value: Fraction, edges: tuple[Fraction, ...] = BAND_EDGES) -> int:
    """Which band a score as shown falls in: 0 (Tokenistic) to 4 (Genuine), before any holding back.

    With the usual edges 1.6 is Tokenistic and 6.4 is Genuine; 3.2 and 4.8 are In between.
    """
    return _part(value, edges)


def _part(value: Fraction, edges: tuple[Fraction, ...]) -> int:
    """Which of five parts a value falls in. The first, third and fifth part own their edges."""
    first, second, third, fourth = edges
    if value <= first:
        return 0
    if value < second:
        return 1
    if value <= third:
        return 2
    return 3 if value < fourth else 4


def score_as_shown(value: Fraction, people: int) -> tuple[Fraction, str]:
    """A score from 0 to 8 as printed, and the number it is read as, with so many counted people.

    To the nearest half, halves up, with open ends: "1 or less" and "7 or more" under 10 people,
    "0.5 or less" and "7.5 or more" under 25. From 25 people to one decimal, without open ends.
    """
    if people >= ONE_DECIMAL_FROM:
        shown = _halves_up(value, TENTH)
        return shown, f"{float(shown):.1f}"
    low, high = (WIDE_LOW_END, WIDE_HIGH_END) if people < WIDE_ENDS_BELOW else (LOW_END, HIGH_END)
    shown = _halves_up(value, HALF)
    if shown <= low:
        return low, f"{float(low):g} or less"
    if shown >= high:
        return high, f"{float(high):g} or more"
    return shown, f"{float(shown):g}"


def _halves_up(value: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of a step. Halfway goes up."""
    return floor(value / step + HALF) * step


def range_as_shown(low: Fraction, high: Fraction, shown: Fraction) -> tuple[float, float]:
    """A likely range as printed beside a score: ends rounded outward to halves, never nearer than
    half a point to the score as printed, within 0 to 8."""
    lowest = floor(min(low, shown - HALF) / HALF) * HALF
    highest = ceil(max(high, shown + HALF) / HALF) * HALF
    return float(max(Fraction(0), lowest)), float(min(Fraction(STATEMENTS), highest))


def nearest_five(people: int) -> int:
    """A number of people to the nearest five, for "about 10 people"."""
    return 5 * floor(Fraction(people, 5) + HALF)


def rate_of(share: Fraction) -> str:
    """How a share of people invited is said: under two fifths, to three fifths, or above."""
    if share < Fraction(2, 5):
        return FEWER_THAN_HALF
    return ABOUT_HALF if share <= Fraction(3, 5) else MOST


def badge_of(gap: int) -> Badge:
    """The badge for stated less experienced: 2 or more, −2 or less, or a match between them."""
    if gap >= CONVERSATION_GAP:
        return Badge.TALK
    return Badge.HIGHER if gap <= -CONVERSATION_GAP else Badge.MATCH
