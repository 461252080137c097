"""What happens to a project and its people, and what is refused."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.choices import Role
from accounts.models import User
from audit.models import Event
from experts.actions import STAFF_ADDRESS
from ladder.rungs import Rung
from projects import actions
from projects.choices import PayOffered, Reason, Stage
from projects.models import Membership, Project, StatedLevel
from tests.factories import (
    MONDAY,
    make_directorate,
    make_draft,
    make_project,
    make_ready_draft,
    make_user,
)
from words.errors import Refused, StaleState

WHY = {Reason.TIME: actions.Why("The money must be spent by March.", date(2027, 3, 1))}


@pytest.fixture
def lead(db):
    return make_user("Priya Nair", Role.STAFF)


@pytest.fixture
def involvement(db):
    return make_user("Lowena Hosken", Role.INVOLVEMENT)


def lines(subject):
    """The names of the audit lines about something, oldest first."""
    found = Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    return list(found.order_by("pk").values_list("what", flat=True))


def test_whoever_begins_a_project_leads_it(lead):
    project = make_draft(by=lead, now=MONDAY)

    (member,) = project.team.all()
    assert (member.user, member.starts_on) == (lead, date(2026, 11, 23))
    assert project.published_at is None
    assert lines(project) == ["project.started"]


def test_two_projects_of_one_name_get_two_addresses(lead):
    slugs = [make_draft("Parks for everyone", by=lead).slug for _ in range(3)]

    assert slugs == ["parks-for-everyone", "parks-for-everyone-2", "parks-for-everyone-3"]


@pytest.mark.parametrize("name", ["مشروع", "---", "<script>"])
def test_a_name_in_any_writing_gets_an_address(lead, name):
    assert make_draft(name, by=lead).slug in ("project", "script")


@pytest.mark.django_db(transaction=True)
def test_two_people_who_register_one_name_at_once_both_get_an_answer():
    lead = make_user("Priya Nair", Role.STAFF)
    directorate = make_directorate()
    together, answers = threading.Barrier(4), []

    def begin():
        together.wait()
        try:
            actions.start_project(
                name="Buses", summary="Better buses.", directorate=directorate, stage=Stage.STARTING, by=lead,
                now=MONDAY,
            )  # fmt: skip
            answers.append("begun")
        except StaleState as stale:
            answers.append(str(stale))
        finally:
            connection.close()

    people = [threading.Thread(target=begin) for _ in range(4)]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert len(answers) == 4
    assert answers.count("begun") == Project.objects.count() >= 1
    assert set(answers) <= {"begun", "Someone registered a project of this name just now. Send yours again"}


def test_describing_records_the_names_of_fields_and_no_words(lead):
    project = make_draft(by=lead)

    actions.describe(
        project=project, by=lead, now=MONDAY, summary="Something else", stage=Stage.DESIGNING,
        pay_offered=PayOffered.NOT_YET,
    )  # fmt: skip

    event = Event.objects.get(what="project.described")
    assert event.details == {"fields": "pay_offered,summary"}
    assert Project.objects.get().summary == "Something else"


def test_describing_nothing_new_leaves_no_trace(lead):
    project = make_draft(by=lead)

    actions.describe(project=project, by=lead, now=MONDAY, name=project.name)

    assert lines(project) == ["project.started"]


def test_only_what_a_project_says_of_itself_can_be_described(lead):
    with pytest.raises(TypeError, match="published_at"):
        actions.describe(project=make_draft(by=lead), by=lead, now=MONDAY, published_at=MONDAY)


def test_a_draft_says_what_it_lacks_in_the_order_of_registering(lead):
    project = make_draft(by=lead)
    assert [one.part for one in actions.missing(project)] == [
        "step", "open_questions", "open_questions", "pay",
    ]  # fmt: skip

    actions.choose_step(project=project, rung=Rung.ENGAGING, justification="", by=lead, now=MONDAY)
    assert [one.part for one in actions.missing(project)][:2] == ["step", "reasons"]


def test_a_draft_that_lacks_nothing_is_ready(lead):
    assert actions.missing(make_ready_draft(by=lead, rung=Rung.INFORMING)) == []


def test_choosing_again_changes_the_draft_and_keeps_one_row(lead):
    project = make_draft(by=lead)
    for rung in (Rung.ENGAGING, Rung.CONSULTING):
        actions.choose_step(project=project, rung=rung, justification="Because.", by=lead, now=MONDAY)

    assert [level.rung for level in project.stated_levels.all()] == [Rung.CONSULTING]


def test_choosing_co_production_takes_the_reasons_away(lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    actions.choose_step(
        project=project, rung=Rung.CO_PRODUCTION, justification="We share.", by=lead, now=MONDAY
    )

    assert not actions.drafted_step(project).why_nots.exists()
    assert actions.missing(project) == []


def test_reasons_take_the_place_of_those_before(lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    actions.give_reasons(project=project, reasons=WHY, by=lead, now=MONDAY)

    (why,) = actions.drafted_step(project).why_nots.all()
    assert (why.reason, why.explanation) == (Reason.TIME, "The money must be spent by March.")


def test_reasons_need_a_step_below_co_production_and_at_least_one(lead):
    project = make_draft(by=lead)
    with pytest.raises(Refused, match="Choose a step first"):
        actions.give_reasons(project=project, reasons=WHY, by=lead, now=MONDAY)

    actions.choose_step(project=project, rung=Rung.ENGAGING, justification="So.", by=lead, now=MONDAY)
    with pytest.raises(Refused, match="Choose one reason or more"):
        actions.give_reasons(project=project, reasons={}, by=lead, now=MONDAY)

    actions.choose_step(project=project, rung=Rung.CO_PRODUCTION, justification="So.", by=lead, now=MONDAY)
    with pytest.raises(Refused, match="gives no reason"):
        actions.give_reasons(project=project, reasons=WHY, by=lead, now=MONDAY)


def test_publishing_states_the_step_from_today(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING, now=MONDAY)

    level = project.stated
    assert (level.rung, level.stated_on, level.stated_by) == (Rung.ENGAGING, date(2026, 11, 23), lead)
    assert project.published_at == MONDAY
    assert lines(project)[-1] == "project.published"


def test_publishing_says_the_first_thing_that_is_missing(lead):
    project = make_draft(by=lead)

    with pytest.raises(Refused, match="^Choose a step on the ladder$"):
        actions.publish(project=project, by=lead, now=MONDAY)

    assert Project.objects.get().published_at is None


def test_nothing_is_published_twice_and_a_stated_step_is_not_chosen_again(lead):
    project = make_project(by=lead)

    with pytest.raises(StaleState):
        actions.publish(project=project, by=lead, now=MONDAY)
    with pytest.raises(StaleState):
        actions.choose_step(project=project, rung=Rung.ENGAGING, justification="No.", by=lead, now=MONDAY)


def test_the_database_itself_keeps_a_stated_step_as_it_was(lead):
    project = make_project(by=lead)

    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        StatedLevel.objects.filter(project=project).update(rung=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(can_still_change="")


def test_a_person_added_by_the_team_waits_and_one_added_by_involvement_does_not(lead, involvement):
    project = make_project(by=lead)

    by_team = actions.add_member(project=project, name="Sam", email="", by=lead, now=MONDAY)
    by_involvement = actions.add_member(project=project, name="Jo", email="", by=involvement, now=MONDAY)

    assert (by_team.added_by, by_team.confirmed_by) == (lead.contact, None)
    assert by_involvement.confirmed_by == involvement.contact
    assert by_team.starts_on == date(2026, 11, 23)


def test_a_person_with_an_address_can_sign_in_and_one_without_cannot(lead):
    project = make_project(by=lead)

    actions.add_member(project=project, name="Sam Penrose", email="sam@example.org", by=lead, now=MONDAY)
    actions.add_member(project=project, name="Jo Trelawny", email="", by=lead, now=MONDAY)

    assert User.objects.filter(email="sam@example.org").exists()
    assert not User.objects.filter(contact__name="Jo Trelawny").exists()


def test_one_person_in_two_projects_is_one_person(lead):
    first, second = make_project("Parks", by=lead), make_project("Buses", by=lead)

    one = actions.add_member(project=first, name="Sam", email="sam@example.org", by=lead, now=MONDAY)
    other = actions.add_member(project=second, name="Samuel", email="SAM@example.org", by=lead, now=MONDAY)

    assert one.expert == other.expert


def test_staff_addresses_are_refused_whatever_their_case(lead):
    project = make_project(by=lead)

    with pytest.raises(Refused, match=STAFF_ADDRESS):
        actions.add_member(project=project, name="Priya", email="PRIYA.NAIR@example.org", by=lead, now=MONDAY)

    assert not Membership.objects.exists()


def test_the_same_person_is_not_added_twice(lead):
    project = make_project(by=lead)
    actions.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)

    with pytest.raises(Refused, match="already in the project"):
        actions.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)

    assert Membership.objects.count() == 1


def test_someone_who_left_may_come_back(lead):
    project = make_project(by=lead)
    first = actions.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)
    actions.end_member(membership=first, by=lead, now=MONDAY)

    again = actions.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)

    assert again.expert == first.expert
    assert Membership.objects.filter(ends_on=None).count() == 1


def test_a_person_is_confirmed_once(lead, involvement):
    project = make_project(by=lead)
    membership = actions.add_member(project=project, name="Sam", email="", by=lead, now=MONDAY)

    actions.confirm_member(membership=membership, by=involvement, now=MONDAY)

    with pytest.raises(StaleState):
        actions.confirm_member(membership=membership, by=involvement, now=MONDAY)
    assert lines(membership) == ["membership.added", "membership.confirmed"]


def test_a_membership_ends_once_and_says_who_ended_it(lead, involvement):
    project = make_project(by=lead)
    membership = actions.add_member(project=project, name="Sam", email="", by=lead, now=MONDAY)

    actions.end_member(membership=membership, by=involvement, now=MONDAY)

    membership.refresh_from_db()
    assert (membership.ends_on, membership.ended_by) == (date(2026, 11, 23), involvement.contact)
    with pytest.raises(StaleState):
        actions.end_member(membership=membership, by=lead, now=MONDAY)


def test_no_audit_line_holds_what_a_person_typed(lead):
    project = make_ready_draft("Loneliness in rural villages", by=lead, rung=Rung.ENGAGING)
    actions.add_member(project=project, name="Sam Penrose", email="sam@example.org", by=lead, now=MONDAY)

    everything = str(list(Event.objects.values_list("details", "subject_id", "by")))
    for typed in ("Loneliness", "Penrose", "sam@", "There is no money", "We share"):
        assert typed not in everything
