"""The demonstration: every state there is, invented people only, and never among real ones."""

import re
from datetime import date, time, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.choices import Role
from coproduction.demonstration.answers import answers_of
from coproduction.demonstration.days import DAYS_TO_ANSWER, working_day
from coproduction.demonstration.making import STORIES, make
from coproduction.demonstration.people import APPOINTMENTS, COUNCIL, SAM, TO_SIGN_IN_AS, WITHOUT_ADDRESS
from coproduction.demonstration.stories import CheckStory
from council.models import Council
from ladder.choices import Answer, Audience, Badge, Review
from ladder.models import (
    Round,
)  # fmt: skip
from ladder.queries import badge_of
from ladder.rungs import Rung
from ladder.two_sides import widest_difference
from notices.actions import deliver
from notices.choices import Channel
from notices.models import Contact, Notice
from notices.ways import next_way, reach_of
from projects.models import Project
from tests.coproduction.demo_seen import look
from tests.factories import MONDAY, make_user, rewrite_patiently
from tests.fixtures_database import put_back_rows_of_migrations
from words.working_days import add_working_days, at_london, closes_at, london_date

pytestmark = pytest.mark.django_db

DIRECT_PAYMENTS = "Direct payments: help with the paperwork"
REST = timedelta(days=60)


@pytest.fixture(scope="session")
def county(django_db_setup, django_db_blocker):
    """The county as made on a Monday, looked at and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        # A test that committed may have gone before: the county needs the framework's wording.
        put_back_rows_of_migrations()
        make(now=MONDAY)
        seen = look()
        transaction.set_rollback(True)
    return seen


def test_one_conversation_was_held_one_is_due_and_one_is_late(county):
    due = {talk.due_on >= MONDAY.date() for talk in county.conversations if not talk.held_on}
    assert due == {True, False}
    assert any(talk.held_on for talk in county.conversations)


def test_one_small_group_said_yes_to_showing_what_it_said_and_one_only_met(county):
    assert {talk.outcome: talk.said is not None for talk in county.talks} == {"all-yes": True, "met": False}


def test_every_step_of_the_ladder_is_stated_by_a_published_project(county):
    assert {project.stated.rung for project in county.projects if project.published_at} == set(Rung)


def test_each_step_below_co_production_says_why_not(county):
    for project in county.projects:
        if project.stated and project.stated.rung < Rung.CO_PRODUCTION:
            assert project.stated.why_nots.all(), project.name


@pytest.mark.parametrize("audience", Audience)
def test_every_badge_is_there_for_both_audiences(county, audience):
    results = county.results[audience]
    assert {badge_of(results.get(project.pk)) for project in county.projects} == set(Badge)


def test_small_groups_show_more_to_members_than_to_everyone(county):
    small = {pk for pk, check in county.results[Audience.PUBLIC].items() if check.shown.small_group}
    members = county.results[Audience.MEMBERS]
    assert {members[pk].shown.badge for pk in small} == {Badge.MATCH, Badge.TALK, Badge.HIGHER}
    assert all(members[pk].shown.experienced for pk in small)
    assert not any(members[pk].shown.small_group for pk in small)


def test_the_first_project_reads_as_it_was_drawn(county):
    project = _named(county, DIRECT_PAYMENTS)
    shown = county.results[Audience.MEMBERS][project.pk].shown
    assert (project.stated.rung, shown.experienced, shown.gap) == (7, 4, 3)
    assert (shown.score, shown.likely_range, shown.about) == ("4", (3.5, 5.0), 10)
    assert [statement.word for statement in shown.statements] == [2, 1, 2, 2, 4, 2, 1, 2]


def test_the_story_that_is_told_in_the_browser_finds_its_name_free(county):
    assert "Direct payments support" not in {project.name for project in county.projects}


def test_one_check_was_closed_early_and_says_why(county):
    early = [check for check in county.rounds if check.closed_early_because]
    assert len(early) == 1
    assert early[0].closed_at < early[0].closes_at


def test_most_teams_answered_and_two_did_not(county):
    closed = [check for check in county.rounds if check.closed_at]
    silent = [check.project.name for check in closed if check.pk not in county.teams]
    assert silent == ["Library opening hours", "Asking for a housing repair"]
    assert all(
        county.teams[check.pk].sent_at < check.closed_at for check in closed if check.pk in county.teams
    )


def test_the_two_sides_differ_widely_a_little_and_not_at_all(county):
    shown = {check.round_id: check.shown for check in county.results[Audience.MEMBERS].values()}
    widest = [widest_difference(shown[pk], team.answers) for pk, team in county.teams.items() if pk in shown]
    assert {each.apart if each else 0 for each in widest} >= {0, 1, 2}


def test_open_checks_close_in_the_future_and_past_ones_are_closed(county):
    still_open = [check for check in county.rounds if check.closed_at is None]
    assert {check.project.name for check in still_open} == {DIRECT_PAYMENTS, "A co-production toolkit"}
    assert all(check.answer_by > MONDAY.date() and check.closes_at > MONDAY for check in still_open)
    assert all(check.closed_at < MONDAY for check in county.rounds if check.closed_at)


def test_one_open_check_got_a_week_more_and_says_why(county):
    why = {
        project.name: county.open[project.pk].more_time
        for project in county.projects
        if project.pk in county.open
    }
    assert why == {DIRECT_PAYMENTS: ("The post was late",), "A co-production toolkit": ()}


def test_some_projects_had_several_checks_with_a_rest_between(county):
    by_project = {}
    for check in county.rounds:
        by_project.setdefault(check.project.name, []).append(check)
    assert len(by_project["Carers strategy 2026 to 2030"]) == 3
    for checks in by_project.values():
        for earlier, later in zip(checks, checks[1:], strict=False):
            assert later.opens_on - london_date(earlier.closes_at) >= REST


def test_one_project_cannot_open_a_check_yet_because_too_few_people_are_confirmed(county):
    assert [stopper.what for stopper in county.stoppers["Coastal flood plan"]] == [
        "5 people would be invited"
    ]
    assert sum(
        member.project.name == "Coastal flood plan" and not member.confirmed_by_id
        for member in county.members
    )


def test_one_project_is_a_draft_that_its_lead_has_to_finish(county):
    assert [project.name for project in county.projects if not project.published_at] == [
        "Loneliness in rural villages"
    ]


def test_every_address_and_number_is_one_that_reaches_nobody(county):
    addresses = {contact.email for contact in county.contacts if contact.email} | {COUNCIL["email"]}
    assert all(address.endswith("@example.org") for address in addresses)
    for field in ("phone", "worried_phone", "worried_phone_out_of_hours"):
        assert re.fullmatch(r"01632 960 \d{3}", COUNCIL[field])
    assert re.fullmatch(r"07700 900 \d{3}", COUNCIL["text_number"])


def test_no_two_people_share_a_name(county):
    names = [contact.name for contact in county.contacts]
    assert len(names) == len(set(names))


def test_everyone_to_sign_in_as_can_and_each_role_is_held(county):
    assert {person.email for person in TO_SIGN_IN_AS} <= set(county.users)
    assert set().union(*county.users.values()) == set(Role)
    assert {appointment.role for appointment in APPOINTMENTS} == set(Role)


def test_an_expert_with_an_address_and_one_without_are_in_the_first_project(county):
    there = {
        member.expert.contact.name: member.expert.contact.email
        for member in county.members
        if member.project.name == DIRECT_PAYMENTS
    }
    assert there[SAM] == "sam.penrose@example.org"
    assert there[WITHOUT_ADDRESS.name] == ""


def test_only_messages_about_what_is_open_now_wait_to_go_out(county):
    waiting = [notice.kind for notice in county.notices if notice.waits]
    assert waiting.count("ladder.invitation") == sum(check.invited for check in county.open.values())
    of_more_time = {"ladder.date_changed", "ladder.supporter_date_changed", "ladder.team_date_changed"}
    usual = {"ladder.invitation", "ladder.supporter", "ladder.team", "ladder.thanks"}
    assert set(waiting) == usual | of_more_time
    assert {notice.lapsed for notice in county.notices if not notice.waits} == {
        "answered", "closed", "too-late",
    }  # fmt: skip


def test_nothing_that_people_said_is_left_of_the_checks_that_closed(county):
    assert county.left_behind == {"Seal": 0, "Salt": 0, "Draft": 0, "InvitationKey": 0}


def test_most_comments_are_read_and_a_few_wait_with_a_name_and_a_danger_in_them(county):
    by_review = {review: [each for each in county.comments if each.review == review] for review in Review}
    assert all(by_review.values()), "one of every kind"
    assert len(by_review[Review.SHOWN]) > len(by_review[Review.WAITING])
    waiting = " ".join(comment.words for comment in by_review[Review.WAITING])
    assert "Bo Quill" in waiting
    assert "takes my money" in waiting
    assert not any("Dunn" in comment.shown_words for comment in county.comments)
    assert {bool(each.dealt_with_at) for each in county.comments if each.passed_on_at} == {True, False}


def test_nothing_was_done_in_the_future(county):
    assert county.newest_event <= MONDAY


def test_on_any_day_of_two_years_checks_are_far_enough_apart_and_closed_or_open_as_told():
    """Weekends and bank holidays move the days about, and the panel's rules must still be kept."""
    for number in range(731):
        today = date(2026, 11, 1) + timedelta(days=number)
        for story in STORIES:
            rested = date.min
            for check in story.checks:
                opens = working_day(today, days_ago=check.opened_days_ago)
                closes = london_date(closes_at(opens + timedelta(days=DAYS_TO_ANSWER)))
                assert opens >= rested, (today, story.key)
                assert check.still_open == (closes >= today), (today, story.key)
                assert working_day(today, days_ago=story.started_days_ago - 14) < opens
                rested = closes + REST


