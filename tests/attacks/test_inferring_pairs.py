"""Pairs of answers that read alike really do, and really differ."""

from functools import cache

from ladder.choices import Audience, Help
from ladder.disclosure import disclose
from ladder.scoring import add_up
from tests.attacks.inferring import pairs as made

pairs = cache(made.pairs)


def everyone_in(pair):
    return [[person for person in world if person] for world in (pair.one, pair.other)]


def test_both_sides_of_a_pair_read_alike_to_members_and_to_the_public():
    for pair in pairs(6):
        one, other = (add_up(people, invited=pair.invited) for people in everyone_in(pair))
        for audience in Audience:
            read = disclose(one, stated=pair.stated, audience=audience)
            assert disclose(other, stated=pair.stated, audience=audience) == read
        assert disclose(one, stated=pair.stated, audience=Audience.MEMBERS).score is not None


def test_they_differ_in_how_many_answered_and_in_what_one_person_said():
    for pair in pairs(6):
        one, other = everyone_in(pair)
        assert len(one) != len(other)
        before, after = pair.one[pair.changed], pair.other[pair.changed]
        assert sum(was != now for was, now in zip(before.answers, after.answers, strict=True)) >= 3


def test_a_reader_sends_the_same_on_both_sides():
    for pair in pairs(6):
        assert pair.one[pair.reader] == pair.other[pair.reader] is not None
        assert pair.reader != pair.changed


def test_nobody_writes_a_comment_or_has_answers_given_for_them():
    for pair in pairs(6):
        for people in everyone_in(pair):
            assert all(person.voice is None and person.help != Help.ANSWERED for person in people)


def test_a_longer_list_begins_with_the_shorter_one():
    assert pairs(2) == pairs(6)[:2]
