"""Bigger and smaller projects: one level deep, and never above a part without a word on it."""

from datetime import timedelta

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from audit.models import Event
from ladder.rungs import Rung
from projects.actions import stating
from projects.actions.families import join_bigger_project, say_why_it_is_above
from projects.models import Project
from projects.queries import lowest_smaller_project, smaller_projects
from tests.factories import MONDAY, make_directorate, make_draft, make_project, make_ready_draft, make_user
from tests.fixtures_made_once import made_once
from words.errors import Refused

ONE_LEVEL = "projects.Project:families_are_one_level_deep"


@made_once
def bigger(lead):
    return make_project("Bigger", by=lead, rung=Rung.ENGAGING, now=MONDAY)


@made_once
def smaller(bigger, lead):
    project = make_project("Smaller", by=lead, rung=Rung.INFORMING, now=MONDAY)
    join(project, bigger, by=lead)
    return project


def join(project, parent, *, by):
    join_bigger_project(project=project, parent=parent, by=by, now=MONDAY)
    project.refresh_from_db()


def test_a_project_joins_a_bigger_one_and_leaves_it_again(bigger, smaller, lead):
    assert smaller.parent == bigger
    join(smaller, None, by=lead)
    assert smaller.parent is None
    said = Event.objects.filter(what="project.parent_said").order_by("pk")
    assert [event.details for event in said] == [{"parent": bigger.pk}, {"parent": None}]


def test_joining_what_it_is_in_already_says_nothing(bigger, smaller, lead):
    join(smaller, bigger, by=lead)
    assert Event.objects.filter(what="project.parent_said").count() == 1


def test_a_project_is_not_part_of_itself(bigger, lead):
    with pytest.raises(Refused, match="A project cannot be part of itself"):
        join(bigger, bigger, by=lead)
    refused = pytest.raises(IntegrityError, match="a_project_is_not_part_of_itself")
    with pgtrigger.ignore(ONE_LEVEL), refused, transaction.atomic():
        Project.objects.filter(pk=bigger.pk).update(parent=bigger)


def test_a_part_has_no_parts_and_what_has_parts_is_no_part(bigger, smaller, lead):
    third = make_draft("Third", by=lead)
    with pytest.raises(Refused, match="Bigger|Smaller is part of a bigger project itself"):
        join(third, smaller, by=lead)
    with pytest.raises(Refused, match="Other projects are part of this one"):
        join(bigger, third, by=lead)


def test_the_database_refuses_a_second_level_whoever_writes(bigger, smaller, lead):
    third = make_draft("Third", by=lead)
    for project, parent in ((third, smaller), (bigger, third)):
        with pytest.raises(IntegrityError, match="one level deep"), transaction.atomic():
            Project.objects.filter(pk=project.pk).update(parent=parent)


def _three(lead):
    return [make_draft(name, by=lead, now=MONDAY) for name in ("Low", "Middle", "High")]


def _say_parent(project, parent):
    return Project.objects.filter(pk=project.pk).update(parent=parent)


@pytest.mark.parametrize("first", ["below", "above"])
def test_two_sessions_at_once_build_no_grandparent(transactional_db, beside, somebody_waits, first):
    low, middle, high = _three(make_user("Alex Morgan", Role.STAFF))
    moves = [(low, middle), (middle, high)]
    one, other = moves if first == "below" else reversed(moves)
    with transaction.atomic():
        _say_parent(*one)
        second = beside(lambda: _say_parent(*other))
        somebody_waits()
    with pytest.raises(IntegrityError, match="one level deep"):
        second.result()
    assert Project.objects.exclude(parent=None).count() == 1


def test_without_the_lock_two_sessions_would_build_one(transactional_db, beside):
    """The control of the test above: the same moves, with the trigger left out."""
    low, middle, high = _three(make_user("Alex Morgan", Role.STAFF))

    def move_up():
        with pgtrigger.ignore(ONE_LEVEL):
            _say_parent(middle, high)

    with transaction.atomic(), pgtrigger.ignore(ONE_LEVEL):
        _say_parent(low, middle)
        beside(move_up).result()
    assert Project.objects.filter(parent__parent=high).exists()


def test_two_leads_at_once_through_the_page_s_own_door_build_none(transactional_db, at_once):
    lead = make_user("Alex Morgan", Role.STAFF)
    low, middle, high = _three(lead)
    said = at_once(
        lambda: join_bigger_project(project=low, parent=middle, by=lead, now=MONDAY),
        lambda: join_bigger_project(project=middle, parent=high, by=lead, now=MONDAY),
    )
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "Refused"]


