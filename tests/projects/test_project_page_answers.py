"""What the council and people say, on a project's page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from ladder.actions.closing import close_round
from ladder.choices import Answer, ClosedEarly
from ladder.rungs import Rung
from notices.models import Notice
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.tallies import check_of, person, same
from tests.projects.project_page import text_of

pytestmark = pytest.mark.django_db
MIXED = (Answer.PARTLY,) * 8
NO = (Answer.NO,) * 8


@made_once
def involvement():
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@made_once
def project(lead):
    return factories.make_project(by=lead, now=MONDAY - timedelta(days=90))


def page(client, project):
    """The page as whoever is signed in reads it."""
    return text_of(client.get(reverse("projects:show", args=[project.slug])))


def test_a_project_says_what_the_council_says_and_who_stated_it(client, project):
    said = page(client, project)
    assert "Step 7 of 7. “We share each decision.” Tom Rowe, 25 August 2026." in said
    assert "No check yet" in said
    assert "We have not asked them yet." in said


def test_a_project_says_what_is_decided_what_is_open_and_whether_pay_is_offered(client, project):
    said = page(client, project)
    assert "The budget for this year" in said
    assert "The forms and the phone line" in said
    assert "Yes, we offer pay" in said


def test_several_lines_become_several_points(client, project):
    Project.objects.filter(pk=project.pk).update(can_still_change="the forms\n\n the phone line ")
    said = page(client, project)
    assert "<li>the forms</li><li>the phone line</li>" in said


def test_a_project_below_co_production_says_why_and_when_it_looks_again(client, lead):
    project = factories.make_project("Parks", by=lead, rung=Rung.CONSULTING, now=MONDAY)
    said = page(client, project)
    assert "The reason: resource limitations" in said
    assert "There is no money for a group that meets all year." in said
    assert "We will look at this again by 22 May 2027." in said


def test_a_member_reads_the_score_the_step_and_the_words_of_a_small_group(client, project, involvement):
    factories.make_closed_round(project, by=involvement, answers=7, invited=12, statements=MIXED, step=4)
    member = project.memberships.first().expert.contact
    client.force_login(member.user)
    said = page(client, project)
    assert "Needs a conversation" in said
    assert "People put this project 3 steps lower than we do. So we need a conversation." in said
    assert "Step 4 of 7. This is the middle of where people put it." in said
    assert "<b>In between</b> <span>4 out of 8</span>" in said
    assert "About half of the 8 things are true." in said
    assert "Few people answered, so this could be quite different." in said
    assert said.count("<b>Mixed</b>") == 8
    assert "only if 5 or more people answered it" in said


def test_the_public_reads_only_the_badge_of_a_small_group(client, project, involvement):
    factories.make_closed_round(project, by=involvement, answers=7, invited=12, statements=MIXED, step=4)
    said = page(client, project)
    assert "Needs a conversation" in said
    assert "People put this project 2 or more steps lower than we do." in said
    assert "A small group: the people in the project see more" in said
    # Besides "About 5 people" the page says about when the next check is, and what the project is about.
    main = re.sub(r"About (the project|[A-Z][a-z]+ 20\d\d)", "", said.partition("</main>")[0])
    for members_alone in ("out of 8", "This is the middle", "Mixed", "In between", "3 steps", "About "):
        assert members_alone not in main


def test_the_public_reads_everything_from_ten_answers_up(client, project, involvement):
    factories.make_closed_round(project, by=involvement, answers=12, invited=15, step=6)
    said = page(client, project)
    assert "app-badge--match" in said
    assert "People put this project 1 step lower than we do." in said
    assert "About 10 people answered. That is most of the people we asked." in said
    assert "Most people said from step 5 to step 7." in said
    assert "<b>Genuine</b> <span>7.5 or more out of 8</span>" in said
    assert "The likely range is 7 to 8" in said
    assert "only if 10 or more people answered it" in said
    assert "The check closed on" in said


def test_too_few_answers_are_never_counted_out_loud(client, project, involvement):
    factories.make_closed_round(project, by=involvement, answers=3, invited=12, statements=NO, step=1)
    for reader in (None, involvement):
        if reader:
            client.force_login(reader)
        said = page(client, project)
        assert "Not enough answers to show yet" in said
        assert "We hide this to protect people." in said
        assert "out of 8" not in said
        assert "Coercing</strong>" not in said


def test_experience_can_be_higher_and_then_no_word_is_given(client, lead, involvement):
    project = factories.make_project(
        "Repairs", by=lead, rung=Rung.CONSULTING, now=MONDAY - timedelta(days=90)
    )
    factories.make_closed_round(project, by=involvement, step=6)
    said = page(client, project)
    assert "Experience is higher" in said
    assert "We can learn from it." in said
    assert "It does not say it is co-production." in said
    assert "<b>Genuine</b>" not in said


def test_a_hidden_statement_is_hatched_beside_those_that_are_shown(client, project, involvement):
    skipped = [person("yyyyyyys", 7) for _ in range(8)]
    factories.make_result(project, check_of(*skipped, *same(6, "y", 7), invited=20), by=involvement)
    said = page(client, project)
    assert said.count("<b>Not enough answers to show yet</b>") == 1
    assert said.count("<b>Yes</b>") == 7
    assert "Not every question can be shown, so this is not called genuine." in said


def test_the_words_of_the_drawings_stand_in_a_table_too(client, project, involvement):
    factories.make_closed_round(project, by=involvement, statements=MIXED, step=4)
    said = page(client, project)
    assert said.count("See this as a table") == 3
    for number, question in ((1, "Am I treated as an equal partner?"), (8, "Is there a commitment to")):
        assert f'<th scope="row" class="govuk-table__header">{number}. {question}' in said
    assert said.count('<td class="govuk-table__cell">Mixed</td>') == 8
    assert '<td class="govuk-table__cell">Consulting, step 4 of 7</td>' in said


def test_an_open_check_says_how_many_were_asked_and_nothing_else(client, project, involvement, lead):
    round_ = factories.make_open_round(project, by=involvement, members=12, now=MONDAY)
    factories.answer(round_.invitations.first(), statements=NO, step=1, now=MONDAY)
    said = page(client, project)
    assert "<b>A check is open.</b> We asked 12 people." in said
    assert "Please answer by Monday 7 December 2026." in said
    assert "Results come out when it closes, on Monday 14 December 2026." in said
    assert "We show this when the check closes." in said
    assert "Reminders go out" not in said
    client.force_login(lead)
    assert "Reminders go out on 30 November 2026 and 3 December 2026." in page(client, project)


def test_a_new_check_stands_beside_the_last_result(client, project, involvement):
    factories.make_result(project, check_of(*same(12, "p", 4)), by=involvement)
    factories.make_open_round(project, by=involvement, now=MONDAY)
    said = page(client, project)
    assert "<b>A new check is open.</b>" in said
    assert "4 out of 8" in said


def test_a_check_that_closed_early_says_why(client, project, involvement):
    round_ = factories.make_open_round(project, by=involvement, now=MONDAY)
    Notice.objects.filter(kind="ladder.invitation").update(
        kind="ladder.reminder", sent_at=MONDAY, taken_at=MONDAY
    )
    close_round(
        round_=round_,
        by=involvement,
        now=MONDAY + timedelta(days=2),
        early_because=ClosedEarly.PROJECT_STOPPED,
    )
    said = page(client, project)
    assert "closed the check early, on 25 November 2026, after a reminder." in said
    assert "The reason: the project has stopped." in said


def test_checks_over_time_are_drawn_for_each_reader_from_what_they_may_see(client, project, involvement):
    for days_before, people, letters in ((300, 12, "n"), (150, 6, "y"), (0, 12, "y")):
        result = check_of(*same(people, letters, 6), invited=40)
        factories.make_result(project, result, by=involvement, days_before=days_before)
    said = page(client, project)
    over_time = said[said.index("Checks over time</h2>") : said.index('id="open"')]
    assert "One of the last two checks cannot be shown, so we cannot compare." in over_time
    assert over_time.count("A small group: the people in the project see more") == 4
    assert "/checks/" not in over_time
    client.force_login(involvement)
    said = page(client, project)
    over_time = said[said.index("Checks over time</h2>") : said.index('id="open"')]
    assert "Few people answered, so a difference could be chance." in over_time
    assert "A small group" not in over_time
    assert over_time.count(f"/projects/{project.slug}/checks/2") == 3


def test_one_check_alone_is_not_told_as_time(client, project, involvement):
    factories.make_result(project, check_of(*same(12, "y", 6)), by=involvement)
    assert "Checks over time" not in page(client, project)


@pytest.mark.parametrize("rounds", [1, 20])
def test_the_page_costs_the_same_for_one_check_or_twenty(
    client, project, involvement, rounds, django_assert_max_num_queries
):
    for number in range(rounds):
        result = check_of(*same(12, "y", 6))
        factories.make_result(project, result, by=involvement, days_before=100 * number)
    client.force_login(involvement)
    with django_assert_max_num_queries(12):
        page(client, project)
