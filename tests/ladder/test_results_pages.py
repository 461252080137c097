"""The page of one closed check: both sides, for those who have the members' view of its project."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from experts.supporting import add_supporter
from ladder.actions.closing import close_round
from ladder.actions.conversations import say_it_was_held
from ladder.actions.reviewing import show_words
from ladder.choices import ClosedEarly, TeamAnswer, Voice
from ladder.models import Conversation
from ladder.rungs import Rung
from notices.models import Notice
from tests import factories
from tests.factories import MONDAY
from tests.ladder.tallies import check_of, same
from tests.projects.project_page import text_of

pytestmark = pytest.mark.django_db
LETTERS = {"y": TeamAnswer.YES, "p": TeamAnswer.PARTLY, "n": TeamAnswer.NO, "?": TeamAnswer.NOT_SURE}
YES = "y" * 8
CLOSED = MONDAY.date()


def closed(project, by, letters="ynpyyyyy", people=12, step=4, team=YES, **more):
    """A closed check with these answers, and the team's side."""
    answers = [LETTERS[letter] for letter in team]
    return factories.make_result(project, check_of(*same(people, letters, step)), by=by, team=answers, **more)


def address(project, on=CLOSED):
    return reverse("ladder:results", args=[project.slug, on])


@pytest.fixture
def read(client, project):
    def as_(who, on=CLOSED):
        client.logout()
        client.force_login(who)
        return text_of(client.get(address(project, on)))

    return as_


def test_the_biggest_difference_stands_first_with_both_sides(read, project, lead, involvement):
    closed(project, involvement)
    page = read(lead)
    main = page[page.index("<main") :]
    assert "Start here: the biggest difference" in main
    for part in (
        '“Do I have a say in decisions from the start?”</p><p class="app-differ__a">No</p>',
        "“We involve people before the choices are set.”</p>"
        '<p class="app-differ__a app-differ__a--team">Yes</p>',
        "This is the best place to begin the conversation.",
        "One example of a yes:",
        "The team gave one set of answers together, on 23 November 2026.",
    ):
        assert part in main


def test_the_whole_check_says_what_the_page_of_the_project_says(client, read, project, lead, involvement):
    closed(project, involvement)
    page = read(lead)
    of_project = text_of(client.get(reverse("projects:show", args=[project.slug])))
    for part in (
        "Needs a conversation",
        "<b>Mostly genuine</b> <span>6.5 out of 8</span>",
        "About 10 people answered. That is fewer than half of the people we asked.",
        "The check closed on 23 November 2026.",
        "People put this project 3 steps lower than we do. So we need a conversation.",
        "Most people said from step 3 to step 5.",
        "The likely range is 6 to 7.",
    ):
        assert part in page, part
        assert part in of_project, part


def test_all_eight_stand_side_by_side_drawn_and_in_a_table(read, project, lead, involvement):
    closed(project, involvement, team="yyp?yyyy")
    page = read(lead)
    assert page.count('class="app-both"') == 8
    assert page.count("The team: Not sure") == 1
    row = page[page.index('data-label="Question"><div>2.') :]
    for cell in ("<div>No</div>", "<div>Yes</div>", "<div>4 words apart</div>"):
        assert cell in row[: row.index("</tr>")]
    assert page.count("<div>We cannot say</div>") == 1
    assert page.count("<div>Both sides agree</div>") == 6


def test_a_team_that_kept_silent_is_said_so_kindly(read, project, lead, involvement):
    closed(project, involvement, team="")
    page = read(lead)
    assert '<h2 class="govuk-heading-l" id="big">The team did not answer</h2>' in page
    assert "Nobody can add it once results are out." in page
    assert "The team gave one set of answers" not in page


def test_a_small_group_reads_three_words_and_that_few_answered(read, project, expert, involvement):
    closed(project, involvement, people=6)
    page = read(expert)
    assert "Few people answered, so this could be quite different." in page
    assert "People: Mostly no" in page
    assert "People: No<" not in page
    assert "only if 5 or more people answered" in page


def test_too_few_answers_are_hatched_beside_what_the_team_says(read, project, expert, involvement):
    closed(project, involvement, people=3)
    page = read(expert)
    assert "The two sides cannot be compared" in page
    assert page.count('class="app-fifth fx"') == 8
    assert page.count("The team: Yes") == 8
    assert "out of 8" not in page
    assert "We do not say how many answered." in page


def test_what_people_shared_is_read_and_what_waits_is_not(
    read, project, expert, involvement, comment_reviewer
):
    round_ = closed(project, involvement)
    said = factories.make_comment(round_, "More time to think", voice=Voice.NAME, name="Wenna")
    show_words(comment=said, words="More time to think", by=comment_reviewer, now=MONDAY)
    factories.make_comment(round_, "Not read yet")
    page = read(expert)
    assert "“More time to think”" in page
    assert "Shared with a name: Wenna" in page
    assert "Not read yet" not in page


def test_a_wide_gap_says_whose_the_conversation_is_and_by_when(read, project, lead, involvement):
    closed(project, involvement)
    page = read(lead)
    assert "A conversation is needed" in page
    assert "Alex Morgan sees to it. It should be held by <b>Monday 21 December 2026</b>." in page


