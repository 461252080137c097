"""One project's page: its step, its history, its facts, and what only its team sees."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council.models import Area
from ladder.rungs import Rung
from projects.actions import stating
from projects.actions.families import join_bigger_project, say_why_it_is_above
from projects.actions.registering import describe
from projects.choices import Part, Stage, WayToTakePart
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.projects.project_page import facts, move, page

pytestmark = pytest.mark.usefixtures("on_that_monday")


# The step, its parts and its reasons


def test_only_parts_on_another_step_are_named(client, lower, lead):
    parts = {Part.PLAN: Rung.INFORMING, Part.REVIEW: Rung.CONSULTING}
    stating.say_parts(project=lower, parts=parts, by=lead, now=MONDAY)
    move(lower, Rung.INFORMING, "People now help to check it.", by=lead, now=MONDAY)

    said = page(client, lower)
    assert "Some parts of the work are on another step:" in said
    assert "<li>Review: <b>Consulting</b>, step 4 of 7</li>" in said
    assert "<li>Plan:" not in said


def test_a_project_on_one_step_says_nothing_of_parts(client, project):
    assert "Some parts of the work" not in page(client, project)


def test_a_day_to_look_again_that_has_passed_is_said_plainly(client, lower):
    said = page(client, lower)
    assert "We said we would look at this again by 3 November 2026. <b>That day has passed.</b>" in said
    with time_machine.travel(MONDAY - timedelta(days=20), tick=False):
        said = page(client, lower)
    assert "We will look at this again by 3 November 2026." in said
    assert "That day has passed" not in said


# Every change of step


def test_a_step_that_never_changed_has_no_history(client, lower):
    assert "How the step has changed" not in page(client, lower)


def test_every_change_of_step_stays_newest_first_with_its_day_its_reason_and_who_said_it(client, lower, lead):
    move(lower, Rung.CONSULTING, "We ask before we plan.", by=lead, now=MONDAY - timedelta(days=100))
    move(lower, Rung.CONSULTING, "We looked again.", by=lead, now=MONDAY - timedelta(days=50),
         reason="It still takes time.")  # fmt: skip
    move(lower, Rung.CO_PRODUCTION, "We decide together.", by=lead, now=MONDAY)

    said = page(client, lower)
    assert [step.change for step in _steps(client, lower)] == [
        "From Consulting to Co-production",
        "Looked at again: still Consulting",
        "From Informing to Consulting",
        "The first step: Informing",
    ]
    places = [
        said.index(words)
        for words in (
            "23 November 2026. Alex Morgan, for the council",
            "“We decide together.”",
            "4 October 2026. Alex Morgan",
            "“We looked again.”",
            "15 August 2026. Alex Morgan",
            "“We ask before we plan.”",
            "7 May 2026. Alex Morgan",
        )
    ]
    assert places == sorted(places)


def _steps(client, project):
    return client.get(reverse("projects:show", args=[project.slug])).context["steps"]


def test_the_reasons_of_each_time_stay_with_that_time(client, lower, lead):
    move(lower, Rung.CO_PRODUCTION, "We decide together.", by=lead, now=MONDAY)

    now, before = _steps(client, lower)
    assert now.reasons == ()
    assert [why.explanation for why in before.reasons] == [
        "There is no money for a group that meets all year."
    ]
    said = page(client, lower)
    assert "Why it is not co-production" not in said
    assert "Not co-production because of resource limitations:" in said
    assert "We said we would look again by 3 November 2026." in said


def test_a_change_that_waits_is_not_on_the_page_nor_in_its_days(client, lower, lead):
    before = facts(client, lower)["Last changed"]
    stating.choose_step(project=lower, rung=Rung.CONSULTING, by=lead, now=MONDAY)
    assert "Consulting</strong>" not in page(client, lower)
    assert "How the step has changed" not in page(client, lower)
    assert facts(client, lower)["Last changed"] == before == "7 May 2026"


def test_a_result_stays_beside_the_step_that_was_said_when_it_was_asked(client, lower, lead, involvement):
    factories.make_closed_round(lower, by=involvement, step=3)
    move(lower, Rung.CONSULTING, "We ask before we plan.", by=lead, now=MONDAY)
    said = page(client, lower)
    assert "When the check opened, the council said Informing. The ladder shows that step." in said


# About the project


def test_the_facts_are_all_that_the_register_holds(client, project, lead):
    area = Area.objects.create(name="Polwithen")
    describe(
        project=project, by=lead, now=MONDAY, areas=[area], starts_on=date(2026, 3, 2),
        ends_on=date(2027, 6, 1), ways=[WayToTakePart.SURVEY, WayToTakePart.ONLINE],
        access_words="Ask us for more.",
    )  # fmt: skip
    with time_machine.travel(MONDAY, tick=False):
        said = facts(client, project)
    assert said == {
        "Led by": "Alex Morgan, the council",
        "Stage": "Designing. It started in March 2026. It ends in June 2027.",
        "Directorate": "Adult social care",
        "Where": "Polwithen",
        "Ways to take part": "Survey, online",
        "Access promises": "Step-free rooms and toilets\nAsk us for more.",
        "Are people offered pay?": "Yes, we offer pay",
        "Next check": "About November 2026",
        "Reference": project.reference,
        "Last changed": "23 November 2026",
        "On the list since": "23 November 2026",
    }


def test_days_ahead_and_behind_are_told_apart(client, project, lead):
    describe(project=project, by=lead, now=MONDAY, starts_on=date(2027, 1, 1))
    assert facts(client, project)["Stage"] == "Designing. It starts in January 2027."
    describe(project=project, by=lead, now=MONDAY, starts_on=None, ends_on=date(2026, 10, 1))
    assert facts(client, project)["Stage"] == "Designing. It ended in October 2026."


def test_a_project_that_stopped_says_why_and_one_without_areas_is_everywhere(client, project, lead):
    describe(project=project, by=lead, now=MONDAY, stage=Stage.STOPPED, stopped_because="The grant ended.")
    assert facts(client, project)["Stage"] == "Stopped, because:\nThe grant ended."
    assert facts(client, project)["Where"] == "The whole county"


@pytest.mark.parametrize(
    ("life", "says"),
    [
        ({}, "About February 2027"),
        ({"starts_on": date(2026, 10, 1)}, "About January 2027"),
        ({"starts_on": date(2025, 10, 1)}, "About November 2026"),
        ({"starts_on": date(2026, 12, 4), "ends_on": date(2026, 12, 4)}, "About December 2026"),
        ({"stage": Stage.STOPPED, "stopped_because": "No money"}, "None is planned"),
        ({"starts_on": date(2024, 1, 1), "ends_on": date(2025, 1, 1)}, "None is planned"),
    ],
)
def test_the_next_check_is_suggested_from_the_project_s_life(client, project, life, says):
    Project.objects.filter(pk=project.pk).update(**life)
    with time_machine.travel(MONDAY, tick=False):
        assert facts(client, project)["Next check"] == says


def test_a_check_that_is_open_says_when_it_closes(client, project, check):
    assert facts(client, project)["Next check"] == (
        "Open now. People answer by 7 December 2026. It closes on 14 December 2026."
    )


# What only the team sees


def test_the_money_for_pay_is_shown_to_those_who_may_change_the_project_and_nobody_else(
    client, cast, project
):
    reads = {part for part, who in cast.items() if "£5,000" in page(client, project, who)}
    assert reads == {"lead", "involvement", "involvement_two"}


def test_the_team_of_a_top_step_without_pay_is_told_and_the_public_is_not(client, project, lead):
    assert "Pay is not set yet" not in page(client, project, lead)
    Project.objects.filter(pk=project.pk).update(yearly_pay_budget_pence=None)
    assert "Pay is not set yet" in page(client, project, lead)
    assert "not set yet" not in page(client, project)
    assert "Pay is not set yet" not in page(client, project)


def test_a_lower_step_without_pay_is_no_matter(client, lower, lead):
    Project.objects.filter(pk=lower.pk).update(yearly_pay_budget_pence=None)
    assert "Pay is not set yet" not in page(client, lower, lead)


def test_the_team_finds_its_pages_and_others_find_none(
    client, project, lead, involvement, expert, other_staff
):
    ours = {name: reverse(f"projects:{name}", args=[project.reference]) for name in ("tasks", "people")} | {
        "open": reverse("ladder:open_round", args=[project.reference])
    }
    found = {
        who: {name for name, url in ours.items() if url in page(client, project, reader)}
        for who, reader in {
            "nobody": None, "expert": expert, "other": other_staff, "lead": lead, "involvement": involvement,
        }.items()
    }  # fmt: skip
    assert found == {
        "nobody": set(), "expert": set(), "other": set(),
        "lead": {"tasks", "people"}, "involvement": {"tasks", "people", "open"},
    }  # fmt: skip


# What it costs


def cost(client, address, who=None):
    client.logout()
    if who:
        client.force_login(who)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_page_costs_the_same_whatever_its_history_and_its_family(
    client, lower, lead, involvement, expert, other_staff
):
    readers = (None, lead, involvement, expert, other_staff)
    factories.make_closed_round(lower, by=involvement)
    say_why_it_is_above(project=lower, because="The law.", by=lead, now=MONDAY)
    address = reverse("projects:show", args=[lower.slug])
    before = [cost(client, address, reader) for reader in readers]
    for number in range(6):
        rung = Rung.CONSULTING if number % 2 else Rung.EDUCATING
        move(lower, rung, "We looked again.", by=lead, now=MONDAY + timedelta(days=number))
        part = factories.make_project(f"Part {number}", by=lead, rung=rung, now=MONDAY)
        join_bigger_project(project=part, parent=lower, by=lead, now=MONDAY)
    stating.choose_step(project=lower, rung=Rung.ENGAGING, by=lead, now=MONDAY)
    after = [cost(client, address, reader) for reader in readers]
    assert before == after
    assert max(after) <= 12
    assert cost(client, reverse("projects:preview", args=[lower.reference]), lead) <= 12


def test_a_long_page_is_light(client, lower, lead):
    for number in range(10):
        rung = Rung.CONSULTING if number % 2 else Rung.EDUCATING
        move(lower, rung, "y" * 400, by=lead, now=MONDAY + timedelta(days=number), reason="x" * 400)
    response = client.get(reverse("projects:show", args=[lower.slug]))
    assert len(response.content) < 60_000


@pytest.mark.parametrize("stage", ["finished", "stopped"])
def test_a_project_that_is_over_offers_no_way_to_take_part(client, project, lead, stage):
    buses = factories.make_project("Buses", by=lead)
    Project.objects.filter(pk=project.pk).update(stage=stage, stopped_because="The money ended.")

    found = client.get(reverse("projects:list"), {"way": "design-group"})
    assert [row.project.name for row in found.context["rows"]] == [buses.name]
    assert client.get(reverse("projects:list")).text.count("Ways to take part:") == 1
    assert "How people took part" in page(client, project)