def test_only_published_parts_count_and_the_lowest_comes_first(bigger, smaller, lead):
    for name, rung in (("Middle", Rung.CONSULTING), ("Also informing", Rung.INFORMING)):
        join(make_project(name, by=lead, rung=rung, now=MONDAY), bigger, by=lead)
    join(make_ready_draft("Draft", by=lead, rung=Rung.COERCING, now=MONDAY), bigger, by=lead)

    assert [each.name for each in smaller_projects(bigger)] == ["Also informing", "Smaller", "Middle"]
    assert lowest_smaller_project(bigger).rung == Rung.INFORMING
    assert lowest_smaller_project(smaller) is None


def test_a_bigger_project_says_why_it_is_above_before_its_step_is_published(bigger, smaller, lead):
    stating.choose_step(project=bigger, rung=Rung.CONSULTING, by=lead, now=MONDAY)
    stating.say_why_it_changes(project=bigger, because="We ask more now.", by=lead, now=MONDAY)
    with pytest.raises(Refused, match="Say why this step is above that of a smaller project in it"):
        stating.state_change(project=bigger, by=lead, now=MONDAY)

    say_why_it_is_above(project=bigger, because="That part has to follow the law.", by=lead, now=MONDAY)
    stating.state_change(project=bigger, by=lead, now=MONDAY)
    assert Event.objects.filter(what="project.described", fields="above_parts_because").count() == 1


def test_saying_the_same_again_says_nothing(bigger, lead):
    say_why_it_is_above(project=bigger, because="The law.", by=lead, now=MONDAY)
    before = Event.objects.count()
    say_why_it_is_above(project=bigger, because="The law.", by=lead, now=MONDAY + timedelta(days=1))
    assert Event.objects.count() == before


def family_page(client, project, **sent):
    address = reverse("projects:family", args=[project.reference])
    return client.post(address, sent) if sent else client.get(address)


def offered(response):
    return {str(project) for project in response.context["form"].fields["parent"].queryset}


def test_a_team_is_offered_its_own_projects_and_those_of_its_directorate(
    client, lead, involvement, bigger, smaller, other_project
):
    draft = make_draft("My draft", by=lead)
    colleague = make_user("Bryn Hale", Role.STAFF)
    make_project("A colleague's", by=colleague, now=MONDAY)
    make_draft("A colleague's draft", by=colleague)
    new = make_draft("New", by=lead)
    Project.objects.filter(pk=other_project.pk).update(directorate=make_directorate("Housing"))

    client.force_login(lead)
    assert offered(family_page(client, new)) == {"Bigger", "A colleague's", "My draft"}
    assert offered(family_page(client, draft)) == {"Bigger", "A colleague's", "New"}
    client.force_login(involvement)
    everywhere = {"Bigger", "A colleague's", "Repairs by appointment"}
    assert offered(family_page(client, new)) == everywhere


def test_the_page_saves_the_bigger_project_and_says_where_it_cannot(client, lead, bigger, smaller):
    new = make_draft("New", by=lead)
    client.force_login(lead)
    family_page(client, new, parent=bigger.pk)
    new.refresh_from_db()
    assert new.parent == bigger
    for odd in (new.pk, smaller.pk, "999999", "\x00", "x" * 300):
        answer = family_page(client, new, parent=odd)
        assert answer.context["form"].errors["parent"]
        assert "There is a problem" in answer.text
    new.refresh_from_db()
    assert new.parent == bigger


def test_a_bigger_project_that_the_team_may_not_open_is_kept_when_they_save(client, lead, other_staff):
    hidden, small = make_draft("Hidden", by=other_staff), make_draft("Small", by=lead)
    join(small, hidden, by=lead)
    client.force_login(lead)
    assert "Hidden" in family_page(client, small).text

    family_page(client, small, parent=hidden.pk)

    small.refresh_from_db()
    assert small.parent == hidden


def test_a_bigger_project_is_asked_why_it_is_above(client, lead, bigger, smaller):
    client.force_login(lead)
    asked = family_page(client, bigger).text
    assert "Other projects are part of this one. This one says Engaging." in asked
    assert "Is it part of a bigger project?" not in asked
    family_page(client, bigger, above_parts_because="The law sets that part.")
    bigger.refresh_from_db()
    assert bigger.above_parts_because == "The law sets that part."
