"""What one row of each table says: the same words on the page and in the file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from ladder.choices import Badge
from ladder.evidence import Records, evidenced_rung, gates, record_words
from ladder.members_view import MembersRow
from ladder.result_words import NOT_ENOUGH, WORDS, band_word, gap_words, range_sentence
from ladder.rungs import Rung
from ladder.scoring import STATEMENTS
from ladder.two_sides import can_compare, widest_difference
from ladder.wording import Wording
from words.plain_dates import short_date

NO_CHECK = str(Badge.NONE.label)
NOT_GIVEN = "Not given"
HIDDEN, NOT_ASKED = "Not enough", "Not asked yet"
AGREE = "The two sides agree"
NOTHING_TO_COMPARE = "The team was not sure"
GAP_HEADINGS = (
    "Project", "Directorate", "Council says", "People say", "Most people", "Record shows", "The gap",
    "How far apart", "Score out of 8", "Likely range", "Word", "Conversation",
)  # fmt: skip
TWO_SIDES_HEADINGS = ("Project", "Directorate", "People were asked", "People say", "The team says")


def url_of(row: MembersRow) -> str:
    """The page of its newest check, or its own where none has closed."""
    if row.closed_on is None:
        return reverse("projects:show", args=[row.project.slug])
    return reverse("ladder:results", args=[row.project.slug, row.closed_on])


def gap_row(row: MembersRow, records: Records, *, today: date) -> dict[str, Any]:
    """Both steps of a project, what the record shows, and the gap: as the chart draws it and as words."""
    shown, found = row.shown, gates(records, today=today)
    low, high = (shown and shown.most_people) or (None, None)
    return {
        "name": row.project.name,
        "directorate": row.project.directorate.name,
        "url": url_of(row),
        "badge": row.badge,
        "badge_word": str(row.badge.label),
        "stated": row.stated,
        "stated_word": row.stated.label,
        "experienced": shown.experienced if shown else None,
        "people_say": _people_say(row),
        "low": low,
        "high": high,
        "most": f"Step {low} to {high}" if low else "",
        "record": evidenced_rung(found),
        "record_word": record_words(found),
        "gap_words": gap_words(shown.gap) if shown else "",
        "band_word": band_word(shown) if shown else "",
        "word": _word(row),
        "score": (shown.score if shown and shown.score else "") or _why_not(row),
        "range": range_sentence(shown) if shown else "",
        "conversation": _conversation(row, today),
        "conversation_url": _conversation_url(row),
    }


def _conversation(row: MembersRow, today: date) -> str:
    """How it stands with the conversation that its newest check needs. Empty where it needs none."""
    if row.talk_by is None:
        return ""
    if row.talked_on:
        return f"Held on {short_date(row.talked_on)}"
    return f"{'Late: due' if row.talk_by < today else 'Due'} by {short_date(row.talk_by)}"


def _conversation_url(row: MembersRow) -> str:
    if row.talk_by is None:
        return ""
    return reverse("ladder:conversation", args=[row.project.slug, row.closed_on])


def gap_cells(row: Mapping[str, Any]) -> list[str]:
    """The cells of a `gap_row` under GAP_HEADINGS."""
    keys = (
        "name", "directorate", "stated_word", "people_say", "most", "record_word", "badge_word", "gap_words",
        "score", "range", "word", "conversation",
    )  # fmt: skip
    return [row[key] for key in keys]


def _why_not(row: MembersRow) -> str:
    return NOT_ENOUGH if row.shown else NO_CHECK


def _people_say(row: MembersRow) -> str:
    shown = row.shown
    return Rung(shown.experienced).label if shown and shown.experienced else _why_not(row)


def _word(row: MembersRow) -> str:
    """The band's word where it is said, else that it is not given, or why there is none."""
    if row.shown is None or row.shown.score is None:
        return _why_not(row)
    return band_word(row.shown) or NOT_GIVEN


def question_row(row: MembersRow) -> dict[str, Any]:
    """How each statement of a project reads: pairs of a word and the look of its cell."""
    return {"name": row.project.name, "url": url_of(row), "cells": _question_cells(row)}


def _question_cells(row: MembersRow) -> list[tuple[str, str]]:
    if row.shown is None:
        return [(NOT_ASKED, "hn")] * STATEMENTS
    words = [statement.word for statement in row.shown.statements]
    return [(HIDDEN, "hx") if word is None else (WORDS[word], f"h{word}") for word in words]


def two_sides_row(row: MembersRow, wording: Wording) -> dict[str, Any]:
    """The statement where a project's team and its people differ most, in the words of both."""
    name = {"name": row.project.name, "directorate": row.project.directorate.name, "url": url_of(row)}
    shown, team = row.shown, row.team
    if shown is None or team is None or all(each.word is None for each in shown.statements):
        return name | {"asked": NOT_ENOUGH, "word": None, "people": "", "team": "", "is_ours": True}
    widest = widest_difference(shown, team)
    if widest is None:
        says = AGREE if can_compare(shown, team) else NOTHING_TO_COMPARE
        return name | {"asked": says, "word": None, "people": "", "team": "", "is_ours": True}
    place = widest.number - 1
    word = shown.statements[place].word
    return name | {
        "asked": wording.statements[place].wording,
        "word": word,
        "people": WORDS[word] if word is not None else "",
        "team": str(team[place].label),
        "is_ours": False,
    }


def two_sides_cells(row: Mapping[str, Any]) -> Sequence[str]:
    """The cells of a `two_sides_row` under TWO_SIDES_HEADINGS."""
    return [row[key] for key in ("name", "directorate", "asked", "people", "team")]
