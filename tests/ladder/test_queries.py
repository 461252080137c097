"""Reading checks: what each audience may be shown."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from ladder.choices import Audience, Badge
from ladder.disclosure import STANDARD_RULES, disclose
from ladder.models import Round, RoundResult, StatementSet
from ladder.queries import (
    badge_of,
    newest_results,
    newest_wording,
    open_checks,
)
from ladder.rungs import Rung
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.tallies import check_of, same

pytestmark = pytest.mark.django_db


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@made_once
def project(lead):
    return factories.make_project(by=lead)


def earlier(round_, days):
    """The same project's check, so many days before this one."""
    back = timedelta(days=days)
    older = Round.objects.create(
        project=round_.project,
        statement_set=round_.statement_set,
        stated_level=round_.stated_level,
        opens_on=round_.opens_on - back,
        answer_by=round_.answer_by - back,
        reminder_on=round_.reminder_on - back,
        closes_at=round_.closes_at - back,
        rest_until=round_.rest_until - back,
        opened_by=round_.opened_by,
        closed_at=round_.closed_at - back,
    )
    shown = disclose(check_of(*same(12, "y", 7)), stated=7, audience=Audience.PUBLIC).as_dict()
    RoundResult.objects.create(round=older, members=shown, public=shown, rules=STANDARD_RULES.as_dict())
    return older


def test_each_audience_reads_its_own_view(project, lead):
    factories.make_result(project, check_of(*same(7, "p", 3)), by=lead)
    members = newest_results([project.pk], audience=Audience.MEMBERS)[project.pk]
    public = newest_results([project.pk], audience=Audience.PUBLIC)[project.pk]
    assert (members.shown.experienced, members.shown.score, members.floor) == (3, "4", 5)
    assert (public.shown.experienced, public.shown.score, public.floor) == (None, None, 10)
    assert public.shown.badge == members.shown.badge == Badge.TALK


def test_only_the_newest_closed_check_counts(project, lead):
    newest = factories.make_result(project, check_of(*same(12, "p", 3)), by=lead)
    earlier(newest, days=200)
    found = newest_results([project.pk], audience=Audience.PUBLIC)[project.pk]
    assert (found.shown.badge, found.stated) == (Badge.TALK, Rung.CO_PRODUCTION)


def test_nothing_but_the_number_asked_is_known_of_an_open_check(project):
    involvement = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    round_ = factories.make_open_round(project, by=involvement, members=9, now=MONDAY)
    factories.answer(round_.invitations.first(), now=MONDAY)
    (check,) = open_checks([project.pk]).values()
    assert (check.invited, check.answer_by, check.closes_on) == (9, date(2026, 12, 7), date(2026, 12, 14))
    assert newest_results([project.pk], audience=Audience.MEMBERS) == {}


def test_a_project_with_no_check_has_no_result_and_its_own_badge(project):
    assert newest_results([project.pk], audience=Audience.MEMBERS) == {}
    assert open_checks([project.pk]) == {}
    assert badge_of(None) == Badge.NONE


def test_a_closed_check_keeps_the_wording_it_began_with(project, lead):
    factories.make_result(project, check_of(*same(12)), by=lead)
    data = StatementSet.objects.get(version=1).data
    reworded = [{**row, "wording": f"New: {row['wording']}"} for row in data["statement"]]
    StatementSet.objects.create(version=2, data={**data, "version": 2, "statement": reworded})
    result = newest_results([project.pk], audience=Audience.PUBLIC)[project.pk]
    began_with = StatementSet.objects.get(version=result.version).wording()
    assert began_with.statements[0].wording == "Am I treated as an equal partner?"
    assert newest_wording().statements[0].wording == "New: Am I treated as an equal partner?"