@pytest.mark.django_db(transaction=True)
def test_the_command_makes_it_once_and_writes_only_to_people_in_open_checks(county):
    assert "ready" in _run()
    rewrite_patiently(now=timezone.now())
    assert not Round.objects.waiting_for_rewrite().exists()
    assert _said(look()) == _said(county), "another day, and the same answers"
    before = _all_rows()
    assert "Nothing was changed" in _run()
    assert _all_rows() == before

    # Some of them asked for safe hours, so this is not left to the time of the test.
    morning = at_london(add_working_days(london_date(timezone.now()), 1), time(11))
    promised = len([notice for notice in Notice.objects.waiting() if _goes_by_email(notice, morning)])
    answered = Notice.objects.waiting().filter(kind="ladder.thanks").count()
    went = deliver(now=morning)
    # Whoever has answered already needs neither the invitation nor more time.
    assert went == len(mail.outbox) == promised - 2 * answered
    assert "sam.penrose@example.org" in {message.to[0] for message in mail.outbox}
    assert all("/c/" in message.body for message in mail.outbox if "Tell us" in message.subject)

    people = _run("--people")
    assert "/development/sign-in/" in people
    for person in TO_SIGN_IN_AS:
        assert re.search(rf"{person.kind} +{person.name} +{person.email}\n", people)


