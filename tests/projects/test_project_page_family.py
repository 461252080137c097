"""Who leads a project, and its bigger and smaller ones, on its page."""

import pytest
from django.urls import reverse

from audit.models import Event
from ladder.rungs import Rung
from projects.actions import stating
from projects.actions.families import join_bigger_project, say_why_it_is_above
from projects.actions.leading import allow_name, name_co_lead, take_name_off
from projects.actions.people import add_member
from projects.choices import AskedHow
from projects.queries import co_lead_of
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.projects.project_page import facts, look_ahead, page

pytestmark = pytest.mark.usefixtures("on_that_monday")


# Who leads it


@made_once
def co_lead(project, expert, lead):
    name_co_lead(project=project, membership=project.memberships.get(), by=lead, now=MONDAY)
    return co_lead_of(project)


def test_a_co_lead_is_an_expert_by_experience_until_they_say_that_their_name_may_be_shown(
    client, project, co_lead, lead
):
    assert (
        facts(client, project)["Led together by"] == "Alex Morgan, the council, and an expert by experience"
    )
    allow_name(co_lead=co_lead, asked_how=AskedHow.PHONE, by=lead, now=MONDAY)
    assert facts(client, project)["Led together by"] == (
        "Alex Morgan, the council, and Sam Trewin, an expert by experience"
    )


def test_the_moment_a_name_is_taken_off_no_page_shows_it(client, project, co_lead, expert, lead):
    stating.choose_step(project=project, rung=Rung.CO_DESIGNING, by=lead, now=MONDAY)
    pages = (
        reverse("coproduction:home"),
        reverse("projects:list"),
        f"{reverse('projects:list')}?q=trewin",
        f"{reverse('projects:list')}?q=direct",
        reverse("projects:show", args=[project.slug]),
    )
    the_teams = reverse("projects:preview", args=[project.reference])

    def where_it_is_shown():
        client.logout()
        shown = {each for each in pages if "Sam Trewin" in client.get(each).text}
        client.force_login(lead)
        return shown | {each for each in (*pages, the_teams) if "Sam Trewin" in client.get(each).text}

    assert where_it_is_shown() == set()
    allow_name(co_lead=co_lead, asked_how=AskedHow.PHONE, by=lead, now=MONDAY)
    assert where_it_is_shown() == {pages[-1], the_teams}

    client.force_login(expert)
    client.post(reverse("projects:my_name", args=[co_lead.pk]), {"show": "no"})
    assert where_it_is_shown() == set()
    line = Event.objects.get(what="project.name_taken_off")
    assert line.by == str(expert.contact_id)
    assert "Sam" not in str(line.details)


def test_a_draft_holds_back_the_name_too(client, lead, involvement):
    draft = factories.make_ready_draft(by=lead, now=MONDAY)
    sam = add_member(project=draft, name="Sam Trewin", email="", by=involvement, now=MONDAY)
    name_co_lead(project=draft, membership=sam, by=lead, now=MONDAY)
    assert "Sam Trewin" not in look_ahead(client, draft, lead)
    allow_name(co_lead=co_lead_of(draft), asked_how=AskedHow.PHONE, by=lead, now=MONDAY)
    assert "Sam Trewin" in look_ahead(client, draft, lead)
    take_name_off(co_lead=co_lead_of(draft), by=lead, now=MONDAY)
    assert "Sam Trewin" not in look_ahead(client, draft, lead)


# Bigger and smaller projects


@made_once
def bigger(lead, lower):
    """At Engaging, with `lower` in it."""
    project = factories.make_project("Green county", by=lead, rung=Rung.ENGAGING, now=MONDAY)
    join_bigger_project(project=lower, parent=project, by=lead, now=MONDAY)
    return project


def test_a_smaller_project_names_the_bigger_one(client, bigger, lower):
    said = page(client, lower)
    assert f'Part of: <a class="govuk-link" href="/projects/{bigger.slug}/">Green county</a>' in said


def test_a_bigger_project_that_is_a_draft_is_named_to_those_who_may_see_it(
    client, lower, lead, involvement, other_staff
):
    draft = factories.make_draft("Green county", by=lead)
    join_bigger_project(project=lower, parent=draft, by=lead, now=MONDAY)
    for reader in (None, other_staff):
        assert "Green county" not in page(client, lower, reader)
    preview = reverse("projects:preview", args=[draft.reference])
    for reader in (lead, involvement):
        assert f'<a class="govuk-link" href="{preview}">Green county</a>' in page(client, lower, reader)


def test_a_bigger_project_shows_the_smaller_ones_with_their_steps_and_no_drafts(client, bigger, lower, lead):
    same = factories.make_project("Trees", by=lead, rung=Rung.ENGAGING, now=MONDAY)
    draft = factories.make_draft("A secret draft", by=lead)
    for each in (same, draft):
        join_bigger_project(project=each, parent=bigger, by=lead, now=MONDAY)

    said = page(client, bigger)
    assert "Smaller projects in it" in said
    assert '<p class="app-offer__pay">Engaging</p><p class="app-meta app-mb0">Step 5 of 7</p>' in said
    assert "Trees is on a lower step" not in said
    assert "A secret draft" not in said


def test_a_bigger_project_above_a_smaller_one_is_never_silent(client, bigger, lower, lead):
    said = page(client, bigger)
    assert "Parks is on a lower step (Informing). The team has not said why yet." in said
    assert "The team says why" not in said

    say_why_it_is_above(project=bigger, because="The parks law sets this.", by=lead, now=MONDAY)
    said = page(client, bigger)
    assert "is on a lower step (Informing). The team says why: “The parks law" in said
    assert "has not said why" not in said


def test_one_lowered_later_is_told_too_and_the_reason_stands_by_the_lowest(client, bigger, lower, lead):
    say_why_it_is_above(project=bigger, because="The parks law sets this.", by=lead, now=MONDAY)
    trees = factories.make_project("Trees", by=lead, rung=Rung.CONSULTING, now=MONDAY)
    join_bigger_project(project=trees, parent=bigger, by=lead, now=MONDAY)

    said = page(client, bigger)
    assert "Trees is on a lower step (Consulting).</p>" in said
    assert said.count("The parks law sets this.") == 1


def test_the_team_is_asked_why_it_is_above_a_smaller_project(client, bigger, lower, lead):
    say_why = reverse("projects:family", args=[bigger.reference])
    assert say_why in page(client, bigger, lead)
    assert say_why not in page(client, bigger)
    say_why_it_is_above(project=bigger, because="The parks law sets this.", by=lead, now=MONDAY)
    assert say_why not in page(client, bigger, lead)
