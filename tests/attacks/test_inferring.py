"""Published results give nobody away: behind the same pages there is always another set of answers.

The attack stands in `tests/attacks/inferring`. docs/attacks.md says what it grants, asks and does not claim.
"""

from random import Random

import pytest

from ladder.choices import Answer, Audience, Channel, Help
from ladder.disclosure import disclose
from ladder.scoring import POINTS, STATEMENTS, SentAnswers, add_up
from tests.attacks.inferring.attack import leaks
from tests.attacks.inferring.nearby import Search, askers_of
from tests.attacks.inferring.projects import hard_projects, usual_projects
from tests.attacks.inferring.questions import ALL, NOBODY, SAME_ANSWERS, SAME_STEP, asked_of
from tests.attacks.inferring.reading import PAGES
from tests.attacks.inferring.worlds import empty_places, heard_places, taken_places, tally_of


def all_leaks(projects):
    return [str(leak) for seed, project in enumerate(projects) for leak in leaks(project, seed=seed)]


def test_no_project_gives_anyone_away(full):
    assert not all_leaks(usual_projects(1000 if full else 30))


def test_nor_does_one_where_nearly_all_answer(full):
    assert not all_leaks(hard_projects(400 if full else 12))


def sent_by(random, people):
    """Six or more people's answers, of which one in twenty is not sure, or skipped."""
    outside, mood = [Answer.NOT_SURE, Answer.SKIP], random.random()

    def answer():
        if random.random() < 1 / 20:
            return random.choice(outside)
        return random.choices(list(POINTS), [mood, 0.3, 1 - mood])[0]

    return [
        SentAnswers(tuple(answer() for _ in range(STATEMENTS)), None, Help.NONE, Channel.ONLINE, None)
        for _ in range(people)
    ]


def test_results_are_still_useful_to_the_people_in_99_of_100_projects(full):
    random, rounds, useful = Random("useful"), 20_000 if full else 1500, 0
    for _ in range(rounds):
        invited = random.randint(7, 16)
        results = add_up(sent_by(random, random.randint(6, invited)), invited=invited)
        shown = disclose(results, stated=5, audience=Audience.MEMBERS)
        useful += shown.score is not None and sum(one.word is not None for one in shown.statements) >= 6
    assert useful >= 0.99 * rounds


# The attack itself
def test_projects_are_of_6_to_16_people_and_hard_ones_answer_nearly_all():
    usual, hard = usual_projects(200), hard_projects(200)
    for made in (usual, hard):
        assert {len(one.people) for one in made} == set(range(6, 17))
    assert all(len(empty_places(one.people)) <= 2 for one in hard)
    answers = [answer for one in usual for who in one.people if who for answer in who.answers]
    assert 0.04 < sum(answer not in POINTS for answer in answers) / len(answers) < 0.06
    assert usual[:5] == usual_projects(5)


def test_everyone_asks_who_answered_and_a_reader_and_one_who_did_not():
    made = next(one for one in usual_projects(50) if len(empty_places(one.people)) > 1)
    askers = list(askers_of(made.people))
    assert askers[0] is None
    assert set(taken_places(made.people)) < set(askers)
    assert len(askers) == len(taken_places(made.people)) + 2


def test_that_all_said_the_same_is_asked_only_where_they_did():
    alike = next(one for one in hard_projects(50) if not empty_places(one.people))
    questions = asked_of(alike.people, None)
    assert ALL in questions
    assert NOBODY not in questions
    said = [{person.answers[number] for person in alike.people} for number in range(STATEMENTS)]
    assert all(len(said[one.statement] & set(POINTS)) == 1 for one in questions & {*SAME_ANSWERS})
    assert (SAME_STEP in questions) == (len({person.placement for person in alike.people} - {None}) == 1)


def test_those_who_are_heard_here_are_those_whom_closing_counts():
    for made in (*usual_projects(200), *hard_projects(200)):
        heard, tally = heard_places(made.people), tally_of(made.people)
        assert len(heard) == sum(tally.answers[0].values())
        assert len(heard) <= tally.sent == len(taken_places(made.people))


@pytest.mark.parametrize("seed", range(4))
def test_every_world_that_the_cheap_search_takes_reads_exactly_alike(seed):
    made = usual_projects(seed + 1)[seed]
    search = Search(made, PAGES, list(askers_of(made.people)), seed)
    search.look_near()
    assert len(search.found) > 1
    for world in search.found:
        assert len(world) == len(made.people)
        for audience in Audience:
            one, other = (tally_of(people) for people in (made.people, world))
            read = disclose(one, stated=made.stated, audience=audience)
            assert disclose(other, stated=made.stated, audience=audience) == read
