"""A raised floor, or the public's, never reads better than what members read: many simulated checks.

Hypothesis tries the same in `test_disclosure_properties`; this is the large number that was promised.
"""

from random import Random

from ladder.choices import Answer, Audience, Badge, Channel, Help
from ladder.disclosure import Rules, disclose, widest_gap_first
from ladder.scoring import STATEMENTS, SentAnswers, add_up


def someone(random, mood):
    def answer():
        if random.random() < 1 / 20:
            return random.choice([Answer.NOT_SURE, Answer.SKIP])
        return [Answer.NO, Answer.PARTLY, Answer.YES][sum(random.random() < mood for _ in range(2))]

    step = None if random.random() < 0.1 else min(7, max(1, round(random.gauss(1 + 6 * mood, 1.5))))
    return SentAnswers(tuple(answer() for _ in range(STATEMENTS)), step, Help.NONE, Channel.ONLINE, None)


def simulated(random):
    """(the tally of a check of up to 40 people, rules with floors raised at random)."""
    invited, mood = random.randint(6, 40), random.choice([random.random(), random.random(), 0.95])
    sent = random.randint(min(5, invited), invited)
    raised = Rules(
        floor=random.randint(5, 14), invited_floor=random.randint(7, 20), public_floor=random.randint(10, 16)
    )
    return add_up([someone(random, mood) for _ in range(sent)], invited=invited), raised


def reads_no_better(less, members):
    """Whether nothing here is a better word, a higher score or an earlier place than members read."""
    words = zip(less.statements, members.statements, strict=True)
    return (
        all(one.word in (None, other.word) for one, other in words)
        and less.score_value in (None, members.score_value)
        and (less.band is None or (members.band is not None and less.band <= members.band))
        and less.badge in (Badge.FEW, members.badge)
        and widest_gap_first(less) >= widest_gap_first(members)
    )


def test_a_raised_floor_and_the_public_never_read_better_than_members_do(full):
    random, shown_fewer = Random("raised floors"), 0
    for _ in range(60_000 if full else 800):
        tally, raised = simulated(random)
        stated = random.randint(1, 7)
        members = disclose(tally, stated=stated, audience=Audience.MEMBERS)
        others = [
            disclose(tally, stated=stated, audience=Audience.PUBLIC),
            disclose(tally, stated=stated, audience=Audience.MEMBERS, rules=raised),
            disclose(tally, stated=stated, audience=Audience.PUBLIC, rules=raised),
        ]
        assert all(reads_no_better(one, members) for one in others)
        shown_fewer += any(one.score is None for one in others) and members.score is not None
    assert shown_fewer > 50
