"""The exact search leaves no world out, and finds none that reads otherwise."""

from itertools import islice

import pytest

from ladder.choices import Answer
from ladder.scoring import POINTS
from tests.attacks.inferring.nearby import Search
from tests.attacks.inferring.projects import hard_project, project
from tests.attacks.inferring.questions import ALL, MEAN, STEPS_SUM, SUMS, TWICE_POINTS, tells_apart
from tests.attacks.inferring.reading import PAGES
from tests.attacks.inferring.tables import Tables
from tests.attacks.inferring.worlds import heard_places, taken_places, tally_of


def constraints_of(made, world, who=None):
    """The constraints that the pages of a project put on worlds, with as many scores as this one has."""
    from tests.attacks.inferring.constraints import Constraints

    members, public, _ = PAGES.of(made.people, made.stated)
    tables = Tables(PAGES, len(made.people), made.stated, (members, public))
    scored = len(tally_of(world).scores)
    return Constraints(tables, made.people, who, scored, own_is_heard=who in heard_places(world))


def only(constraints, world, who=None):
    """Keep this world and no other."""
    model, tally = constraints.model, tally_of(world)
    others = [world[place] for place in heard_places(world) - {who}]
    others.sort(key=lambda person: -sum(TWICE_POINTS.get(answer, 0) for answer in person.answers))
    for place, person in enumerate(others, constraints.first):
        for number, answer in enumerate(person.answers):
            kind = answer if answer in POINTS else Answer.SKIP
            model.add(constraints.answer[place][number][kind] == 1)
    model.add(sum(constraints.heard) == len(heard_places(world)))
    for number, counts in enumerate(tally.answers):
        model.add(constraints.unsure[number] == counts[Answer.NOT_SURE])
    for rung, people in enumerate(tally.placements):
        model.add(constraints.on_step[rung] == people)
    for help, people in tally.help.items():
        model.add(constraints.help[help] == people)
    for channel, people in tally.channel.items():
        model.add(constraints.channel[channel] == people)
    model.add(constraints.sent == tally.sent)


def test_every_world_that_reads_alike_keeps_the_constraints(full):
    for seed in range(40 if full else 2):
        made = (project, hard_project)[seed % 2](seed)
        who = taken_places(made.people)[0] if seed % 4 > 1 and taken_places(made.people) else None
        search = Search(made, PAGES, [who], seed)
        search.look_near()
        search.look_far()
        worlds = [world for world in search.found if who is None or world[who] == made.people[who]]
        constraints = constraints_of(made, worlds[-1], who)
        only(constraints, worlds[-1], who)
        assert constraints.solve()


def test_a_world_that_reads_otherwise_does_not_keep_them(full):
    made_up = (project(seed, invited=9) for seed in range(1000))
    with_a_score = (made for made in made_up if PAGES.of(made.people, made.stated)[0].score)
    for seed, made in enumerate(islice(with_a_score, 40 if full else 2)):
        search = Search(made, PAGES, [], seed)
        world = made.people
        while PAGES.reads_as(search.pages, world, made.stated):
            world = search.changed(world, MEAN, None)
        constraints = constraints_of(made, world)
        only(constraints, world)
        assert constraints.solve() is None


@pytest.mark.parametrize("question", [SUMS[3], MEAN, STEPS_SUM, ALL], ids=str)
def test_what_it_finds_reads_alike_and_answers_the_question_otherwise(question):
    from tests.attacks.inferring.solver import Outcome, another_world

    made = hard_project(10)
    outcome, world = another_world(made, PAGES, question, None)
    assert outcome == Outcome.FOUND
    assert PAGES.reads_as(PAGES.of(made.people, made.stated), world, made.stated)
    assert tells_apart(question, made.people, world, None, (tally_of(made.people), tally_of(world)))
