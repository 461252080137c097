"""The rows of the table: one question each, with the word that must come back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from tests.access.kinds import GROUPS, NOBODY, NOTHING_THERE, Group
from tests.access.objects import MISSING, OTHER, OWN
from tests.access.world import Answer, World
from tests.house.access import ACCESS, EVERYONE

MIXED = "mixed"
METHODS = ("get", "post")
OF_NOTHING = Group("none", {}, "", {}, "in")
# A button that says more than that it was pressed. Everything else is sent empty.
SENT = {"ladder:end_form": {"how": "destroyed"}, "coproduction:sign_in_as": {"user": "holder"}}


@dataclass(frozen=True)
class Row:
    """One question: this address, by this method, as this part of the cast, about what stands there."""

    name: str
    method: str
    part: str
    position: str
    group: Group

    def __str__(self) -> str:
        of_a_draft = " draft" if self.group.object == "draft" else ""
        return f"{self.method.upper()} {self.name} as {self.part}, {self.position}{of_a_draft}"

    @property
    def word(self) -> str:
        """What must come back, as a hand wrote it down."""
        row = ACCESS[self.name]
        if self.part == NOBODY and not row.is_public:
            return "sign in"
        who = getattr(row, self.method)
        if who is None:
            return "405"
        if self.group is OF_NOTHING:
            said = "in" if self.part in who else "no"
            return "404" if said == "in" and (self.name, self.method) in NOTHING_THERE else said
        if self.position == MIXED:
            return "404"
        return self.group.word(self.part, self.position)

    def at(self, position: str) -> "Row":
        """The same question about another thing."""
        return replace(self, position=position)


def path_of(row: Row, world: World) -> str:
    """The address. "mixed" is one's own project with what belongs to another directorate's."""
    bodies, keys = world.bodies, row.group.about
    ids = {argument: bodies[_body_of(row)][key] for argument, key in keys.items()}
    if row.position == MIXED:
        argument, key = list(keys.items())[-1]
        elsewhere = OTHER if bodies[OTHER].get(key) != ids[argument] and key in bodies[OTHER] else MISSING
        ids[argument] = bodies[elsewhere][key]
    return reverse(row.name, kwargs=ids)


def _body_of(row: Row) -> str:
    return OWN if row.position == MIXED else row.position


def answer(row: Row, world: World) -> Answer:
    """What comes back, with everything undone that it may have done."""
    sent = SENT.get(row.name, {}) if row.method == "post" else {}
    sent = {name: world.bodies[OWN].get(value, value) for name, value in sent.items()}
    return world.answer(row.part, row.method, path_of(row, world), sent)


def ask(row: Row, world: World) -> str:
    """The word that comes back: in, no, 404, 405 or sign in. Anything else is a mistake of ours."""
    return answer(row, world).word


def groups() -> Iterator[tuple[str, Group, tuple[str, ...]]]:
    """Every address with what it speaks of. Those that speak of nothing come last."""
    spoken_of = set()
    for group in GROUPS:
        spoken_of |= set(group.names)
        yield from ((name, group, group.methods) for name in group.names)
    yield from ((name, OF_NOTHING, METHODS) for name in ACCESS if name not in spoken_of)


def every_row(*, full: bool = False) -> list[Row]:
    """Each question that is asked, all positions of one thing one after another.

    People whom the table treats alike are asked by one of them, in turn, so that everyone is asked often and
    about every kind of thing; with `full` by all of them. By a method that an address does not take, one
    person asks: the address says so before it looks who that is.
    """
    if full:
        return [row for name, group, method in _questions() for row in _from_everyone(name, group, method)]
    asked, rows = Counter(), []
    for name, group, method in _questions():
        for alike in _treated_alike(name, group, method):
            rows += _in_turn(name, group, method, alike, asked)
    return list(dict.fromkeys([*rows, *_not_asked_yet(asked)]))


def _questions() -> Iterator[tuple[str, Group, str]]:
    """Every address by every method that it takes."""
    for name, group, methods in groups():
        yield from ((name, group, method) for method in methods if getattr(ACCESS[name], method) is not None)


def _from_everyone(name, group, method):
    for part in sorted(EVERYONE):
        row = Row(name, method, part, OWN, group)
        yield from (row.at(position) for position in group.positions)
        if _has_an_inner_part(group) and row.word == "in":
            yield row.at(MIXED)


def _treated_alike(name, group, method):
    """The parts of the cast, those together who are told the same wherever the thing is.

    Whoever is not signed in is asked alone, also about pages for everyone.
    """
    alike = {}
    for part in sorted(EVERYONE):
        row = Row(name, method, part, OWN, group)
        words = tuple(row.at(position).word for position in group.positions)
        alike.setdefault((part == NOBODY, words), []).append(part)
    return alike.values()


def _in_turn(name, group, method, alike, asked):
    """One of these people about one of the things that are alike to them.

    What is not there for them is held beside what is missing. Otherwise one person asks for what is missing.
    """
    part = min(alike, key=lambda part: (asked[part, group.object], asked[part]))
    row, words = Row(name, method, part, OWN, group), {}
    for position in group.positions:
        word = row.at(position).word
        words.setdefault((word, word == "404" and position == MISSING), []).append(position)
    is_beside = ("404", False) in words
    for positions in words.values():
        if positions == [MISSING] and asked[name, method, MISSING] and not is_beside:
            continue
        position = min(positions, key=lambda one: [asked[each] for each in _counted(row.at(one))])
        asked.update([part, (name, method, position), *_counted(row.at(position))])
        yield row.at(position)
    if _has_an_inner_part(group) and row.word == "in":
        yield row.at(MIXED)


def _counted(row):
    """What is counted of a question, so that everything has its turn."""
    return (
        (row.part, row.group.object),
        (row.part, row.group.kind, row.position),
        (row.name, row.group.object, row.position),
        (row.part, row.position),
    )


def _not_asked_yet(asked):
    """Where no turn came: everyone about each thing, and each kind in each position; and each address."""
    rows = [
        Row(name, method, part, position, group)
        for name, group, method in _questions()
        for part in sorted(EVERYONE)
        for position in group.positions
    ]
    for row in sorted(rows, key=lambda row: row.part == NOBODY):
        if not all(asked[each] for each in _counted(row)):
            asked.update(_counted(row))
            yield row
            if row.word == "404" and row.position != MISSING:
                asked.update(_counted(row.at(MISSING)))
                yield row.at(MISSING)


def _has_an_inner_part(group):
    """Whether the address names a thing and, after it, something that belongs to that thing."""
    return len(group.about) > 1 and group.belongs
