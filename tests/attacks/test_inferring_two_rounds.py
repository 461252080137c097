"""Two checks with one person changed give nobody away, to someone who is not told who answered the same.

Told that, someone may work out what the changed person said. The portal does not tell it.
"""

from dataclasses import replace

from ladder.choices import Answer, Channel, Help
from ladder.disclosure import disclose
from ladder.scoring import STATEMENTS, SentAnswers, scored_answers, statement_mean
from tests.attacks.inferring.attack import leaks
from tests.attacks.inferring.controls import CONTROLS
from tests.attacks.inferring.questions import MEAN
from tests.attacks.inferring.reading import Reading
from tests.attacks.inferring.two_rounds import (
    ABOUT_SUMS,
    SearchBoth,
    TwoRounds,
    possible_sums,
    sums_left_open,
    two_rounds,
)
from tests.attacks.inferring.worlds import taken_places

EXACT_MEAN = next(control.reading for control in CONTROLS if "exact mean" in control.name)


def made(number):
    """So many pairs of checks, every other one of a project where nearly all answer."""
    return [two_rounds(seed, hard=seed % 2 == 1) for seed in range(number)]


def known_changes(rounds, reading, told):
    """(statement, what is known) where only one sum fits, or one difference between the two, for a reader or
    one of two people who answered both."""
    askers = [None, *(place for place in taken_places(rounds.people)[:2] if place in rounds.stayed)]
    found = set()
    for who in askers:
        for number in range(STATEMENTS):
            sums = possible_sums(rounds, number, reading, who=who, told=told)
            found |= {(number, which) for which in (0, 1) if len({both[which] for both in sums}) == 1}
            if len({second - first for first, second in sums}) == 1:
                found.add((number, "change"))
    return found


def known_sums(rounds, reading, told):
    return {(number, what) for number, what in known_changes(rounds, reading, told) if what != "change"}


def everyone(letter, number):
    answers = ({"y": Answer.YES, "p": Answer.PARTLY, "n": Answer.NO}[letter],) * STATEMENTS
    return [SentAnswers(answers, 4, Help.NONE, Channel.ONLINE, None)] * number


def one_left(stayed, left):
    """Two checks between which one person left; all answered both."""
    return TwoRounds(6, (*stayed, *left, None), someone_left=True, someone_joined=False)


def test_two_checks_give_nothing_away_to_someone_who_is_not_told_who_answered_the_same(full):
    # Then anyone may have answered otherwise in the second check, so each is an attack by itself.
    for seed, rounds in enumerate(made(200 if full else 4)):
        for project in rounds.as_projects():
            assert not [str(leak) for leak in leaks(project, seed=seed)]


def test_no_sum_follows_from_the_words_of_both_checks_nor_how_much_it_changed(full):
    for rounds in made(600 if full else 4):
        assert not known_changes(rounds, Reading(), told=False)


def test_one_follows_in_few_pairs_where_someone_is_told_that_all_who_stayed_answered_the_same(full):
    # Not claimed to be none: at the edge of a word, one person more may settle it.
    pairs = made(600 if full else 4)
    assert sum(bool(known_sums(rounds, Reading(), told=True)) for rounds in pairs) <= 0.01 * len(pairs)


def test_the_quick_search_over_all_that_pages_show_of_both_checks_leaves_few_pairs_open(full):
    # What it finds no other world for may or may not be known: here it counts as known.
    pairs = made(120 if full else 2)
    known = [rounds for seed, rounds in enumerate(pairs) if sums_left_open(rounds, seed=seed)]
    assert len(known) <= 0.1 * len(pairs)


def test_what_someone_said_who_left_may_follow_where_all_others_answered_the_same():
    # Five Yes of eight read Mostly yes, and four of seven Mixed.
    rounds = one_left([*everyone("y", 4), *everyone("n", 3)], everyone("y", 1))
    changes = {second - first for first, second in possible_sums(rounds, 0, told=True)}
    assert changes == {-2}


def words_in_fortieths(tally, **asked):
    """A control: each statement's mean to the nearest fortieth, where a word stands."""
    shown = disclose(tally, **asked)
    words = [round(statement_mean(counts) * 40) if scored_answers(counts) else 0 for counts in tally.answers]
    statements = tuple(
        one if one.word is None else replace(one, word=word)
        for one, word in zip(shown.statements, words, strict=True)
    )
    return replace(shown, statements=statements)


def test_sums_follow_where_words_are_too_fine():
    rounds = one_left([*everyone("p", 1), *everyone("n", 7)], everyone("n", 1))
    assert known_sums(rounds, Reading(disclose=words_in_fortieths), told=False)
    assert not known_sums(rounds, Reading(), told=False)


def test_the_mean_of_both_checks_follows_where_the_mark_stands_at_the_exact_mean():
    rounds = one_left([*everyone("y", 3), *everyone("p", 4)], everyone("n", 1))
    found = [leaks(project, EXACT_MEAN, askers=[None], questions=[MEAN]) for project in rounds.as_projects()]
    assert all(MEAN in [leak.question for leak in each] for each in found)


def test_the_search_over_both_checks_asks_for_sums_in_each():
    rounds = two_rounds(0)
    search = SearchBoth(rounds, Reading(), [None])
    assert set(ABOUT_SUMS) <= search.open[None]
