"""Changing a published project's step: prepared, looked at beside what it says now, and published."""

import pytest
from django.urls import reverse

from ladder.rungs import Rung
from projects.actions import registering, stating
from projects.choices import PayOffered
from projects.models import Project
from projects.unsaid import step_in_preparation
from tests.factories import MONDAY, make_project
from tests.projects.test_register import at, one_reason


@pytest.fixture
def project(client, lead):
    client.force_login(lead)
    return make_project(by=lead, rung=Rung.ENGAGING, now=MONDAY)


def test_a_step_is_changed_with_a_reason_and_the_page_keeps_both(client, project):
    chosen = client.post(at("step", project), {"rung": "4"})
    assert chosen.url == at("change", project)
    assert Project.objects.get().stated.rung == Rung.ENGAGING

    page = client.get(chosen.url).text
    assert "Consulting" in page
    assert "What it says now, since 23 November 2026" in page
    assert "A change of step waits here" in client.get(at("tasks", project)).text

    published = client.post(chosen.url, {"because": "We lost two of our staff."}, follow=True)

    assert published.redirect_chain == [(reverse("projects:show", args=[project.slug]), 302)]
    assert Project.objects.get().stated.rung == Rung.CONSULTING
    assert "A change of step waits here" not in client.get(at("tasks", project)).text


def test_a_change_without_a_reason_is_not_published_and_nothing_is_lost(client, project):
    client.post(at("step", project), {"rung": "4"})

    response = client.post(at("change", project), {"because": ""})
    assert "Say why it changes, in plain words" in response.text

    later = client.post(at("change", project), {"because": "We lost", "later": "1"}, follow=True)
    assert "Nobody else sees it until you publish the change." in later.text
    assert "We lost" in client.get(at("change", project)).text
    assert Project.objects.get().stated.rung == Rung.ENGAGING


def test_a_lower_step_than_co_production_goes_on_to_its_reasons(client, lead):
    client.force_login(lead)
    project = make_project("Parks", by=lead, rung=Rung.CO_PRODUCTION)

    chosen = client.post(at("step", project), {"rung": "5"})
    assert chosen.url == at("reasons", project)
    assert client.post(chosen.url, one_reason()).url == at("change", project)


def test_what_a_change_lacks_is_listed_and_stops_it(client, project, lead):
    registering.describe(
        project=project, by=lead, now=MONDAY, pay_offered=PayOffered.NOT_YET, yearly_pay_budget_pence=None
    )
    assert client.post(at("step", project), {"rung": "7"}).url == at("pay", project)

    response = client.post(at("change", project), {"because": "We share it all now."})

    assert "Set the pay and the money for it" in response.text
    assert "There is a problem" in response.text
    assert "We share it all now." in response.text
    assert Project.objects.get().stated.rung == Rung.ENGAGING


def test_a_change_can_be_thrown_away(client, project):
    client.post(at("step", project), {"rung": "4"})

    response = client.post(at("drop_change", project), follow=True)

    assert "Thrown away" in response.text
    assert step_in_preparation(project) is None
    again = client.post(at("drop_change", project), follow=True)
    assert "No change of step waits here" in again.text


def test_the_page_of_a_change_that_is_not_there_leads_to_the_list(client, project):
    assert client.get(at("change", project)).url == at("tasks", project)


def test_a_change_that_somebody_published_meanwhile_is_said(client, project, lead):
    client.post(at("step", project), {"rung": "4"})
    stating.say_why_it_changes(project=project, because="We lost staff.", by=lead, now=MONDAY)
    stating.state_change(project=project, by=lead, now=MONDAY)

    assert client.post(at("change", project), {"because": "Me too."}).url == at("tasks", project)
    assert project.stated_levels.count() == 2


def test_staff_of_a_top_step_without_pay_are_told_and_nobody_else(client, lead):
    client.force_login(lead)
    project = make_project("Parks", by=lead)
    registering.describe(
        project=project, by=lead, now=MONDAY, pay_offered=PayOffered.NOT_YET, yearly_pay_budget_pence=None
    )

    assert "Pay is not set yet" in client.get(at("tasks", project)).text
    client.logout()
    assert "Pay is not set yet" not in client.get(reverse("projects:show", args=[project.slug])).text
