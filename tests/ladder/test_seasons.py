"""Seasons, and how many projects matched at the end of each."""

from datetime import date, datetime, timedelta

import pytest

from accounts.choices import Role
from ladder.choices import Audience, Badge
from ladder.disclosure import Shown
from ladder.models import Round, StatementSet
from ladder.seasons import by_season, last_seasons
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.governance.varied import make_varied
from tests.ladder.tallies import check_of, same
from words.working_days import LONDON


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@pytest.mark.parametrize(
    ("today", "names"),
    [
        (date(2026, 11, 30), ["Summer 2026", "Autumn 2026"]),
        (date(2026, 12, 1), ["Autumn 2026", "Winter 2027"]),
        (date(2027, 1, 15), ["Autumn 2026", "Winter 2027"]),
        (date(2027, 2, 28), ["Autumn 2026", "Winter 2027"]),
        (date(2027, 3, 1), ["Winter 2027", "Spring 2027"]),
        (date(2027, 8, 31), ["Spring 2027", "Summer 2027"]),
    ],
)
def test_a_winter_has_the_year_of_its_january(today, names):
    assert [season.name for season in last_seasons(today, 2)] == names


def test_seasons_follow_each_other_for_a_year_and_a_half():
    seasons = last_seasons(date(2026, 11, 27), 6)
    assert [season.name for season in seasons] == [
        "Summer 2025", "Autumn 2025", "Winter 2026", "Spring 2026", "Summer 2026", "Autumn 2026",
    ]  # fmt: skip
    assert [season.ends_before for season in seasons[-2:]] == [date(2026, 9, 1), date(2026, 12, 1)]


@pytest.mark.django_db
def test_each_season_counts_the_newest_check_that_had_closed_by_its_end(lead):
    make_varied(by=lead)
    projects = Project.objects.all()
    found = by_season(projects, last_seasons(MONDAY.date(), 6))
    assert len(found) > 1
    for each in found:
        end = datetime(*each.season.ends_before.timetuple()[:3], tzinfo=LONDON)
        counted = dict.fromkeys(Badge, 0)
        for project in projects:
            newest = project.rounds.filter(closed_at__lt=end).order_by("closed_at").last()
            if newest:
                counted[Shown.from_dict(getattr(newest.result, Audience.MEMBERS.value)).badge] += 1
        assert each.counts == counted


@pytest.mark.django_db
def test_a_season_before_the_first_check_has_no_bar(lead):
    assert by_season(Project.objects.all(), last_seasons(MONDAY.date(), 6)) == []
    factories.make_result(factories.make_project(by=lead), check_of(*same(12)), by=lead, days_before=100)
    found = by_season(Project.objects.all(), last_seasons(MONDAY.date(), 6))
    assert [each.season.name for each in found] == ["Summer 2026", "Autumn 2026"]
    assert found[0].with_result == 1


@pytest.mark.django_db
def test_a_check_that_closed_in_the_last_minute_of_a_season_is_in_it(lead):
    round_ = factories.make_result(factories.make_project(by=lead), check_of(*same(12)), by=lead)
    for minute, names in ((-1, ["Summer 2026", "Autumn 2026"]), (0, ["Autumn 2026"])):
        at = datetime(2026, 9, 1, tzinfo=LONDON) + timedelta(minutes=minute)
        Round.objects.filter(pk=round_.pk).update(closed_at=at)
        found = by_season(Project.objects.all(), last_seasons(MONDAY.date(), 6))
        assert [each.season.name for each in found] == names


@pytest.mark.django_db
def test_the_season_from_which_some_were_asked_in_new_words_is_marked(lead):
    first = StatementSet.objects.latest("version")
    for name, days in (("A", 100), ("B", 0)):
        project = factories.make_project(name, by=lead)
        factories.make_result(project, check_of(*same(12)), by=lead, days_before=days)
        StatementSet.objects.get_or_create(version=first.version + 1, defaults={"data": first.data})
    found = by_season(Project.objects.all(), last_seasons(MONDAY.date(), 6))
    assert [each.new_wording for each in found] == [False, True]
