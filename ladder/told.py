"""A closed check as its page tells it: every figure ready to draw, every sentence ready to print."""

from dataclasses import dataclass

from ladder.choices import Badge
from ladder.disclosure import Shown
from ladder.more_time import in_a_sentence, why_more_time
from ladder.queries import ShownCheck
from ladder.result_words import (
    NOT_ENOUGH,
    SOME_HELPED,
    SOME_PAPER_OR_PHONE,
    SOME_UNSURE,
    WORDS,
    answered_sentence,
    band_word,
    experienced_sentence,
    gap_sentence,
    gap_words,
    held_back_sentence,
    honest_step_sentence,
    most_people_sentence,
    out_of_eight,
    range_sentence,
    score_sentence,
)
from ladder.rungs import Rung
from ladder.side_by_side import why_no_step
from ladder.wording import Wording
from words.plain_dates import short_date


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """One of the eight as shown: the words of its own version, and people's word or that it is hidden."""

    number: int
    question: str
    word: int | None
    words: str
    say: str

    @property
    def hidden(self) -> bool:
        """Whether too few people stand behind it for this reader."""
        return self.word is None


@dataclass(frozen=True, slots=True)
class ToldCheck:
    """What the page of a project says about its newest closed check, to one audience."""

    badge: Badge
    stated: Rung
    experienced: Rung | None
    low: int | None
    high: int | None
    why_no_step: str
    where_people_put_it: str
    most_people: str
    gap: str
    gap_words: str
    answered: str
    closed: str
    score_words: str
    score: float | None
    likely_low: float | None
    likely_high: float | None
    band: int | None
    band_edges: tuple[float, ...]
    band_word: str
    line: str
    score_sentence: str
    range_sentence: str
    statements: tuple[ToldStatement, ...]
    some: tuple[str, ...]

    @property
    def people_say(self) -> str:
        """The name of the step in the middle of where people put it. Empty where that is hidden."""
        return "" if self.experienced is None else self.experienced.label

    @property
    def shows_answers(self) -> bool:
        """Whether anything but the badge and the steps is shown to this reader."""
        return self.score is not None or bool(self.answered) or not all(one.hidden for one in self.statements)


def tell(check: ShownCheck, wording: Wording) -> ToldCheck:
    """Put a closed check into words. `wording` is the version that the check began with."""
    shown = check.shown
    low, high = shown.most_people or (None, None)
    likely_low, likely_high = shown.likely_range or (None, None)
    return ToldCheck(
        badge=shown.badge,
        stated=check.stated,
        experienced=None if shown.experienced is None else Rung(shown.experienced),
        low=low,
        high=high,
        why_no_step=why_no_step(check),
        where_people_put_it=experienced_sentence(shown),
        most_people=most_people_sentence(shown),
        gap=gap_sentence(shown),
        gap_words=gap_words(shown.gap),
        answered=answered_sentence(shown),
        closed=_closed(check),
        score_words=out_of_eight(shown),
        score=shown.score_value,
        likely_low=likely_low,
        likely_high=likely_high,
        band=shown.band if shown.band_word_shown else None,
        band_edges=tuple(map(float, check.rules.band_edges)),
        band_word=band_word(shown),
        line=_line(check),
        score_sentence=score_sentence(shown),
        range_sentence=range_sentence(shown),
        statements=tell_statements(shown, wording),
        some=tuple(
            sentence
            for sentence, is_so in (
                (SOME_HELPED, shown.some_helped),
                (SOME_PAPER_OR_PHONE, shown.some_paper_or_phone),
            )
            if is_so
        ),
    )


def tell_statements(shown: Shown, wording: Wording) -> tuple[ToldStatement, ...]:
    """The eight in the words of the version that the check began with."""
    return tuple(
        ToldStatement(
            number=statement.number,
            question=statement.wording,
            word=one.word,
            words=NOT_ENOUGH if one.word is None else WORDS[one.word],
            say=SOME_UNSURE if one.some_unsure else "",
        )
        for statement, one in zip(wording.statements, shown.statements, strict=True)
    )


def _closed(check: ShownCheck) -> str:
    on, more_time = short_date(check.closed_on), why_more_time(check.more_time)
    if not check.closed_early_because:
        return f"The check closed on {on}. {more_time}".rstrip()
    reason = in_a_sentence(check.closed_early_because)
    early = f"The involvement team closed the check early, on {on}, after a reminder. The reason: {reason}."
    return f"{more_time} {early}".lstrip()


def _line(check: ShownCheck) -> str:
    """The sentence under the score: why there is no word, or why it is not a better one."""
    shown = check.shown
    if shown.score is None:
        return ""
    if shown.band_word_shown:
        return held_back_sentence(shown)
    return honest_step_sentence(check.stated, shown.experienced, shown.gap)
