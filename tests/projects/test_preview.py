"""How a project's page will look, before it is published."""

import pytest
from django.urls import reverse

from ladder.rungs import Rung
from projects.actions import stating
from projects.actions.registering import start_project
from projects.choices import CouldBe, Reason
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.projects.project_page import look_ahead

pytestmark = pytest.mark.usefixtures("on_that_monday")


@pytest.mark.parametrize("make", [factories.make_draft, factories.make_ready_draft])
def test_a_draft_is_looked_at_before_it_is_published(client, lead, make):
    draft = make(by=lead, now=MONDAY)
    said = look_ahead(client, draft, lead)
    assert "<b>This is how the page will look.</b> It is a draft." in said
    assert "Better help for people who manage their own care money." in said
    assert "Money for pay" not in said


def test_a_draft_with_nothing_said_but_its_name_can_be_looked_at(client, lead):
    draft = start_project(name="New", could_be=CouldBe.ALL, by=lead, now=MONDAY)
    Project.objects.filter(pk=draft.pk).update(directorate=None)
    said = look_ahead(client, draft, lead)
    assert "No step is chosen yet." in said
    assert said.count("Not said yet") >= 4
    stating.justify(project=draft, justification="Because.", by=lead, now=MONDAY)
    assert "No step is chosen yet." in look_ahead(client, draft, lead)
    stating.choose_step(project=draft, rung=Rung.INFORMING, by=lead, now=MONDAY)
    stating.give_reasons(project=draft, reasons={Reason.LEGAL: stating.Why()}, by=lead, now=MONDAY)
    assert "No day to look again is set yet." in look_ahead(client, draft, lead)


def test_a_change_of_step_is_looked_at_before_it_is_published(client, lower, lead):
    stating.choose_step(project=lower, rung=Rung.CONSULTING, by=lead, now=MONDAY)
    said = look_ahead(client, lower, lead)
    assert "The change of step on it waits. Nobody else can see it yet." in said
    assert "<strong>Consulting</strong>" in said
    assert "From Informing to Consulting" in said
    assert "Not published yet" in said
    assert "Why it changes is not said yet." in said
    assert "Alex Morgan, 23 November 2026." in said


def test_a_published_project_without_a_change_is_on_its_page(client, project, lead):
    client.force_login(lead)
    response = client.get(reverse("projects:preview", args=[project.reference]))
    assert response["Location"] == reverse("projects:show", args=[project.slug])


def test_what_is_looked_at_shows_no_more_of_answers_than_anyone_reads(client, project, lead, involvement):
    factories.make_closed_round(project, by=involvement, answers=7, invited=12, step=4)
    stating.choose_step(project=project, rung=Rung.CO_DESIGNING, by=lead, now=MONDAY)
    said = look_ahead(client, project, lead)
    assert "A small group: the people in the project see more" in said
    assert "out of 8" not in said


def test_others_cannot_look_ahead(client, lead, other_staff, lower):
    draft = factories.make_draft(by=lead)
    client.force_login(other_staff)
    assert client.get(reverse("projects:preview", args=[draft.reference])).status_code == 404
    assert client.get(reverse("projects:preview", args=[lower.reference])).status_code == 403
