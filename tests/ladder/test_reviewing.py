"""A reviewer reads what people wrote, shows it or keeps it back, and passes on what speaks of a danger."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.choices import Role
from audit.models import Event
from ladder.actions.reviewing import deal_with, keep_back, mark_read, show_words
from ladder.choices import Audience, CommentKind, KeptBack, Review, Voice
from ladder.models import Comment
from ladder.queries import newest_results, shared_words
from ladder.rules import can_review
from projects.models import TeamMember
from tests.factories import MONDAY, make_closed_round, make_comment, make_user
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


@made_once
def closed(project, involvement):
    """A check that twelve people answered, and that has closed."""
    return make_closed_round(project, by=involvement)


@made_once
def comment(closed):
    return make_comment(closed, "Bo Quill at the desk was rude")


def shared(project, audience=Audience.MEMBERS):
    """The words that this audience may read."""
    return [each.words for each in shared_words(newest_results([project.pk], audience=audience)[project.pk])]


def show(comment, by, words="Someone at the desk was rude", **how):
    show_words(comment=comment, words=words, by=by, now=MONDAY, **how)


def seen_again(comment):
    return Comment.objects.get(pk=comment.pk)


# Showing and keeping back


def test_nobody_reads_words_before_a_reviewer_has(comment, project):
    assert shared(project) == []


def test_words_are_shown_as_the_reviewer_mended_them(comment, project, comment_reviewer):
    show(comment, comment_reviewer)
    assert shared(project) == ["Someone at the desk was rude"]
    comment = seen_again(comment)
    assert comment.words == "Bo Quill at the desk was rude"
    assert (comment.review, comment.reviewed_by, comment.reviewed_at) == ("shown", comment_reviewer, MONDAY)


def test_words_kept_back_are_read_by_nobody_and_say_why(comment, project, comment_reviewer):
    keep_back(comment=comment, because=KeptBack.HURTS, by=comment_reviewer, now=MONDAY)
    assert shared(project) == []
    assert seen_again(comment).kept_back_because == KeptBack.HURTS


def test_a_name_that_was_missed_is_taken_off_the_page_by_the_same_door(comment, project, comment_reviewer):
    show(comment, comment_reviewer, "Bo Quill was rude")
    keep_back(comment=seen_again(comment), because=KeptBack.SHOWS_WHO, by=comment_reviewer, now=LATER)
    assert shared(project) == []
    assert seen_again(comment).shown_words == ""
    show(seen_again(comment), comment_reviewer)
    assert shared(project) == ["Someone at the desk was rude"]
    assert seen_again(comment).kept_back_because == ""


def test_a_name_stands_beside_words_only_if_their_writer_gave_it(closed, project, comment_reviewer):
    show(make_comment(closed, voice=Voice.NAME, name="Robin"), comment_reviewer, "With a name")
    show(make_comment(closed), comment_reviewer, "Without")
    told = shared_words(newest_results([project.pk], audience=Audience.MEMBERS)[project.pk])
    assert [(each.words, each.name) for each in told] == [("With a name", "Robin"), ("Without", "")]


def test_words_come_in_the_random_order_of_their_rows_whenever_they_were_read(
    closed, project, comment_reviewer
):
    comments = [make_comment(closed, f"Word {number}") for number in range(4)]
    for comment in (comments[2], comments[0], comments[3], comments[1]):
        show(comment, comment_reviewer, comment.words)
    assert shared(project) == ["Word 0", "Word 1", "Word 2", "Word 3"]


def test_only_the_newest_checks_words_are_shown(comment, project, involvement, comment_reviewer):
    show(comment, comment_reviewer)
    make_closed_round(project, by=involvement, invited=0, now=MONDAY + timedelta(days=40))
    assert shared(project) == []


def test_the_public_reads_no_words_however_many_answered(comment, project, comment_reviewer):
    show(comment, comment_reviewer)
    assert shared(project, Audience.PUBLIC) == []


def test_under_five_answers_the_members_read_no_words(other_project, involvement, comment_reviewer):
    few = make_closed_round(other_project, by=involvement, answers=4)
    show(make_comment(few), comment_reviewer)
    assert shared(other_project) == []


def test_from_five_answers_the_members_read_them(other_project, involvement, comment_reviewer):
    enough = make_closed_round(other_project, by=involvement, answers=5)
    show(make_comment(enough), comment_reviewer)
    assert shared(other_project) == ["Someone at the desk was rude"]


# What is for the reviewer alone


@pytest.mark.parametrize("kind", CommentKind)
def test_just_count_me_and_how_a_helper_knows_are_only_read(closed, project, comment_reviewer, kind):
    alone = make_comment(closed, voice=Voice.COUNT, kind=kind)
    with pytest.raises(Refused, match="Just count me"):
        show(alone, comment_reviewer)
    with pytest.raises(Refused, match="Just count me"):
        keep_back(comment=alone, because=KeptBack.HURTS, by=comment_reviewer, now=MONDAY)
    mark_read(comment=alone, by=comment_reviewer, now=MONDAY)
    assert seen_again(alone).review == Review.READ
    assert shared(project) == []


def test_words_that_may_be_shared_are_not_only_read(comment, comment_reviewer):
    with pytest.raises(Refused, match="Show it, or keep it back"):
        mark_read(comment=comment, by=comment_reviewer, now=MONDAY)


def test_nothing_is_shown_without_words(comment, comment_reviewer):
    with pytest.raises(Refused, match="no words to show"):
        show(comment, comment_reviewer, "")


# Safeguarding


def test_words_are_passed_on_whether_or_not_they_are_shown(closed, comment_reviewer, safeguarding, project):
    both, alone = make_comment(closed, "One"), make_comment(closed, "Two", voice=Voice.COUNT)
    show(both, comment_reviewer, "One", passes_on=True)
    mark_read(comment=alone, by=comment_reviewer, now=MONDAY, passes_on=True)
    make_comment(closed, "Three")
    assert {each.words for each in Comment.objects.passed_on_to(safeguarding)} == {"One", "Two"}
    assert shared(project) == ["One"]


def test_words_kept_back_for_a_danger_are_always_passed_on(comment, comment_reviewer):
    keep_back(comment=comment, because=KeptBack.DANGER, by=comment_reviewer, now=MONDAY)
    assert seen_again(comment).passed_on_at == MONDAY


def test_what_was_passed_on_stays_so_when_the_review_changes(comment, comment_reviewer):
    show(comment, comment_reviewer, passes_on=True)
    keep_back(comment=seen_again(comment), because=KeptBack.HURTS, by=comment_reviewer, now=LATER)
    assert seen_again(comment).passed_on_at == MONDAY


def test_safeguarding_deals_with_a_worry_once(comment, comment_reviewer, safeguarding):
    show(comment, comment_reviewer, passes_on=True)
    deal_with(comment=comment, by=safeguarding, now=LATER)
    with pytest.raises(StaleState, match="already"):
        deal_with(comment=comment, by=safeguarding, now=LATER)
    comment = seen_again(comment)
    assert (comment.dealt_with_by, comment.dealt_with_at) == (safeguarding, LATER)


def test_what_was_not_passed_on_cannot_be_dealt_with(comment, safeguarding):
    with pytest.raises(StaleState):
        deal_with(comment=comment, by=safeguarding, now=MONDAY)


@pytest.mark.parametrize("who", ["comment_reviewer", "involvement"])
def test_only_safeguarding_says_that_a_worry_is_dealt_with(comment, comment_reviewer, who, request):
    show(comment, comment_reviewer, passes_on=True)
    with pytest.raises(Refused, match="Only the safeguarding team"):
        deal_with(comment=comment, by=request.getfixturevalue(who), now=LATER)


# Who


def test_only_comment_reviewers_read_what_people_wrote(cast, comment, project):
    assert {part for part, who in cast.items() if can_review(who, project)} == {"comment_reviewer"}
    assert {part for part, who in cast.items() if Comment.objects.visible_to(who).exists()} == {
        "comment_reviewer"
    }


def test_nobody_reviews_what_was_written_of_a_project_of_their_own(comment, project):
    both = make_user("Ned Odger", Role.STAFF, Role.COMMENT_REVIEWER)
    assert Comment.objects.visible_to(both).exists()
    TeamMember.objects.create(project=project, user=both, is_lead=False, starts_on=MONDAY)
    assert not can_review(both, project)
    assert not Comment.objects.visible_to(both).exists()
    with pytest.raises(Refused, match="no part in this project"):
        show(comment, both)


@pytest.mark.parametrize("part", ["involvement", "lead", "safeguarding", "administrator", "expert"])
def test_nobody_else_shows_words(comment, part, request):
    with pytest.raises(Refused, match="Only a comment reviewer"):
        show(comment, request.getfixturevalue(part))


# Two at once, and what is recorded


def test_of_two_reviewers_the_second_is_told_to_look_again(comment, comment_reviewer, project):
    other = make_user("Ned Odger", Role.COMMENT_REVIEWER)
    as_both_saw_it = seen_again(comment)
    show(comment, comment_reviewer)
    with pytest.raises(StaleState, match="Look at them again"):
        show(as_both_saw_it, other, "Bo Quill at the desk was rude")
    assert shared(project) == ["Someone at the desk was rude"]


def test_each_step_is_recorded_with_keys_and_never_with_words(comment, comment_reviewer, safeguarding):
    show(comment, comment_reviewer, passes_on=True)
    keep_back(comment=seen_again(comment), because=KeptBack.SHOWS_WHO, by=comment_reviewer, now=LATER)
    deal_with(comment=comment, by=safeguarding, now=LATER)
    lines = Event.objects.filter(subject_type="ladder.comment", subject_id=str(comment.pk)).order_by("pk")
    assert [(line.what, line.details) for line in lines] == [
        ("comment.reviewed", {"was": "waiting", "became": "shown", "because": ""}),
        ("comment.passed_on", {}),
        ("comment.reviewed", {"was": "shown", "became": "kept-back", "because": "shows-who"}),
        ("comment.dealt_with", {}),
    ]


# What the database keeps true, whoever writes

SOMEBODY = {"reviewed_at": MONDAY}
BROKEN = {
    "words_for_the_reviewer_alone_are_read_and_no_more": {
        "voice": "count", "review": "shown", "shown_words": "x", **SOMEBODY,
    },
    "words_to_show_stand_only_where_they_are_shown": {"shown_words": "x"},
    "words_kept_back_say_why": {"review": "kept-back", **SOMEBODY},
    "words_kept_back_for_a_danger_were_passed_on": {
        "review": "kept-back", "kept_back_because": "danger", **SOMEBODY,
    },
    "a_review_has_a_person_and_a_moment": {"review": "shown", "shown_words": "x"},
    "a_name_stands_only_beside_words_shared_with_it": {"name_to_show": "Robin"},
    "only_what_was_passed_on_is_dealt_with_and_by_a_person": {"dealt_with_at": MONDAY},
    "how_a_helper_knows_is_for_the_reviewer_alone": {"kind": "how-known"},
}  # fmt: skip


@pytest.mark.parametrize("promise", BROKEN)
def test_the_database_refuses(comment, comment_reviewer, promise):
    changed = BROKEN[promise] | (
        {"reviewed_by": comment_reviewer} if "reviewed_at" in BROKEN[promise] else {}
    )
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**changed)


def test_mended_words_are_encrypted_in_the_table(comment, comment_reviewer):
    show(comment, comment_reviewer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT shown_words FROM ladder_comment WHERE id = %s", [comment.pk])
        assert "rude" not in cursor.fetchone()[0]
