"""Beginning a project, describing it, and letting anyone read it."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.choices import Role
from audit.models import Event
from council.models import Area, Directorate
from ladder.rungs import Rung
from projects.actions import registering, stating
from projects.actions.people import add_member
from projects.choices import CouldBe, PayOffered, Stage
from projects.models import Project
from projects.references import reference_in
from projects.unsaid import NOT_BOTH, PAY_FIRST, Task, unsaid
from tests.factories import (
    MONDAY,
    make_directorate,
    make_draft,
    make_project,
    make_ready_draft,
    make_user,
    register_project,
)
from tests.projects.audit_lines import lines
from words.errors import Refused, StaleState


def test_whoever_begins_a_project_leads_it(lead):
    project = make_draft(by=lead, now=MONDAY)

    (member,) = project.team.all()
    assert (member.user, member.is_lead, member.starts_on) == (lead, True, date(2026, 11, 23))
    assert project.published_at is None
    assert lines(project)[0] == "project.started"


def test_staff_of_one_directorate_need_not_choose_it(lead):
    project = registering.start_project(name="Parks", could_be=CouldBe.ALL, by=lead, now=MONDAY)

    assert project.directorate == make_directorate()


def test_a_draft_has_a_reference_to_say_and_no_public_address(lead):
    drafts = [make_draft("Parks for everyone", by=lead) for _ in range(3)]

    assert {draft.slug for draft in drafts} == {None}
    assert len({draft.reference for draft in drafts}) == 3
    assert all(reference_in(draft.reference.lower()) == draft.reference for draft in drafts)


def test_projects_of_one_name_get_addresses_of_their_own_when_they_are_published(lead):
    slugs = [register_project("Parks for everyone", by=lead).slug for _ in range(3)]

    assert slugs == ["parks-for-everyone", "parks-for-everyone-2", "parks-for-everyone-3"]


@pytest.mark.parametrize("name", ["مشروع", "---", "<script>"])
def test_a_name_in_any_writing_gets_an_address(lead, name):
    assert register_project(name, by=lead).slug in ("project", "script")


def test_the_address_stays_whatever_the_project_is_called_later(lead):
    project = register_project("Parks for everyone", by=lead)

    registering.describe(project=project, by=lead, now=MONDAY, name="Green places")

    assert Project.objects.get().slug == "parks-for-everyone"
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Project.objects.update(slug="green-places")


@pytest.mark.django_db(transaction=True)
def test_people_who_publish_one_name_at_once_all_get_an_answer():
    lead = make_user("Priya Nair", Role.STAFF)
    drafts = [make_ready_draft("Buses", by=lead, now=MONDAY) for _ in range(4)]
    together, answers = threading.Barrier(len(drafts)), []

    def publish(draft):
        together.wait()
        try:
            registering.publish(project=draft, by=lead, now=MONDAY)
            answers.append("published")
        except StaleState as stale:
            answers.append(str(stale))
        finally:
            connection.close()

    people = [threading.Thread(target=publish, args=[draft]) for draft in drafts]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert len(answers) == len(drafts)
    assert answers.count("published") == Project.objects.published().count() >= 1
    too_late = "Someone published a project of this name just now. Publish yours again"
    assert set(answers) <= {"published", too_late}


def test_describing_records_the_names_of_fields_and_no_words(lead):
    project = make_draft(by=lead)

    registering.describe(
        project=project, by=lead, now=MONDAY, summary="Something else", stage=Stage.DESIGNING,
        pay_offered=PayOffered.NOT_YET, areas=[Area.objects.create(name="Polwithen")],
    )  # fmt: skip

    event = Event.objects.filter(what="project.described").latest("pk")
    assert (event.fields, event.details) == ("areas,pay_offered,summary", {})
    project = Project.objects.get()
    assert (project.summary, project.changed_at) == ("Something else", MONDAY)
    assert [area.name for area in project.areas.all()] == ["Polwithen"]


def test_describing_nothing_new_leaves_no_trace(lead):
    project = make_draft(by=lead)
    before = lines(project)

    registering.describe(project=project, by=lead, now=MONDAY, name=project.name, areas=[])

    assert lines(project) == before


def test_only_what_a_project_says_of_itself_can_be_described(lead):
    with pytest.raises(TypeError, match="published_at"):
        registering.describe(project=make_draft(by=lead), by=lead, now=MONDAY, published_at=MONDAY)


def test_a_directorate_or_an_area_that_the_council_removed_meanwhile_is_said(lead):
    project, gone = make_draft(by=lead), make_directorate("Harbours")
    area = Area.objects.create(name="Polwithen")
    Directorate.objects.filter(pk=gone.pk).delete()
    Area.objects.filter(pk=area.pk).delete()

    for fields in ({"directorate": gone}, {"areas": [area]}):
        with pytest.raises(StaleState, match="took one of these off its list"):
            registering.describe(project=project, by=lead, now=MONDAY, **fields)


def test_a_draft_says_what_it_lacks_in_the_order_of_the_tasks(lead):
    project = registering.start_project(name="Parks", could_be="", by=lead, now=MONDAY)
    assert [one.task for one in unsaid(project)] == [
        Task.COULD_BE, Task.BASICS, Task.DATES, Task.DECIDED, Task.OPEN, Task.JOIN, Task.STEP, Task.WHY,
        Task.PAY, Task.PROMISES,
    ]  # fmt: skip

    stating.choose_step(project=project, rung=Rung.ENGAGING, by=lead, now=MONDAY)
    assert Task.REASONS in [one.task for one in unsaid(project)]


def test_a_draft_that_lacks_nothing_is_ready(lead):
    assert unsaid(make_ready_draft(by=lead, rung=Rung.INFORMING)) == []


def test_what_cannot_be_co_production_now_is_not_published_as_co_production(lead):
    project = make_ready_draft(by=lead, rung=Rung.CO_PRODUCTION)
    registering.describe(project=project, by=lead, now=MONDAY, could_be=CouldBe.NOT_NOW)
    with pytest.raises(Refused, match=NOT_BOTH):
        registering.publish(project=project, by=lead, now=MONDAY)

    registering.describe(project=project, by=lead, now=MONDAY, could_be=CouldBe.PARTS)
    registering.publish(project=project, by=lead, now=MONDAY)
    assert Project.objects.get().published_at


def test_a_project_that_stopped_says_why(lead):
    project = make_ready_draft(by=lead)
    registering.describe(project=project, by=lead, now=MONDAY, stage=Stage.STOPPED)

    with pytest.raises(Refused, match="^Say why it stopped$"):
        registering.publish(project=project, by=lead, now=MONDAY)


@pytest.mark.parametrize("rung", [Rung.CO_DESIGNING, Rung.CO_PRODUCTION])
@pytest.mark.parametrize(
    ("offered", "budget"), [(PayOffered.NOT_YET, None), (PayOffered.YES, None), (PayOffered.YES, 0)]
)
def test_the_two_top_steps_are_published_only_where_pay_is_set(lead, rung, offered, budget):
    project = make_ready_draft(by=lead, rung=rung)
    registering.describe(
        project=project, by=lead, now=MONDAY, pay_offered=offered, yearly_pay_budget_pence=budget
    )

    with pytest.raises(Refused, match=PAY_FIRST):
        registering.publish(project=project, by=lead, now=MONDAY)


def test_a_lower_step_is_published_without_pay(lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)
    registering.describe(project=project, by=lead, now=MONDAY, pay_offered=PayOffered.NOT_YET)

    registering.publish(project=project, by=lead, now=MONDAY)

    assert Project.objects.get().published_at == MONDAY


def test_publishing_states_the_step_from_today(lead):
    project = register_project(by=lead, rung=Rung.ENGAGING, now=MONDAY)

    level = project.stated
    assert (level.rung, level.stated_on, level.stated_by) == (Rung.ENGAGING, date(2026, 11, 23), lead)
    assert project.published_at == MONDAY
    assert lines(project)[-2:] == ["project.step_stated", "project.published"]


def test_publishing_says_the_first_thing_that_is_missing(lead):
    project = make_draft(by=lead)

    with pytest.raises(Refused, match="^Say what is already decided$"):
        registering.publish(project=project, by=lead, now=MONDAY)

    assert Project.objects.get().published_at is None


def test_nothing_is_published_twice(lead):
    with pytest.raises(StaleState, match="published already"):
        registering.publish(project=register_project(by=lead), by=lead, now=MONDAY)


@pytest.mark.parametrize("column", ["can_still_change", "summary", "stage", "pay_offered"])
def test_the_database_itself_keeps_a_published_project_whole(lead, column):
    register_project(by=lead)

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(**{column: ""})


def test_the_database_itself_keeps_the_end_after_the_start(lead):
    make_draft(by=lead)

    with pytest.raises(IntegrityError, match="a_project_ends_after_it_starts"), transaction.atomic():
        Project.objects.update(starts_on=date(2027, 3, 2), ends_on=date(2027, 3, 1))


def test_no_audit_line_holds_what_a_person_typed(lead):
    project = make_ready_draft("Loneliness in rural villages", by=lead, rung=Rung.ENGAGING)
    add_member(project=project, name="Sam Penrose", email="sam@example.org", by=lead, now=MONDAY)

    everything = str(list(Event.objects.values_list("details", "subject_id", "by")))
    for typed in ("Loneliness", "Penrose", "sam@", "There is no money", "We share"):
        assert typed not in everything


@pytest.mark.parametrize("rung", [Rung.CO_PRODUCTION, Rung.INFORMING])
def test_the_quick_way_of_tests_to_make_a_project_leaves_what_the_actions_leave(lead, rung):
    by_actions = register_project("Parks for everyone", by=lead, rung=rung, now=MONDAY)
    at_once = make_project("Parks for everyone", by=lead, rung=rung, now=MONDAY)
    assert (by_actions.slug, at_once.slug) == ("parks-for-everyone", "parks-for-everyone-2")
    assert left_behind(by_actions) == left_behind(at_once)


def left_behind(project):
    """Everything written of a project, without what differs from one to the next."""
    own = {"id", "reference", "slug", "search_words", "project_id", "stated_level_id", "subject_id"}
    rows = [
        project,
        *project.team.all(),
        *project.areas.all(),
        *(each for level in project.stated_levels.all() for each in (level, *level.why_nots.all())),
        *Event.objects.filter(subject_type="projects.project", subject_id=project.pk).order_by("pk"),
    ]
    return [
        {key: value for key, value in vars(row).items() if key not in own and not key.startswith("_")}
        for row in rows
    ]
