"""The pages on which a reviewer reads what people wrote, and safeguarding what was passed on."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.choices import Role
from ladder.actions.reviewing import deal_with, keep_back, show_words
from ladder.choices import CommentKind, KeptBack, Review, Voice
from ladder.models import Comment
from projects.models import TeamMember
from tests.factories import MONDAY, make_closed_round, make_comment, make_project, make_user
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD
from tests.projects.project_page import text_of

pytestmark = pytest.mark.django_db
COMMENTS, WORRIES = reverse("ladder:comments"), reverse("ladder:worries")
WORDS = "Bo Quill at the desk was rude"


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@made_once(at=MONDAY)
def closed(project, involvement):
    return make_closed_round(project, by=involvement)


@made_once(at=MONDAY)
def written(closed):
    return make_comment(closed, WORDS)


@pytest.fixture
def reviewer(client, comment_reviewer):
    """A browser of the comment reviewer."""
    client.force_login(comment_reviewer)
    return client


@pytest.fixture
def team(client, safeguarding):
    """A browser of the safeguarding team."""
    client.force_login(safeguarding)
    return client


def page_of(comment):
    return reverse("ladder:comment", args=[comment.pk])


def decide(browser, comment, decision="shown", *, words=WORDS, **more):
    sent = {"seen": "", "words": words, "decision": decision, **more}
    return browser.post(page_of(comment), sent, follow=True)


def seen_again(comment):
    return Comment.objects.get(pk=comment.pk)


# What waits


def test_the_list_says_how_many_wait_in_each_check(reviewer, closed, lead, involvement, comment_reviewer):
    for number in range(3):
        make_comment(closed, f"Word {number}")
    other = make_closed_round(make_project("Buses", by=lead, now=MONDAY), by=involvement)
    show_words(comment=make_comment(other), words="Yes", by=comment_reviewer, now=MONDAY)
    waiting, read = text_of(reviewer.get(COMMENTS)).split("All read")
    assert "Direct payments support" in waiting
    assert "3 wait" in waiting
    assert "Buses" not in waiting
    assert "Buses" in read
    assert "1 comment." in read


def test_an_empty_list_says_so(reviewer):
    assert "No comment waits for you." in text_of(reviewer.get(COMMENTS))


def test_a_reviewer_in_a_projects_team_is_not_shown_its_words(client, project, written):
    both = make_user("Ned Odger", Role.STAFF, Role.COMMENT_REVIEWER)
    TeamMember.objects.create(project=project, user=both, is_lead=False, starts_on=MONDAY)
    client.force_login(both)
    assert "No comment waits for you." in text_of(client.get(COMMENTS))
    assert client.get(page_of(written)).status_code == 404
    assert client.post(page_of(written), {"decision": "shown", "words": "x"}).status_code == 404
    everything = reverse("ladder:comments_of_check", args=[written.round_id])
    assert client.get(everything).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_each_page_costs_the_same_for_few_or_many(
    reviewer, closed, lead, involvement, count, django_assert_max_num_queries
):
    for number in range(count):
        first = make_comment(closed, f"Word {number}")
        other = make_project(f"Project {number}", by=lead, now=MONDAY) if number < 6 else None
        if other:
            make_comment(make_closed_round(other, by=involvement, invited=7, answers=0))
    for where in (
        COMMENTS,
        page_of(first),
        reverse("ladder:comments_of_check", args=[closed.pk]),
        "/staff/",
    ):
        with django_assert_max_num_queries(12):
            assert reviewer.get(where).status_code == 200


def test_the_home_says_what_waits(client, written, comment_reviewer, safeguarding):
    client.force_login(comment_reviewer)
    assert "Read 1 comment" in text_of(client.get("/staff/"))
    show_words(comment=written, words="Yes", by=comment_reviewer, now=MONDAY, passes_on=True)
    assert "Nothing waits for you." in text_of(client.get("/staff/"))
    client.force_login(safeguarding)
    assert "Look at 1 worry" in text_of(client.get("/staff/"))
    deal_with(comment=written, by=safeguarding, now=MONDAY)
    assert "Nothing waits for you." in text_of(client.get("/staff/"))


# One comment


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"voice": Voice.WORDS}, "The writer chose <b>Share my words, not my name</b>."),
        ({"voice": Voice.NAME, "name": "Robin"}, "The name to show is <b>Robin</b>."),
        ({"voice": Voice.NAME}, "They gave no name, so none is shown."),
        ({"voice": Voice.COUNT}, "<b>Just count me</b>.</li><li>Only you read this, or safeguarding"),
        ({"voice": Voice.COUNT, "kind": CommentKind.HOW_KNOWN}, "We asked how they know"),
    ],
)
def test_a_reviewer_reads_the_words_and_what_their_writer_chose(reviewer, closed, how, says):
    page = text_of(reviewer.get(page_of(make_comment(closed, **how))))
    assert "More time to think" in page
    assert says in page
    assert "Answers are never beside the words." in page
    assert reverse("coproduction:worried") in page
    may_be_shown = how["voice"] != Voice.COUNT
    assert ('name="decision"' in page) == may_be_shown


def test_where_too_few_answered_the_page_says_that_nothing_is_shown(reviewer, other_project, involvement):
    few = make_closed_round(other_project, by=involvement, answers=4)
    assert "Too few people answered this check." in text_of(reviewer.get(page_of(make_comment(few))))


def test_showing_leads_to_the_next_that_waits_in_the_same_check(reviewer, closed, written, project):
    following = make_comment(closed, "The next one")
    page = text_of(decide(reviewer, written, words="Someone at the desk was rude"))
    assert "You showed the words." in page
    assert "The next one" in page
    assert seen_again(written).shown_words == "Someone at the desk was rude"
    page = text_of(decide(reviewer, following, "kept-back", because="off-topic"))
    assert "You kept the words back." in page
    assert "No comment waits for you." in page


def test_a_reviewer_may_leave_one_and_go_to_the_next(reviewer, closed, written):
    following = make_comment(closed, "The next one")
    assert page_of(following) in text_of(reviewer.get(page_of(written)))
    assert page_of(written) in text_of(reviewer.get(page_of(following)))


def test_just_count_me_is_read_and_nothing_else_whatever_is_sent(reviewer, closed):
    alone = make_comment(closed, "Only for you", voice=Voice.COUNT)
    assert "You have read the words." in text_of(decide(reviewer, alone, words="Only for you"))
    assert (seen_again(alone).review, seen_again(alone).shown_words) == (Review.READ, "")


def test_a_name_that_was_missed_is_found_again_and_taken_off(reviewer, written, comment_reviewer):
    show_words(comment=written, words=WORDS, by=comment_reviewer, now=MONDAY - timedelta(days=1))
    every = text_of(reviewer.get(reverse("ladder:comments_of_check", args=[written.round_id])))
    assert WORDS in every
    assert page_of(written) in every
    stamp = (MONDAY - timedelta(days=1)).isoformat()
    page = text_of(decide(reviewer, written, "kept-back", because="shows-who", seen=stamp))
    assert "You kept the words back." in page
    assert KeptBack.SHOWS_WHO.label in page
    assert seen_again(written).review == Review.KEPT_BACK


def test_passing_on_is_said_and_the_box_is_gone_afterwards(reviewer, written):
    assert "You passed them on to safeguarding." in text_of(decide(reviewer, written, passes_on="on"))
    page = text_of(reviewer.get(page_of(written)))
    assert "Safeguarding has these words since 23 November 2026." in page
    assert 'name="passes_on"' not in page


def test_a_danger_is_passed_on_without_the_tick(reviewer, written):
    page = text_of(decide(reviewer, written, "kept-back", because="danger"))
    assert "You passed them on to safeguarding." in page
    assert seen_again(written).passed_on_at == MONDAY


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"decision": ""}, "Choose if you show these words or keep them back"),
        ({"decision": "print"}, "Choose if you show these words or keep them back"),
        ({"decision": "kept-back"}, "Choose why you keep these words back"),
        ({"decision": "kept-back", "because": "mood"}, "Choose why you keep these words back"),
        ({"decision": "shown", "words": " "}, "Write the words to show, or keep them back"),
        ({"decision": "shown", "words": "x" * 801}, "Use 800 characters or fewer"),
    ],
)
def test_mistakes_say_how_to_mend_them_and_nothing_typed_is_lost(reviewer, written, sent, says):
    page = text_of(reviewer.post(page_of(written), {"words": "Mended words", "seen": "", **sent}))
    assert page.count(says) == 2, "in the summary, and beside the field"
    assert sent.get("words", "Mended words").strip() in page
    assert seen_again(written).review == Review.WAITING


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
@pytest.mark.parametrize("box", ["words", "decision", "because", "passes_on", "seen"])
def test_no_box_breaks_whatever_is_typed(reviewer, written, box, typed):
    sent = {"words": "Fine", "decision": "kept-back", "because": "hurts", "seen": "", box: typed}
    assert reviewer.post(page_of(written), sent).status_code in (200, 302)


def test_words_that_someone_else_mended_first_are_not_written_over(
    reviewer, written, comment_reviewer, project
):
    show_words(comment=written, words="Someone was rude", by=comment_reviewer, now=MONDAY)
    page = text_of(decide(reviewer, written, words="Bo was rude"))
    assert page.count("Someone else has read these words since.") == 1
    assert "Someone was rude" in page
    assert "Bo was rude" in page
    assert seen_again(written).shown_words == "Someone was rude"


# Safeguarding


def passed_on(comment, by):
    show_words(comment=comment, words="Mended", by=by, now=MONDAY, passes_on=True)
    return comment


def test_safeguarding_reads_what_was_passed_on_as_it_was_written_and_nothing_else(
    team, written, closed, comment_reviewer
):
    passed_on(written, comment_reviewer)
    make_comment(closed, "Not for them")
    page = text_of(team.get(WORRIES))
    assert WORDS in page
    assert "Direct payments support" in page
    assert "Passed on Monday 23 November 2026." in page
    assert "Not for them" not in page
    assert "Mended" not in page


def test_who_dealt_with_it_and_when_is_kept(team, written, comment_reviewer):
    passed_on(written, comment_reviewer)
    button = reverse("ladder:deal_with", args=[written.pk])
    page = text_of(team.post(button, follow=True))
    assert "You have dealt with it." in page
    assert "Dealt with on 23 November 2026, by Pat Veal." in page
    assert "Someone in your team has dealt with this already" in text_of(team.post(button, follow=True))


def test_what_was_not_passed_on_is_not_there_for_safeguarding(team, written):
    assert team.post(reverse("ladder:deal_with", args=[written.pk])).status_code == 404
    assert "No worry waits for you." in text_of(team.get(WORRIES))


@pytest.mark.parametrize("count", [1, 30])
def test_worries_cost_the_same_for_few_or_many(
    team, closed, comment_reviewer, safeguarding, count, django_assert_max_num_queries
):
    for number in range(count):
        worry = passed_on(make_comment(closed, f"Word {number}"), comment_reviewer)
        if number % 2:
            deal_with(comment=worry, by=safeguarding, now=MONDAY)
    for where in (WORRIES, "/staff/"):
        with django_assert_max_num_queries(12):
            assert team.get(where).status_code == 200


def test_keeping_back_is_no_reason_for_safeguarding_not_to_read(team, written, comment_reviewer):
    keep_back(comment=written, because=KeptBack.DANGER, by=comment_reviewer, now=MONDAY)
    assert WORDS in text_of(team.get(WORRIES))
