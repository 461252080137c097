"""Results that must give someone away do so: else an attack that finds nothing would mean nothing."""

import pytest

from tests.attacks.inferring.attack import leaks
from tests.attacks.inferring.controls import CONTROLS
from tests.attacks.inferring.projects import hard_projects

EACH = pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)


def known(control, project, askers):
    return leaks(project, control.reading, askers=askers, questions=[control.knows])


@EACH
def test_a_rule_left_out_gives_someone_away_in_a_case_built_for_it(control):
    (leak,) = known(control, control.built, [control.asker])
    assert leak.proven, leak


@EACH
def test_the_same_case_gives_nobody_away_as_the_portal_shows_it(control):
    assert not leaks(control.built)


@EACH
def test_a_rule_left_out_gives_people_away_at_random(control, full):
    projects = hard_projects(control.full if full else control.short)
    askers = [None] if control.asker is None else None
    leaking = [project for project in projects if known(control, project, askers)]
    assert leaking or not projects