def test_a_conversation_that_was_held_says_what_came_of_it(read, project, lead, involvement):
    round_ = closed(project, involvement)
    say_it_was_held(
        conversation=Conversation.objects.get(round=round_),
        held_on=CLOSED,
        outcome="We ask people before we print a form.",
        by=lead,
        now=MONDAY,
    )
    page = read(lead)
    assert "People and the team met on Monday 23 November 2026." in page
    assert "“We ask people before we print a form.”" in page


def test_a_match_asks_for_no_conversation(read, project, lead, involvement):
    closed(project, involvement, letters="y", step=7)
    page = read(lead)
    assert "app-badge--match" in page
    assert "conversation" not in page[page.index("What happens next") :]


def test_an_honest_lower_step_has_its_sentence_and_no_word(client, lead, involvement):
    project = factories.make_project("Repairs", by=lead, rung=Rung.INFORMING, now=MONDAY)
    closed(project, involvement, letters="n", step=3, team="n" * 8)
    client.force_login(lead)
    page = text_of(client.get(address(project)))
    assert "This project says it is Informing, and people agree." in page
    assert "Tokenistic</b>" not in page
    assert "The two sides agree" in page


def test_a_check_closed_early_says_why(client, project, lead, involvement):
    round_ = factories.make_open_round(project, by=involvement, now=MONDAY)
    Notice.objects.filter(kind="ladder.invitation").update(
        kind="ladder.reminder", taken_at=MONDAY, sent_at=MONDAY
    )
    now = MONDAY + timedelta(days=9)
    close_round(round_=round_, by=involvement, now=now, early_because=ClosedEarly.DATES_CLASH)
    client.force_login(lead)
    page = text_of(client.get(address(project, now.date())))
    assert "The involvement team closed the check early, on 2 December 2026, after a reminder." in page


def test_each_check_has_a_page_of_its_own_that_leads_to_the_others(read, project, lead, involvement):
    closed(project, involvement, letters="n", days_before=200)
    closed(project, involvement)
    first, newest = MONDAY.date() - timedelta(days=200), MONDAY.date()
    page = read(lead)
    assert f'href="{address(project, first)}">7 May 2026</a>' in page
    assert "There is a newer check" not in page
    older = read(lead, first)
    assert "There is a newer check." in older
    assert address(project, newest) in older
    assert "The next check may open from" not in older


def test_what_comes_next_has_its_day(read, project, lead, involvement):
    closed(project, involvement)
    assert "The next check may open from 23 November 2026." in read(lead)
    factories.make_open_round(project, by=involvement, now=MONDAY, members=9)
    page = read(lead)
    assert "A new check is open. We asked 9 people. Please answer by Monday 7 December 2026." in page


def test_only_those_with_the_members_view_may_read_it(
    client, project, expert, other_expert, other_staff, administrator, steering_member, involvement
):
    closed(project, involvement)
    colleague = factories.make_user("Ned Vine", "staff", directorate=project.directorate)
    for who, said in (
        (expert, 200),
        (colleague, 200),
        (steering_member, 200),
        (involvement, 200),
        (other_expert, 403),
        (other_staff, 403),
        (administrator, 403),
    ):
        client.force_login(who)
        assert client.get(address(project)).status_code == said, who
    client.logout()
    assert client.get(address(project)).status_code == 302


def test_a_supporter_who_was_let_in_reads_it(client, project, expert, involvement):
    closed(project, involvement)
    add_supporter(
        expert=expert.contact.expert,
        name="Merryn Hale",
        email="merryn@example.org",
        may_help_answer=False,
        may_see_results=True,
        by=expert,
        now=MONDAY,
    )
    client.force_login(User.objects.get(email="merryn@example.org"))
    assert client.get(address(project)).status_code == 200


@pytest.mark.parametrize("on", ["2026-11-22", "2026-02-30", "0000-01-01"])
def test_a_day_on_which_no_check_closed_is_not_there(client, project, lead, involvement, on):
    closed(project, involvement)
    client.force_login(lead)
    assert client.get(f"/projects/{project.slug}/checks/{on}/").status_code == 404


def test_an_open_check_has_no_page(client, project, lead, involvement):
    factories.make_open_round(project, by=involvement, now=MONDAY)
    client.force_login(lead)
    assert client.get(address(project, date(2026, 12, 14))).status_code == 404


def test_the_page_of_the_project_leads_members_here_and_nobody_else(client, project, lead, involvement):
    closed(project, involvement)
    here = f'href="{address(project)}"'
    page = reverse("projects:show", args=[project.slug])
    assert here not in client.get(page).text
    client.force_login(lead)
    assert here in client.get(page).text


@pytest.mark.parametrize("rounds", [1, 20])
def test_the_page_costs_the_same_for_one_check_or_twenty(
    client, project, expert, involvement, comment_reviewer, rounds, django_assert_max_num_queries
):
    for number in range(rounds):
        round_ = closed(project, involvement, days_before=100 * number)
        for _ in range(rounds):
            said = factories.make_comment(round_, "Words")
            show_words(comment=said, words="Words", by=comment_reviewer, now=MONDAY)
    client.force_login(expert)
    with django_assert_max_num_queries(12) as done:
        assert client.get(address(project)).status_code == 200
    assert len(done) <= 12
