"""The step a project states: prepared piece by piece, stated whole, and never changed silently."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ladder.rungs import Rung
from projects.actions import registering, stating
from projects.choices import Part, PayOffered, Reason
from projects.models import Project, StatedLevel
from projects.unsaid import PAY_FIRST, Task, step_in_preparation, unsaid
from tests.factories import MONDAY, make_draft, make_project, make_ready_draft
from tests.projects.audit_lines import lines
from words.errors import Refused, StaleState

WHY = {Reason.TIME: stating.Why("The money must be spent by March.", date(2027, 3, 1))}
LATER = MONDAY + timedelta(days=30)


def change(project, *, by, rung=Rung.CONSULTING, because="We lost two of our staff.", now=LATER):
    """A change of step, prepared and published."""
    stating.choose_step(project=project, rung=rung, by=by, now=now)
    if rung < Rung.CO_PRODUCTION:
        stating.give_reasons(project=project, reasons=WHY, by=by, now=now)
    stating.say_why_it_changes(project=project, because=because, by=by, now=now)
    stating.state_change(project=project, by=by, now=now)


def change_words_only(project, *, by, now):
    """A change that keeps its reasons and their days."""
    stating.justify(project=project, justification="We ask more often.", by=by, now=now)
    stating.say_why_it_changes(project=project, because="We looked again.", by=by, now=now)
    stating.state_change(project=project, by=by, now=now)


def test_choosing_again_changes_the_draft_and_keeps_one_row(lead):
    project = make_draft(by=lead)
    for rung in (Rung.ENGAGING, Rung.CONSULTING):
        stating.choose_step(project=project, rung=rung, by=lead, now=MONDAY)

    assert [level.rung for level in project.stated_levels.all()] == [Rung.CONSULTING]


def test_why_may_be_said_before_the_step_is_chosen(lead):
    project = make_draft(by=lead)
    stating.justify(project=project, justification="We ask often.", by=lead, now=MONDAY)

    level = step_in_preparation(project)
    assert (level.rung, level.justification) == (None, "We ask often.")
    assert Task.STEP in [one.task for one in unsaid(project)]


def test_reasons_wait_while_another_step_is_tried_and_go_when_co_production_is_stated(lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    stating.choose_step(project=project, rung=Rung.CO_PRODUCTION, by=lead, now=MONDAY)
    assert step_in_preparation(project).why_nots.exists()
    registering.publish(project=project, by=lead, now=MONDAY)

    assert not project.stated.why_nots.exists()


def test_reasons_take_the_place_of_those_before(lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)

    stating.give_reasons(project=project, reasons=WHY, by=lead, now=MONDAY)

    (why,) = step_in_preparation(project).why_nots.all()
    assert (why.reason, why.explanation) == (Reason.TIME, "The money must be spent by March.")


def test_reasons_need_a_step_below_co_production(lead):
    project = make_draft(by=lead)
    with pytest.raises(Refused, match="Choose a step first"):
        stating.give_reasons(project=project, reasons=WHY, by=lead, now=MONDAY)

    stating.choose_step(project=project, rung=Rung.CO_PRODUCTION, by=lead, now=MONDAY)
    with pytest.raises(Refused, match="gives no reason"):
        stating.give_reasons(project=project, reasons=WHY, by=lead, now=MONDAY)


@pytest.mark.parametrize(
    "half", [stating.Why(), stating.Why("There is no time."), stating.Why("", date(2027, 3, 1))]
)
def test_a_reason_may_be_half_said_in_a_draft_and_not_on_the_page(lead, half):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING)
    stating.give_reasons(project=project, reasons=WHY | {Reason.SCALE: half}, by=lead, now=MONDAY)

    with pytest.raises(Refused, match="^Scale of impact: say why, and when you look again$"):
        registering.publish(project=project, by=lead, now=MONDAY)


def test_parts_of_the_work_may_be_on_steps_of_their_own(lead):
    project = make_ready_draft(by=lead)
    parts = {Part.PLAN: Rung.CONSULTING, Part.REVIEW: Rung.ENGAGING}

    stating.say_parts(project=project, parts=parts, by=lead, now=MONDAY)
    assert step_in_preparation(project).parts == parts

    stating.say_parts(project=project, parts={}, by=lead, now=MONDAY)
    assert step_in_preparation(project).parts == {}


def test_a_change_waits_until_it_is_published_and_the_step_before_stays(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING, now=MONDAY)

    stating.choose_step(project=project, rung=Rung.CONSULTING, by=lead, now=LATER)
    assert Project.objects.get().stated.rung == Rung.ENGAGING

    stating.say_why_it_changes(project=project, because="We lost two of our staff.", by=lead, now=LATER)
    stating.state_change(project=project, by=lead, now=LATER)

    now, before = Project.objects.get().stated_levels.stated_newest_first()
    assert (now.rung, now.changed_because) == (Rung.CONSULTING, "We lost two of our staff.")
    assert now.stated_on == date(2026, 12, 23)
    assert (before.rung, before.stated_on) == (Rung.ENGAGING, date(2026, 11, 23))
    assert before.why_nots.count() == now.why_nots.count() == 1
    assert lines(project)[-1] == "project.step_stated"


def test_a_change_begins_with_what_the_project_says_now(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING)
    stating.justify(project=project, justification="We ask more often.", by=lead, now=LATER)

    level = step_in_preparation(project)
    assert level.rung == Rung.ENGAGING
    assert level.why_nots.get().reason == Reason.RESOURCES


def test_a_change_says_why(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING)
    stating.choose_step(project=project, rung=Rung.CONSULTING, by=lead, now=LATER)

    with pytest.raises(Refused, match="Say why it changes"):
        stating.state_change(project=project, by=lead, now=LATER)


def test_the_database_itself_asks_why_a_step_changed(lead):
    project = make_project(by=lead)

    with pytest.raises(IntegrityError, match="says why it changed"), transaction.atomic():
        StatedLevel.objects.create(
            project=project, rung=1, justification="So.", stated_on=MONDAY.date(), stated_by=lead
        )


def test_nothing_is_stated_again_that_is_the_same(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING)
    stating.say_why_it_changes(project=project, because="We looked again.", by=lead, now=LATER)

    with pytest.raises(Refused, match="Nothing has changed"):
        stating.state_change(project=project, by=lead, now=LATER)


def test_looking_again_with_a_new_day_is_a_dated_record_of_its_own(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING, now=MONDAY)
    same = project.stated.why_nots.get()
    again = {Reason.RESOURCES: stating.Why(same.explanation, date(2027, 11, 1))}

    stating.give_reasons(project=project, reasons=again, by=lead, now=LATER)
    stating.say_why_it_changes(project=project, because="There is still no money.", by=lead, now=LATER)
    stating.state_change(project=project, by=lead, now=LATER)

    assert project.stated.why_nots.get().look_again_on == date(2027, 11, 1)
    assert project.stated_levels.count() == 2


def test_moving_to_a_top_step_needs_pay_and_staying_there_does_not(lead):
    project = make_project(by=lead, rung=Rung.CO_DESIGNING)
    registering.describe(
        project=project, by=lead, now=LATER, pay_offered=PayOffered.NOT_YET, yearly_pay_budget_pence=None
    )

    with pytest.raises(Refused, match=PAY_FIRST):
        change(project, by=lead, rung=Rung.CO_PRODUCTION)
    change(project, by=lead, rung=Rung.CO_DESIGNING)

    assert project.stated_levels.exclude(stated_on=None).count() == 2


def test_a_day_to_look_again_that_came_while_the_step_waited_is_chosen_anew(lead):
    project = make_ready_draft(by=lead, rung=Rung.ENGAGING, now=MONDAY)
    due = step_in_preparation(project).why_nots.get().look_again_on
    on_the_day = MONDAY + (due - MONDAY.date())

    with pytest.raises(Refused, match="^Resource limitations: the day to look again has come"):
        registering.publish(project=project, by=lead, now=on_the_day)
    registering.publish(project=project, by=lead, now=on_the_day - timedelta(days=1))

    with pytest.raises(Refused, match="has come"):
        change_words_only(project, by=lead, now=on_the_day)


def test_a_change_is_published_once(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING)
    change(project, by=lead)

    with pytest.raises(StaleState, match="No change of step waits here"):
        stating.state_change(project=project, by=lead, now=LATER)


def test_a_change_that_is_thrown_away_leaves_the_page_as_it_is(lead):
    project = make_project(by=lead, rung=Rung.ENGAGING)
    stating.choose_step(project=project, rung=Rung.CONSULTING, by=lead, now=LATER)

    stating.drop_change(project=project, by=lead, now=LATER)

    assert step_in_preparation(project) is None
    assert project.stated.rung == Rung.ENGAGING
    with pytest.raises(StaleState):
        stating.drop_change(project=project, by=lead, now=LATER)


def test_a_draft_s_first_step_is_not_a_change_to_publish_or_throw_away(lead):
    project = make_ready_draft(by=lead)

    for action in (stating.state_change, stating.drop_change):
        with pytest.raises(StaleState):
            action(project=project, by=lead, now=LATER)
    assert step_in_preparation(project)


def test_the_database_itself_keeps_a_stated_step_as_it_was(lead):
    make_project(by=lead)

    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        StatedLevel.objects.update(rung=1)
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        StatedLevel.objects.update(plan_rung=1)
