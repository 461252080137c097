"""Every total is what one counts by hand over what members are shown of each project."""

from collections import Counter
from datetime import timedelta

import pytest

from accounts.choices import Role
from governance.queries import conversations_waiting, programme, reasons_in_force, totals
from ladder.as_shown import MIXED
from ladder.choices import Audience, Badge
from ladder.models import Conversation, Round, RoundResult, TeamAnswers
from ladder.queries import newest_results
from ladder.rungs import RUNGS, Rung
from ladder.side_by_side import with_public_view
from projects.choices import Reason
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.governance.varied import make_varied
from tests.ladder.tallies import check_of, same

pytestmark = pytest.mark.django_db


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@made_once
def chair():
    return factories.make_user("Asha Kaur", Role.CO_CHAIR_EXPERT)


def shown_of(projects, audience=Audience.MEMBERS):
    """What is shown of each project's newest check, found in Python alone."""
    return [
        found.shown for found in newest_results([each.pk for each in projects], audience=audience).values()
    ]


@pytest.mark.parametrize("place", [None, "Housing"])
def test_totals_are_what_one_counts_over_each_projects_own_result(chair, lead, place):
    make_varied(by=lead)
    factories.make_draft("A draft", by=lead)
    directorate = factories.make_directorate(place) if place else None
    projects = list(Project.objects.published().with_stated())
    if place:
        projects = [each for each in projects if each.directorate == directorate]
    shown = shown_of(projects)
    found = totals(programme(chair, directorate and directorate.pk))
    badges = Counter(each.badge for each in shown)
    badges[Badge.NONE] = len(projects) - len(shown)
    assert found.badges == {badge: badges[badge] for badge in Badge}
    assert all(found.badges[badge] for badge in Badge)
    steps = Counter(each.stated.rung for each in projects)
    assert found.steps == {rung: steps[rung] for rung in RUNGS}
    for place_, low in enumerate(found.statements):
        words = [each.statements[place_].word for each in shown]
        assert low.shown == sum(word is not None for word in words)
        assert low.low == sum(word is not None and word <= MIXED for word in words)
        assert 0 < low.low < low.shown
    assert (found.projects, found.checked) == (len(projects), len(shown))
    assert found.with_result == sum(badges[badge] for badge in (Badge.MATCH, Badge.TALK, Badge.HIGHER))
    newest = {}
    for round_ in Round.objects.filter(project__in=projects).exclude(closed_at=None).order_by("closed_at"):
        newest[round_.project_id] = round_.pk
    assert found.no_team == len(newest) - TeamAnswers.objects.filter(round__in=newest.values()).count()


def test_the_front_page_counts_what_anyone_is_shown(client, lead):
    make_varied(by=lead)
    badges = Counter(each.badge for each in shown_of(Project.objects.all(), Audience.PUBLIC))
    context = client.get("/").context
    assert context["matching"] == badges[Badge.MATCH]
    assert context["need_a_conversation"] == badges[Badge.TALK]
    assert context["with_result"] == sum(badges[each] for each in (Badge.MATCH, Badge.TALK, Badge.HIGHER))
    frozen = {result.round_id: result.public["badge"] for result in RoundResult.objects.all()}
    for project in with_public_view(Project.objects.all()):
        newest = project.rounds.exclude(closed_at=None).order_by("closed_at").last()
        assert project.public_badge == (frozen[newest.pk] if newest else Badge.NONE)


def test_the_question_that_is_low_in_most_projects_comes_first(chair, lead):
    for number, letters in enumerate(("ynypyyyy", "ynyyyyyy", "yyyyyyyy")):
        project = factories.make_project(f"Project {number}", by=lead)
        factories.make_result(project, check_of(*same(12, letters, 7)), by=lead)
    ranked = totals(programme(chair)).weakest_first
    assert [(each.number, each.low) for each in ranked[:3]] == [(2, 2), (4, 1), (1, 0)]


def test_an_empty_register_has_no_total_that_breaks(chair):
    found = totals(programme(chair))
    assert (found.projects, found.checked, found.with_result, found.weakest_first) == (0, 0, 0, [])


def test_conversations_are_counted_that_are_late_or_nobodys(chair, lead):
    for name in ("Late", "Nobodys", "Held", "In time"):
        project = factories.make_project(name, by=lead)
        factories.make_result(project, check_of(*same(12, "p", 2)), by=lead)
    of = {each.round.project.name: each.pk for each in Conversation.objects.all()}
    day = MONDAY.date()
    Conversation.objects.update(due_on=day)
    Conversation.objects.filter(pk=of["Late"]).update(due_on=day - timedelta(days=1))
    Conversation.objects.filter(pk=of["Nobodys"]).update(owner=None)
    Conversation.objects.filter(pk=of["Held"]).update(
        due_on=day - timedelta(days=9), held_on=day, outcome="We met.", recorded_by=lead, recorded_at=MONDAY
    )
    found = conversations_waiting(chair, programme(chair), today=day)
    assert (found.late, found.no_owner) == (1, 1)
    housing = factories.make_directorate("Housing").pk
    none = conversations_waiting(chair, programme(chair, housing), today=day)
    assert (none.late, none.no_owner) == (0, 0)


def test_reasons_are_those_of_the_step_as_it_is_now(chair, lead):
    now = MONDAY - timedelta(days=200)
    for number in range(3):
        factories.make_project(f"Lower {number}", by=lead, rung=Rung.CONSULTING, now=now)
    factories.make_project("Joint", by=lead)
    day = MONDAY.date()
    found = reasons_in_force(programme(chair), today=day)
    assert found.counts == {reason: 3 if reason == Reason.RESOURCES else 0 for reason in Reason}
    assert (found.late, found.next_on) == (3, None)
    before = reasons_in_force(programme(chair), today=now.date())
    assert (before.late, before.next_on) == (0, now.date() + timedelta(days=180))
