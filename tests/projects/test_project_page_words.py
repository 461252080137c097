"""What people wrote: read by the members once a reviewer has, and by nobody else anywhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ladder.actions.reviewing import keep_back, mark_read, show_words
from ladder.choices import CommentKind, KeptBack, Voice
from ladder.models import Comment
from ladder.rungs import Rung
from projects.actions.stating import choose_step
from tests.factories import MONDAY, make_closed_round, make_comment
from tests.fixtures_made_once import made_once
from tests.house.access import ACCESS
from tests.house.main_words import sentences_of_main
from tests.projects.project_page import look_ahead, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_monday")]
MENDED, NAMED, ALONE, HELPER, WAITS, HELD = "Mnd-1", "Nmd-2", "Aln-3", "Hlp-4", "Wts-5", "Hld-6"
NEVER = (ALONE, HELPER, WAITS, HELD, "Original-7")
MEMBERS = {"lead", "involvement", "involvement_two", "expert", "co_chair_expert",
           "co_chair_officer", "steering_member"}  # fmt: skip
PUBLIC_PAGES = (
    "coproduction:home", "projects:list", "projects:not_co_production", "ladder:what_is",
    "coproduction:privacy", "projects:show",
)  # fmt: skip


@made_once
def said(project, involvement, comment_reviewer):
    """A closed check with words of every kind, most of them reviewed."""
    closed = make_closed_round(project, by=involvement)
    by = {"by": comment_reviewer, "now": MONDAY}
    show_words(comment=make_comment(closed, "Original-7"), words=MENDED, **by)
    show_words(comment=make_comment(closed, NAMED, voice=Voice.NAME, name="Robin Vale"), words=NAMED, **by)
    mark_read(comment=make_comment(closed, ALONE, voice=Voice.COUNT), **by)
    mark_read(comment=make_comment(closed, HELPER, voice=Voice.COUNT, kind=CommentKind.HOW_KNOWN), **by)
    keep_back(comment=make_comment(closed, HELD), because=KeptBack.HURTS, **by)
    make_comment(closed, WAITS)
    return closed


def said_by(client, project, who):
    """Every sentence of the page, without what differs each time it is drawn."""
    client.force_login(who)
    return list(sentences_of_main(client.get(reverse("projects:show", args=[project.slug])).text))


def test_a_member_reads_the_words_that_were_shown_and_no_others(client, project, said, expert):
    page_read = page(client, project, expert)
    assert "People wrote these words. Someone read them first and took names out. They are in no order." in (
        page_read
    )
    assert f"“{MENDED}”</p><span>Shared without a name</span>" in page_read
    assert f"“{NAMED}”</p><span>Shared with a name: Robin Vale</span>" in page_read
    assert page_read.count("Shared with") == 2
    assert [words for words in NEVER if words in page_read] == []


def test_who_reads_words_on_the_page_is_who_reads_the_members_result(client, project, said, cast):
    reading = {part for part, who in cast.items() if MENDED in page(client, project, who)}
    assert reading == MEMBERS


def test_words_under_five_answers_stay_off_the_page(
    client, other_project, involvement, other_expert, comment_reviewer
):
    few = make_closed_round(other_project, by=involvement, answers=4)
    show_words(comment=make_comment(few), words=MENDED, by=comment_reviewer, now=MONDAY)
    assert MENDED not in page(client, other_project, other_expert)


def test_words_that_nobody_has_read_yet_leave_no_trace(client, project, involvement, expert):
    closed = make_closed_round(project, by=involvement)
    before = said_by(client, project, expert)
    for voice in Voice:
        make_comment(closed, WAITS, voice=voice)
    assert said_by(client, project, expert) == before
    assert not any("own words" in sentence for sentence in before)


def test_words_taken_back_are_gone_at_once(client, project, said, expert, comment_reviewer):
    shown = Comment.objects.shown().first()
    keep_back(comment=shown, because=KeptBack.SHOWS_WHO, by=comment_reviewer, now=MONDAY + timedelta(1))
    assert MENDED not in page(client, project, expert)


def test_a_look_ahead_shows_no_words(client, project, said, lead):
    choose_step(project=project, rung=Rung.INFORMING, by=lead, now=MONDAY)
    assert MENDED not in look_ahead(client, project, lead)


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_no_public_page_holds_a_word(client, project, said, name):
    where = reverse(name, args=[project.slug] if name == "projects:show" else [])
    html = client.get(where).text
    assert [words for words in (MENDED, NAMED, "Robin Vale", *NEVER) if words in html] == []


def test_no_file_or_feed_that_goes_out_holds_a_word(client, project, said, cast):
    """Each address that sends something other than a page, for anyone and for those who may do most."""
    kinds = {"kind": "csv"}
    tables = [{"table": table} for table in ("gaps", "questions", "two-sides", "numbers")]
    files = [
        *[reverse(f"projects:{name}", kwargs=kinds) for name in ("download", "download_own")],
        *[reverse("governance:download", kwargs=table) for table in tables],
        *[
            reverse("governance:directorate_download", kwargs=table | {"pk": project.directorate_id})
            for table in tables
        ],
        reverse("ladder:checks_csv", args=[project.slug]),
    ]
    known = [name for name in ACCESS if "download" in name or "feed" in name or "export" in name]
    assert len(known) == 4, "Another address sends a file: read it here too"
    sent_to = set()
    for who in ("nobody", "lead", "involvement", "co_chair_expert"):
        client.logout()
        if who != "nobody":
            client.force_login(cast[who])
        for address in files:
            sent = client.get(address)
            if sent.status_code == 200:
                data = b"".join(sent) if sent.streaming else sent.content
                sent_to.add(address)
                assert not [words for words in (MENDED, NAMED, *NEVER) if words.encode() in data], address
    assert sent_to == set(files), "Each of them was read by someone"


def test_the_words_of_the_reviewer_alone_are_on_no_page_that_anyone_else_opens(client, project, said, cast):
    """Every page of this project and every list, as everyone but the reviewer."""
    ours = {"projects:show": [project.slug], "projects:people": [project.reference],
            "projects:check_answers": [project.reference], "projects:tasks": [project.reference],
            "ladder:round": [said.pk]}  # fmt: skip
    lists = ("ladder:rounds", "coproduction:your_work", "coproduction:me", "governance:dashboard",
             "projects:list", "ladder:worries", "ladder:comments")  # fmt: skip
    wrong = []
    for part in ({"nobody"} | set(cast)) - {"comment_reviewer"}:
        client.logout()
        if part != "nobody":
            client.force_login(cast[part])
        for name, arguments in {**ours, **dict.fromkeys(lists, ())}.items():
            html = client.get(reverse(name, args=arguments)).text
            wrong += [f"{words} on {name} to {part}" for words in NEVER if words in html]
    assert wrong == []


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_costs_the_same_for_few_words_or_many(
    client, project, said, expert, comment_reviewer, count, django_assert_max_num_queries
):
    for number in range(count):
        show_words(comment=make_comment(said), words=f"Word {number}", by=comment_reviewer, now=MONDAY)
    client.force_login(expert)
    with django_assert_max_num_queries(12):
        assert f"Word {count - 1}" in client.get(reverse("projects:show", args=[project.slug])).text
