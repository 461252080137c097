"""The page of all messages: who may look, what it says, and what the involvement team does there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from audit.models import Event
from coproduction.next_runs import next_run
from coproduction.outbox.tasks import for_how_long
from experts.rules import can_set_contact_for
from notices.actions import deliver
from notices.choices import Channel, NotNow, Outcome, Skip
from notices.models import Attempt, Contact, Notice
from projects.models import Membership, TeamMember
from tests.factories import MONDAY, answer, make_open_round, make_project, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
PAGE = "/staff/messages/"
BEFORE = MONDAY + timedelta(days=5)
"""A day within a week of the first reminder."""


@made_once(at=MONDAY)
def rosa(db):
    return make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once(at=MONDAY)
def dot(db):
    return make_user("Dot Prowse", Role.DATA_PROTECTION)


@made_once(at=MONDAY)
def check(rosa):
    tom = make_user("Tom Rowe", Role.STAFF)
    check = make_open_round(
        make_project("Parks for everyone", by=tom, now=MONDAY), by=rosa, now=MONDAY, members=7
    )
    deliver(now=MONDAY)
    return check


@pytest.fixture
def soon(check, time_machine):
    time_machine.move_to(BEFORE, tick=False)
    return check


def seen_by(client, user, url=PAGE):
    client.force_login(user)
    return client.get(url)


def few(check, count=2):
    """Leave so many of its people without an answer."""
    for invitation in check.invitations.order_by("pk")[count:]:
        answer(invitation)


def first_of(client, user):
    """The page of the first message that will go."""
    start = reverse("coproduction:message", args=["x"]).removesuffix("x/")
    return start + seen_by(client, user).text.partition(start)[2].partition('"')[0]


def pressed(client, user, url, **sent):
    client.force_login(user)
    return client.post(url, sent, follow=True)


def test_it_tells_the_involvement_team_and_data_protection_what_goes_to_whom(client, rosa, dot, soon):
    few(soon)
    for user in (rosa, dot):
        text = seen_by(client, user).text
        assert "Expert 1" in text
        assert "Reminder to answer a check" in text
        assert "Parks for everyone" in text
        assert "We have no answer from them yet" in text
        assert "They have answered" in text
    assert "Stop or send now" not in text


def test_nobody_reads_of_a_project_of_their_own(client, rosa, soon):
    TeamMember.objects.create(project=soon.project, user=rosa, starts_on=MONDAY.date())
    assert "Expert 1" not in seen_by(client, rosa).text


def test_many_who_get_the_same_are_one_line_with_a_page_behind_it(client, rosa, soon):
    text = seen_by(client, rosa).text
    assert "7 people" in text
    assert "Expert 1" not in text
    url = text.partition("/staff/messages/alike/")[2].partition('"')[0]
    assert "Expert 1" in seen_by(client, rosa, f"/staff/messages/alike/{url}").text


def test_one_message_can_be_stopped_before_it_is_written_down(client, rosa, soon):
    few(soon)
    url = first_of(client, rosa)
    assert "Send it now" in seen_by(client, rosa, url).text

    assert "We stopped this message" in pressed(client, rosa, url, do="stop").text
    stopped = Notice.objects.get(skipped_because=Skip.STOPPED)
    assert (stopped.kind, stopped.stopped_by) == ("ladder.reminder", rosa.contact)
    assert "does not wait any more" in pressed(client, rosa, url, do="stop").text
    assert "Somebody in the involvement team stopped it" in seen_by(client, rosa).text


def test_one_message_can_go_now(client, rosa, soon, mailoutbox):
    few(soon)
    url = first_of(client, rosa)
    assert "We look at this message now" in pressed(client, rosa, url, do="send").text
    deliver(now=BEFORE)
    assert sum(mail.subject.startswith("Please answer by") for mail in mailoutbox) == 1


def test_a_message_that_went_meanwhile_says_so_kindly(client, rosa, soon):
    notice = Notice.objects.filter(sent_at__isnull=False).first()
    url = reverse("coproduction:message", args=[notice.pk])
    assert "does not wait any more" in pressed(client, rosa, url, do="stop").text


def test_data_protection_looks_and_changes_nothing(client, dot, soon):
    few(soon)
    url = first_of(client, dot)
    assert "Stop it" not in seen_by(client, dot, url).text
    assert pressed(client, dot, url, do="stop").status_code == 403


@pytest.fixture
def stuck(soon):
    attempt = Attempt.objects.filter(notice__kind="ladder.invitation").order_by("pk").first()
    Notice.objects.filter(pk=attempt.notice_id).update(sent_at=None)
    Attempt.objects.filter(pk=attempt.pk).update(
        outcome=Outcome.UNKNOWN, taken_at=BEFORE - timedelta(hours=2)
    )
    return attempt


def test_a_stuck_message_is_settled_by_a_person_once(client, rosa, stuck, mailoutbox):
    text = seen_by(client, rosa).text
    assert "Stuck for 2 hours" in text
    assert f"Email to {stuck.notice.contact.name}" in text

    url = reverse("coproduction:settle_message", args=[stuck.pk])
    assert "No message is stuck" in pressed(client, rosa, url, happened="went").text
    assert "Someone said before" in pressed(client, rosa, url, happened="again").text
    mailoutbox.clear()
    deliver(now=BEFORE)
    assert mailoutbox == []


def test_a_stuck_message_goes_again_when_a_person_says_so(client, rosa, stuck, mailoutbox):
    mailoutbox.clear()
    pressed(client, rosa, reverse("coproduction:settle_message", args=[stuck.pk]), happened="again")
    deliver(now=BEFORE)
    assert [mail.to for mail in mailoutbox] == [[stuck.notice.contact.email]]


def test_who_waits_for_a_letter_or_for_any_way_is_a_task(client, rosa, soon):
    one, two = (each.expert.contact for each in soon.invitations.order_by("pk")[:2])
    notice = Notice.objects.filter(kind="ladder.invitation", contact=one).get()
    Attempt.objects.filter(notice=notice).update(outcome=Outcome.PERMANENT)
    Attempt.objects.create(notice=notice, number=2, channel=Channel.LETTER, taken_at=BEFORE)
    Notice.objects.filter(kind="ladder.invitation", contact=two).update(
        sent_at=None, taken_at=None, held_because=NotNow.NO_WAY
    )
    text = seen_by(client, rosa).text
    assert f"Post to {one.name}" in text
    assert "Email: The address or number does not work." in text
    assert f"See to the message to {two.name}" in text


def test_a_way_that_was_lost_leads_to_how_the_person_is_reached(client, rosa, dot, stuck):
    rung, held = Notice.objects.filter(kind="ladder.invitation").exclude(pk=stuck.notice_id)[:2]
    rung.attempts.update(outcome=Outcome.PERMANENT)
    Attempt.objects.create(notice=rung, number=2, channel=Channel.PHONE, taken_at=BEFORE)
    Notice.objects.filter(pk=held.pk).update(sent_at=None, taken_at=None, held_because=NotNow.NO_WAY)
    people = [each.contact.expert for each in (stuck.notice, rung, held)]
    links = [f'href="{reverse("experts:contact_for", args=[each.pk])}"' for each in people]
    assert all(seen_by(client, rosa).text.count(link) == 1 for link in links)
    assert "See how we reach them" not in seen_by(client, dot).text

    theirs = make_project("Walks for everyone", by=make_user("Una Hale", Role.STAFF), now=MONDAY)
    Membership.objects.create(
        project=theirs, expert=people[2], starts_on=MONDAY.date(), added_by=rosa.contact
    )
    TeamMember.objects.create(project=theirs, user=rosa, starts_on=MONDAY.date())
    text = seen_by(client, rosa).text
    assert [link in text for link in links] == [True, True, False]
    assert [can_set_contact_for(rosa, each) for each in people] == [True, True, False]


def test_whoever_looks_is_written_down(client, rosa, soon):
    few(soon, 3)
    seen_by(client, rosa)
    lines = Event.objects.filter(what="record.read", purpose="messages")
    assert set(lines.values_list("person", flat=True)) >= set(
        Contact.objects.filter(expert__invitations__round=soon).values_list("pk", flat=True)
    )
    assert {line.fields for line in lines} == {"messages,name"}


def test_it_costs_the_same_for_few_or_many(client, rosa, soon):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    few(soon)
    seen_by(client, rosa)
    before = queries()
    for number in range(4):
        contact = Contact.objects.create(name=f"New {number}", email=f"new{number}@example.org")
        Notice.objects.create(
            kind="ladder.invitation", subject_kind="invitation", subject_id=soon.invitations.first().pk,
            contact=contact, made_at=MONDAY, due_at=BEFORE, look_at=BEFORE,
        )  # fmt: skip
    assert queries() == before


def test_times_are_said_in_one_number():
    for minutes, said in ((5, "5 minutes"), (60, "1 hour"), (125, "2 hours"), (3000, "2 days")):
        assert for_how_long(MONDAY, MONDAY + timedelta(minutes=minutes)) == said


def test_a_job_runs_next_when_the_schedule_says():
    assert next_run("beat.tick", after=MONDAY) == MONDAY + timedelta(minutes=1)
    assert next_run("audit.forget_old_events", after=MONDAY).day == 2
    assert next_run("notices.promise", after=MONDAY.replace(hour=23)).hour == 9
    assert next_run("nothing", after=MONDAY) is None