def _goes_by_email(notice, now):
    """Nothing carries a text here, so whoever likes texts gets an e-mail too."""
    no_texts = frozenset({Channel.TEXT})
    return next_way(reach_of(notice.contact), tried=no_texts, urgent=False, now=now) == Channel.EMAIL


def test_it_refuses_a_council_of_real_people():
    Council.objects.create(pk=1, **COUNCIL)
    assert (
        _refusal() == "This database has real people in it, so no demonstration was made: use an empty one."
    )


def test_it_refuses_where_someone_signs_in_already():
    make_user("Ada Real", Role.ADMINISTRATOR)
    assert "real people" in _refusal()


def test_it_refuses_where_someone_is_known_already():
    Contact.objects.create(name="Ada Real")
    assert "real people" in _refusal()


def test_it_refuses_outside_development(settings):
    settings.DEMONSTRATION = False
    assert _refusal() == "The demonstration is switched off here: this portal is for real people."


def test_it_cannot_say_who_signs_in_where_nobody_was_made():
    with pytest.raises(CommandError, match="There is no demonstration in this database"):
        _run("--people")


def test_a_story_cannot_have_more_answers_than_people():
    with pytest.raises(ValueError, match="More answers than people"):
        CheckStory(opened_days_ago=60, invited=2, steps=(1, 2), yes=(3,) * 8)


def test_a_story_cannot_have_a_team_that_answers_some_of_the_eight():
    with pytest.raises(ValueError, match="A team answers all eight"):
        CheckStory(opened_days_ago=60, invited=2, team="yyn")


@pytest.mark.parametrize(
    ("story", "check"),
    [(story, check) for story in STORIES for check in story.checks],
    ids=lambda thing: getattr(thing, "key", None) or str(getattr(thing, "opened_days_ago", "")),
)
def test_answers_have_exactly_the_counts_that_were_told(story, check):
    sent = answers_of(check, key=story.key)
    assert sorted(answers.step for answers in sent) == list(check.steps)
    for number in range(8):
        said = [answers.statements[number] for answers in sent]
        assert said.count(Answer.YES) == check.yes[number]
        assert said.count(Answer.PARTLY) == check.partly[number]
        assert said.count(Answer.NOT_SURE) == check.not_sure[number]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_projects_speak_in_short_sentences_and_kind_words(story):
    texts = [story.summary, story.justification, story.already_decided, story.can_still_change]
    texts += [*story.reasons.values(), *(said.words for check in story.checks for said in check.comments)]
    for sentence in re.split(r"[.!?:]\s*", " ".join(texts)):
        assert len(sentence.split()) <= 15, sentence
        assert not re.search(
            r"service user|vulnerable|customer|anonymous|overdue|\bfail|\bclaim", sentence, re.I
        )


def _named(county, name):
    return next(project for project in county.projects if project.name == name)


def _said(county):
    """What each closed check shows to members, by project."""
    names = {project.pk: project.name for project in county.projects}
    return {names[pk]: check.shown for pk, check in county.results[Audience.MEMBERS].items()}


def _run(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def _refusal():
    with pytest.raises(CommandError) as refused:
        _run()
    assert not Project.objects.exists()
    return str(refused.value)


def _all_rows():
    """How many rows each model has, and its newest one."""
    return {
        model._meta.label: (model.objects.count(), model.objects.order_by("-pk").values().first())
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.managed
    }
