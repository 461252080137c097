"""One step from a world towards the pages that were read: a word too low wants a better answer, and so on."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from ladder.choices import Answer
from ladder.disclosure import Shown
from ladder.scoring import STATEMENTS, SentAnswers
from tests.attacks.inferring.reading import Pages
from tests.attacks.inferring.worlds import World, put, taken_places

LADDER_OF_ANSWERS = [Answer.NO, Answer.PARTLY, Answer.YES]


def mended(world: World, pages: Pages, wanted: Pages, who: int | None, random: Random) -> World:
    """The world with one change to something that reads otherwise than wanted, if there is such a change.

    Nothing of the asker's own is changed.
    """
    changes = [
        change
        for shown, read in ((pages[0], wanted[0]), (pages[1], wanted[1]))
        for change in _changes(shown, read)
    ]
    places = taken_places(world, [who])
    random.shuffle(places)
    if not changes or not places:
        return world
    change = random.choice(changes)
    for place in places:
        person = world[place]
        if person is not None and (other := change(person, random)) != person:
            return put(world, place, other)
    return world


Change = Callable[[SentAnswers, Random], SentAnswers]


def _changes(shown: Shown, read: Shown) -> list[Change]:
    """What could make a result read as wanted."""
    found: list[Change] = []
    for number, (now, then) in enumerate(zip(shown.statements, read.statements, strict=True)):
        if now.word is None and then.word is not None:
            found.append(_counted(number, counts=True))
        elif now.word is not None and then.word is None:
            found.append(_counted(number, counts=False))
        elif now.word is not None and then.word is not None and now.word != then.word:
            found.append(_answered(number, then.word - now.word))
    if shown.score_value is None or read.score_value is None:
        if shown.score_value is not read.score_value:
            found.append(_counted(None, counts=shown.score_value is None))
    elif shown.score_value != read.score_value:
        found.append(_answered(None, 1 if read.score_value > shown.score_value else -1))
    elif shown.likely_range != read.likely_range:
        found += [_answered(None, 1), _answered(None, -1)]
    if shown.few_people != read.few_people and None not in (shown.score_value, read.score_value):
        found.append(_counted(None, counts=shown.few_people))
    if (shown.experienced, shown.most_people, shown.badge) != (
        read.experienced,
        read.most_people,
        read.badge,
    ):
        found.append(_placed)
    return found


def _answered(number: int | None, better: int) -> Change:
    """Half a point more or less for a statement, or for any."""

    def change(person: SentAnswers, random: Random) -> SentAnswers:
        which = random.randrange(STATEMENTS) if number is None else number
        if person.answers[which] not in LADDER_OF_ANSWERS:
            return person
        place = LADDER_OF_ANSWERS.index(person.answers[which]) + (1 if better > 0 else -1)
        return _with(person, which, LADDER_OF_ANSWERS[min(2, max(0, place))])

    return change


def _counted(number: int | None, *, counts: bool) -> Change:
    """One more answer that counts, or one fewer."""

    def change(person: SentAnswers, random: Random) -> SentAnswers:
        which = random.randrange(STATEMENTS) if number is None else number
        if (person.answers[which] in LADDER_OF_ANSWERS) == counts:
            return person
        return _with(person, which, random.choice(LADDER_OF_ANSWERS) if counts else Answer.NOT_SURE)

    return change


def _placed(person: SentAnswers, random: Random) -> SentAnswers:
    """Another step."""
    return replace(person, placement=random.choice([None, *range(1, 8)]))


def _with(person: SentAnswers, which: int, answer: Answer) -> SentAnswers:
    answers = list(person.answers)
    answers[which] = answer
    return replace(person, answers=tuple(answers))
