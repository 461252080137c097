"""Plain functions that make answers and tallies for tests of the words. No database."""

from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from ladder.choices import Answer, Audience, Channel, Help, Voice
from ladder.disclosure import STANDARD_RULES, disclose
from ladder.scoring import STATEMENTS, SentAnswers, Tally, add_up

LETTERS = {
    "y": Answer.YES,
    "p": Answer.PARTLY,
    "n": Answer.NO,
    "u": Answer.NOT_SURE,
    "s": Answer.SKIP,
}


def answers(letters):
    """Answers from letters: y(es), p(artly), n(o), u(nsure), s(kip). One letter stands for all eight."""
    letters = letters * STATEMENTS if len(letters) == 1 else letters
    return tuple(LETTERS[letter] for letter in letters)


def person(letters="y", step=4, help=Help.NONE, channel=Channel.ONLINE, voice=None, paid_helper=False):
    return SentAnswers(
        answers=answers(letters),
        placement=step,
        help=help,
        channel=channel,
        voice=voice,
        helper_is_paid_staff=paid_helper,
    )


def check_of(*people, invited=40):
    """The tally of these people, out of so many invited: enough that nobody is left uncounted."""
    return add_up(people, invited=invited)


def same(number, letters="y", step=4, **others):
    """So many people who all answered alike."""
    return [person(letters, step, **others) for _ in range(number)]


def counts(yes=0, partly=0, no=0, unsure=0, skip=0):
    return {
        Answer.YES: yes,
        Answer.PARTLY: partly,
        Answer.NO: no,
        Answer.NOT_SURE: unsure,
        Answer.SKIP: skip,
    }


def tally(
    *,
    invited=40,
    sent=12,
    statement=None,
    statements=None,
    score=4,
    scored=None,
    scores=None,
    placements=None,
    helped=0,
    alone=None,
    by_paper=0,
    by_phone=0,
    online=None,
):
    """A tally written down as it is, for edges that few real checks would reach.

    Without more, `sent` people all answered Partly, score `score` and stand on step 4. `statement`
    is the first statement's counts, `statements` all eight.
    """
    plain = counts(partly=sent)
    if statements is None:
        statements = [statement or plain, *[plain] * (STATEMENTS - 1)]
    if scores is None:
        scores = [Fraction(score)] * (sent if scored is None else scored)
    return Tally(
        invited=invited,
        sent=sent,
        answers=tuple(statements),
        scores=tuple(sorted(scores)),
        placements=tuple(placements or (0, 0, 0, sent, 0, 0, 0)),
        help={
            Help.NONE: sent - helped if alone is None else alone,
            Help.READ: helped,
            Help.WROTE: 0,
            Help.ANSWERED: 0,
            Help.NOT_ASKED: 0,
        },
        channel={
            Channel.ONLINE: sent - by_paper - by_phone if online is None else online,
            Channel.PAPER: by_paper,
            Channel.PHONE: by_phone,
        },
        voice=dict.fromkeys(Voice, 0),
    )


def show(results, audience=Audience.MEMBERS, stated=7, rules=STANDARD_RULES):
    """What members (or another audience) are shown of a project that says it is co-production."""
    return disclose(results, stated=stated, audience=audience, rules=rules)


def words(shown):
    """The eight statements' words, 0 (No) to 4 (Yes) or None."""
    return [statement.word for statement in shown.statements]


MOODS = [
    list(Answer),
    [Answer.YES, Answer.PARTLY, Answer.NO],
    [Answer.YES, Answer.YES, Answer.YES, Answer.PARTLY],  # else hardly any group would read Genuine
    [Answer.YES, Answer.YES, Answer.YES, Answer.YES, Answer.SKIP],
    [Answer.NO, Answer.NO, Answer.NO, Answer.PARTLY, Answer.NOT_SURE],
]


def people_who_answer(mood):
    """A strategy for one person whose answers come from these. Few draws, so that groups are made fast."""
    ways = list(product(list(Help), list(Channel), [None, *Voice], [False, True]))

    def made(spelled, step, way):
        given = []
        for _ in range(STATEMENTS):
            spelled, place = divmod(spelled, len(mood))
            given.append(mood[place])
        return SentAnswers(tuple(given), step, *way)

    return st.builds(
        made,
        st.integers(0, len(mood) ** STATEMENTS - 1),
        st.sampled_from([None, 1, 2, 3, 4, 5, 6, 7]),
        st.sampled_from(ways),
    )


people = people_who_answer(list(Answer)) | people_who_answer([Answer.YES, Answer.PARTLY, Answer.NO])


@st.composite
def sent_and_invited(draw, most=32):
    """(everyone who sent, how many were invited): small groups and large, whole groups and few of many."""
    mood = draw(st.sampled_from(MOODS))
    least = draw(st.sampled_from([0, 5, 8, 11, 26]))
    sent = draw(st.lists(people_who_answer(mood), min_size=least, max_size=most))
    return sent, len(sent) + draw(st.integers(0, 12))
