"""Thirty projects in two directorates, with checks of every kind and size, older ones, and teams' sides."""

import random
from datetime import timedelta

from ladder.choices import TeamAnswer
from ladder.rungs import RUNGS
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.ladder.tallies import check_of, person

DIRECTORATES = ("Adult social care", "Housing")
MOODS = ("yyyp", "ypn", "nnp", "ypnus")
SIZES = (0, 4, 6, 8, 12, 27)
LONG_AGO = 500


def make_varied(*, by, count=30, seed=6):
    """So many projects. One in five had no check, one in three had two."""
    dice = random.Random(seed)
    for number in range(count):
        project = factories.make_project(
            f"Project {number:02}", by=by, rung=dice.choice(RUNGS), now=MONDAY - timedelta(days=LONG_AGO)
        )
        place = factories.make_directorate(DIRECTORATES[number % 2])
        Project.objects.filter(pk=project.pk).update(directorate=place)
        if number % 5 == 0:
            continue
        for days in (0, 200) if number % 3 == 1 else (dice.choice((0, 40, 150)),):
            team = dice.choices(list(TeamAnswer), k=8) if dice.random() < 0.6 else ()  # noqa: PLR2004
            factories.make_result(project, a_tally(dice), by=by, days_before=days, team=team)


def a_tally(dice):
    """Some people who answer more or less alike."""
    mood = dice.choice(MOODS)
    middle = dice.randint(1, 7)
    people = [
        person(
            "".join(dice.choice(mood) for _ in range(8)), min(7, max(1, middle + dice.choice((-1, 0, 0, 1))))
        )
        for _ in range(dice.choice(SIZES))
    ]
    return check_of(*people, invited=len(people) + dice.choice((0, 3, 12)))
