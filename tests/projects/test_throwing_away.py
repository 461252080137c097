"""Throwing away a draft that was begun by mistake: asked first, and never what others rely on."""

import pytest
from django.urls import reverse

from ladder.rungs import Rung
from projects.actions import registering
from projects.actions.families import join_bigger_project
from projects.actions.people import add_member
from projects.models import Project
from tests.factories import MONDAY, make_draft, make_project, make_ready_draft
from tests.projects.audit_lines import lines
from tests.projects.test_register import at
from words.errors import Refused


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def test_a_draft_is_thrown_away_whole_with_a_line_that_it_was(lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    registering.discard_draft(project=project, by=lead, now=MONDAY)

    assert not Project.objects.exists()
    assert lines(project)[-1] == "project.discarded"


def test_a_published_project_and_one_with_parts_are_not_thrown_away(lead):
    published, bigger, smaller = (
        make_project(by=lead),
        make_draft("Bigger", by=lead),
        make_draft("Part", by=lead),
    )
    join_bigger_project(project=smaller, parent=bigger, by=lead, now=MONDAY)

    for project, reason in ((published, "published, so it stays"), (bigger, "Other projects are part")):
        with pytest.raises(Refused, match=reason):
            registering.discard_draft(project=project, by=lead, now=MONDAY)
    assert Project.objects.count() == 3


def test_a_draft_begun_by_mistake_is_thrown_away_when_somebody_says_so_twice(signed_in, lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)
    assert at("throw_away", project) in signed_in.get(at("tasks", project)).text
    assert "You cannot get it back" in signed_in.get(at("throw_away", project)).text
    assert Project.objects.exists()

    thrown = signed_in.post(at("throw_away", project), follow=True)

    assert thrown.redirect_chain == [(reverse("coproduction:your_work"), 302)]
    assert "is thrown away" in thrown.text
    assert not Project.objects.exists()
    assert signed_in.get(at("tasks", project)).status_code == 404


def test_what_stops_a_draft_from_going_is_said(signed_in, lead):
    project = make_draft(by=lead)
    add_member(project=project, name="Sam", email="", by=lead, now=MONDAY)

    response = signed_in.post(at("throw_away", project))

    assert "People were added to this project, so it stays" in response.text
    assert Project.objects.exists()


def test_a_published_project_is_never_offered_to_be_thrown_away(signed_in, lead):
    project = make_project(by=lead)

    assert at("throw_away", project) not in signed_in.get(at("tasks", project)).text
    assert signed_in.post(at("throw_away", project)).url == at("tasks", project)
    assert Project.objects.exists()
