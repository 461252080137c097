"""What the register asks of a project's team: to finish, to look again, to explain, and what is late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from coproduction.work import register
from coproduction.work.own_projects import projects_of
from ladder.rungs import Rung
from projects.actions import stating
from projects.actions.families import join_bigger_project, say_why_it_is_above
from projects.actions.registering import describe
from projects.choices import PayOffered
from tests.factories import MONDAY, make_draft, make_project
from tests.fixtures_made_once import made_once
from tests.projects.importing import imports_in_every_state
from words.working_days import london_date

DUE = london_date(MONDAY) + timedelta(days=180)  # the day that a made project looks again


@made_once
def engaging(lead):
    return make_project("Going home", by=lead, rung=Rung.ENGAGING, now=MONDAY)


def asked(lead, *, today):
    """The texts of what is late, and of what is to do."""
    projects = [project for project in projects_of(lead) if project.published_at]
    late, soon = register.to_look_again(projects, today=today)
    return [each.text for each in late], [each.text for each in (*soon, *register.to_explain(projects))]


@pytest.mark.parametrize(
    ("today", "late", "soon"),
    [
        (DUE - timedelta(days=29), 0, 0),
        (DUE - timedelta(days=28), 0, 1),
        (DUE, 0, 1),
        (DUE + timedelta(days=1), 1, 0),
    ],
)
def test_a_reason_is_looked_at_again_from_four_weeks_before_its_day_and_late_the_day_after(
    lead, engaging, today, late, soon
):
    found_late, found_soon = asked(lead, today=today)

    assert (len(found_late), len(found_soon)) == (late, soon)
    assert {*found_late, *found_soon} <= {"Look again at the reasons: Going home"}


def test_a_new_day_takes_it_off_the_list(lead, engaging):
    why = engaging.stated.why_nots.get()
    again = {why.reason: stating.Why(why.explanation, date(2027, 11, 1))}
    stating.give_reasons(project=engaging, reasons=again, by=lead, now=MONDAY)
    assert asked(lead, today=DUE)[1] == [
        "Look again at the reasons: Going home",
        "Publish the change of step: Going home",
    ]

    stating.say_why_it_changes(project=engaging, because="Still no money.", by=lead, now=MONDAY)
    stating.state_change(project=engaging, by=lead, now=MONDAY)

    assert asked(lead, today=DUE) == ([], [])


def test_co_production_has_no_reason_to_look_at_again(lead):
    make_project(by=lead)

    assert asked(lead, today=date(2030, 1, 1)) == ([], [])


def test_a_top_step_without_pay_asks_for_it(lead):
    project = make_project("Parks", by=lead)
    describe(
        project=project, by=lead, now=MONDAY, pay_offered=PayOffered.NOT_YET, yearly_pay_budget_pence=None
    )

    assert asked(lead, today=london_date(MONDAY)) == ([], ["Set the pay: Parks"])


def test_a_bigger_project_above_its_parts_is_asked_why(lead, engaging):
    bigger = make_project("Parks", by=lead)
    join_bigger_project(project=engaging, parent=bigger, by=lead, now=MONDAY)
    assert asked(lead, today=london_date(MONDAY)) == ([], ["Say why this step is higher: Parks"])

    say_why_it_is_above(project=bigger, because="It began before.", by=lead, now=MONDAY)
    assert asked(lead, today=london_date(MONDAY)) == ([], [])


def test_another_team_is_asked_nothing(other_staff, engaging):
    assert asked(other_staff, today=DUE) == ([], [])


def test_the_page_says_what_is_late_with_its_day_and_leads_there(client, lead, engaging, time_machine):
    time_machine.move_to(MONDAY + timedelta(days=200))
    client.force_login(lead)

    page = client.get(reverse("coproduction:your_work")).text

    assert "1 thing is late" in page
    assert f"It was due on {DUE.day} {DUE:%B %Y}. Anyone can see that on its page." in page
    assert reverse("projects:reasons", args=[engaging.reference]) in page
    assert "You lead" in page


def test_the_drafts_of_a_spreadsheet_are_one_line(lead):
    imports = imports_in_every_state("Adult social care", by=lead, now=MONDAY)
    tasks = register.to_finish(projects_of(lead))
    assert [task.text for task in tasks] == [
        "Finish 2 imported projects",
        "Finish registering: Taken since",
        "Finish registering: Touched",
    ]
    assert {task.hint for task in tasks} == {"Imported on 23 November 2026"}
    assert tasks[0].url == reverse("projects:import_batch", args=[imports["made"].pk])


def test_a_draft_is_there_to_finish(lead):
    draft = make_draft("Loneliness", by=lead, now=MONDAY)

    (task,) = register.to_finish(projects_of(lead))
    assert task.text == "Finish registering: Loneliness"
    assert task.url == reverse("projects:tasks", args=[draft.reference])
