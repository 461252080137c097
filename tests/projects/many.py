"""A register as big as a county's, made in bulk: every badge, step, stage, way to take part and area."""

import random
from datetime import timedelta

from django.db.models import F

from council.models import Area
from ladder.choices import Audience, TeamAnswer
from ladder.disclosure import STANDARD_RULES, disclose
from ladder.models import Round, RoundResult, StatementSet, TeamAnswers
from ladder.rungs import Rung
from projects.choices import CouldBe, PayOffered, Reason, Stage, WayToTakePart
from projects.models import Project, StatedLevel, WhyNot
from tests import factories
from tests.factories import MONDAY
from tests.ladder.tallies import check_of, same

DIRECTORATES = ("Adult social care", "Housing", "Transport", "Environment", "Public health", "Libraries")
AREAS = ("Penwarren", "Trelow", "Carrick Bay", "Stennack", "Gwithen", "Porthmear", "Rosevale", "Tolgarrow")
SUBJECTS = ("buses", "gardens", "home repairs", "short breaks", "libraries", "day centres", "swimming")
# Nobody gives the last one, so that a list of one reason can be empty.
EACH_REASON = list(Reason)[:-1]
EACH_ANSWER = list(TeamAnswer) * 2
NO_CHECK_EACH = 4


def make_many(count, *, by):
    """So many published projects, three of four with a closed check, most of those with the team's side."""
    start = Project.objects.count()
    numbers = range(start, start + count)
    directorates = [factories.make_directorate(name) for name in DIRECTORATES]
    projects = Project.objects.bulk_create(_project(number, directorates, by) for number in numbers)
    _give_areas(projects)
    levels = _state(projects, by)
    _check(projects, levels, by)
    return projects


def _project(number, directorates, by):
    dice = random.Random(number)
    subject = dice.choice(SUBJECTS)
    return Project(
        reference=f"M{number:05}",
        slug=f"many-{number}",
        name=f"Better {subject} in place {number}",
        could_be=CouldBe.ALL,
        summary=f"People who use {subject} say what works. The council changes it with them, year by year.",
        directorate=dice.choice(directorates),
        stage=dice.choice(list(Stage)),
        stopped_because="The money ended",
        already_decided="The budget for this year\nThe building",
        can_still_change="The forms\nThe phone line\nWho is in the room",
        ways=dice.sample(list(WayToTakePart), 2),
        pay_offered=PayOffered.YES,
        yearly_pay_budget_pence=500_000,
        registered_by=by,
        registered_at=MONDAY,
        changed_at=MONDAY,
        published_at=MONDAY,
    )


def _give_areas(projects):
    areas = [Area.objects.get_or_create(name=name)[0] for name in AREAS]
    through = Project.areas.through
    through.objects.bulk_create(
        through(project=project, area=areas[(place + extra) % len(areas)])
        for place, project in enumerate(projects)
        for extra in range(place % 3)
    )


def _state(projects, by):
    levels = StatedLevel.objects.bulk_create(
        StatedLevel(project=project, rung=1 + place % len(Rung), justification="We share what we can.")
        for place, project in enumerate(projects)
    )
    WhyNot.objects.bulk_create(
        WhyNot(
            stated_level=level,
            reason=EACH_REASON[place % len(EACH_REASON)],
            explanation="There is no money for a group that meets all year.",
            look_again_on=(MONDAY + timedelta(days=place % 400 - 100)).date(),
        )
        for place, level in enumerate(levels)
        if level.rung < Rung.CO_PRODUCTION
    )
    StatedLevel.objects.filter(pk__in=[level.pk for level in levels]).update(
        stated_on=MONDAY.date() - timedelta(days=90), stated_by=by
    )
    return levels


def _check(projects, levels, by):
    checked = [
        (place, project, level)
        for place, (project, level) in enumerate(zip(projects, levels, strict=True))
        if place % NO_CHECK_EACH
    ]
    wording, today = StatementSet.objects.latest("version"), MONDAY.date()
    rounds = Round.objects.bulk_create(
        Round(
            project=project,
            statement_set=wording,
            stated_level=level,
            opens_on=today - timedelta(days=40),
            answer_by=today - timedelta(days=20),
            reminder_on=today - timedelta(days=23),
            closes_at=MONDAY - timedelta(days=place % 50),
            rest_until=today,
            opened_by=by,
        )
        for place, project, level in checked
    )
    TeamAnswers.objects.bulk_create(
        TeamAnswers(
            round=round_,
            answers=EACH_ANSWER[place % 4 :] + EACH_ANSWER[: place % 4],
            sent_by=by,
            sent_at=MONDAY,
        )
        for place, round_ in enumerate(rounds)
        if place % 3
    )
    Round.objects.filter(pk__in=[round_.pk for round_ in rounds]).update(closed_at=F("closes_at"))
    shown = {}
    RoundResult.objects.bulk_create(
        RoundResult(round=round_, **_frozen(shown, level.rung, place), rules=STANDARD_RULES.as_dict())
        for round_, (place, _, level) in zip(rounds, checked, strict=True)
    )


def _frozen(shown, rung, place):
    """What each audience may be shown of one of a few groups, worked out once each."""
    people, step = ((12, 1 + place % 7), (7, 1 + place % 5), (3, 4), (26, 1 + place % 3))[place % 4]
    key = (rung, people, step)
    if key not in shown:
        tally = check_of(*same(people, "p", step))
        shown[key] = {
            audience.value: disclose(tally, stated=rung, audience=audience).as_dict() for audience in Audience
        }
    return shown[key]
