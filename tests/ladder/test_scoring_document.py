"""Every table of `docs/scoring.md`, worked out again: what people read is what the portal does."""

from fractions import Fraction
from pathlib import Path

import pytest

import ladder
from ladder import result_words
from ladder.as_shown import badge_of, band_of, range_as_shown, score_as_shown
from ladder.choices import Audience
from ladder.disclosure import counted_as_answered
from ladder.scoring import (
    likely_range,
    mean,
    middle_step,
    most_people,
    person_score,
    student_t_quantile,
    wilson_interval,
)
from tests.ladder.tallies import answers, check_of, counts, person, show, tally, words

PAGE = Path(ladder.__file__).parent.parent / "docs" / "scoring.md"


def tables():
    """Rows by the heading cells of the table that they stand in: {("Yes", "Of", …): [(…), …]}."""
    found, heading = {}, None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            heading = None
            continue
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if heading is None:
            heading = cells
            found[heading] = []
        elif set("".join(cells)) != {"-"}:
            found[heading].append(cells)
    return found


TABLES = tables()
PEOPLE = TABLES["Person", "Answers 1 to 8", "Step", "Score out of 8"]


def rows(*heading):
    return pytest.mark.parametrize("row", TABLES[heading], ids=" ".join)


def the_check():
    everyone = [person(letters(row[1]), int(row[2])) for row in PEOPLE]
    return check_of(*everyone, invited=15)


def letters(cell):
    return cell.replace(" ", "").lower()


@rows("Person", "Answers 1 to 8", "Step", "Score out of 8")
def test_each_person_s_score_is_as_written(row):
    score = person_score(answers(letters(row[1])))
    assert ("none" if score is None else str(score)) == row[3]


@pytest.mark.parametrize("audience", list(Audience))
def test_the_whole_check_reads_as_written(audience):
    shown = show(the_check(), audience)
    assert dict(TABLES["What", "What the page says"]) == {
        "Score": result_words.out_of_eight(shown),
        "In words": result_words.score_sentence(shown),
        "Band": result_words.band_word(shown),
        "Likely range": result_words.range_sentence(shown),
        "Where people put it": result_words.experienced_sentence(shown),
        "Badge": result_words.BADGES[shown.badge],
        "The gap": result_words.gap_sentence(shown),
        "How many answered": result_words.answered_sentence(shown),
        "Words 1 to 8": ", ".join(result_words.WORDS[word] for word in words(shown)),
    }


def test_the_numbers_on_the_way_are_as_written():
    scores = the_check().scores
    low, high = likely_range(scores, invited=15)
    assert mean(scores) == Fraction(131, 33)
    assert (f"{low:.2f}", f"{high:.2f}") == ("3.49", "4.45")
    assert f"{student_t_quantile(10, 0.8):.3f}" == "1.372"
    deviation = sum((score - mean(scores)) ** 2 for score in scores) / 10
    assert f"{float(deviation) ** 0.5:.2f}" == "2.26"


@rows("Mean", "Counted people", "As shown")
def test_a_score_is_shown_as_written(row):
    assert score_as_shown(Fraction(row[0]), int(row[1]))[1] == row[2]


@rows("Yes", "Partly", "No", "Word")
def test_a_word_is_as_written(row):
    yes, partly, no = map(int, row[:3])
    results = tally(sent=yes + partly + no, statement=counts(yes=yes, partly=partly, no=no))
    assert result_words.WORDS[words(show(results))[0]] == row[3]


@rows("Score as shown", "Band")
def test_a_band_is_as_written(row):
    assert result_words.BANDS[band_of(Fraction(row[0]))] == row[1]


@rows("Range from", "to", "Score as shown", "Range as shown")
def test_a_range_is_as_written(row):
    low, high = range_as_shown(*map(Fraction, row[:3]))
    assert f"{low:g} to {high:g}" == row[3]


@rows("Steps that people chose", "Middle", "Most people")
def test_a_middle_is_as_written(row):
    placements = tuple(row[0].split().count(str(step)) for step in range(1, 8))
    assert str(middle_step(placements)) == row[1]
    assert "{} to {}".format(*most_people(placements)) == row[2]


@rows("Council says", "People say", "Gap", "Badge")
def test_a_gap_is_as_written(row):
    gap = int(row[0]) - int(row[1])
    assert str(gap) == row[2]
    assert result_words.BADGES[badge_of(gap)] == row[3]


@rows("Answered", "Invited", "Counted")
def test_people_count_as_written(row):
    assert str(counted_as_answered(int(row[0]), int(row[1]))) == row[2]


@rows("Answered", "Invited", "About", "Share")
def test_how_many_answered_is_as_written(row):
    shown = show(tally(sent=int(row[0]), invited=int(row[1])))
    assert (str(shown.about), shown.rate or "not said") == row[2:]


@rows("Yes", "Of", "From", "To")
def test_wilson_s_interval_is_as_written(row):
    low, high = wilson_interval(int(row[0]), int(row[1]))
    assert (f"{low:.4f}", f"{high:.4f}") == row[2:]


def test_small_groups_are_shown_as_written():
    said = TABLES["Counted", "Members see", "The public sees"]
    assert [row[0] for row in said] == ["under 5, or under 7 invited", "5 to 9", "10 or more"]
    assert said[0][1] == said[0][2] == result_words.NOT_ENOUGH
    assert f'"{result_words.SMALL_GROUP}"' in said[1][2]
    for sent, small in ((4, False), (5, True), (9, True), (10, False)):
        shown = show(tally(sent=sent), Audience.PUBLIC)
        assert (shown.small_group, shown.score is not None) == (small, sent >= 10)


def test_every_table_of_the_page_is_worked_out():
    # 2 for the whole check, 9 of rules, 1 of small groups
    assert len(TABLES) == 12
