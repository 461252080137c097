"""The page of one message, and what the list calls a task, as the involvement team reads them."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from coproduction.navigation import links_for
from notices.choices import Channel, PhoneThrough, Skip
from notices.models import Attempt, Notice
from notices.reaching import set_how_to_reach
from projects.models import TeamMember
from tests.factories import MONDAY, make_draft, make_open_round, make_project, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
PAGE = "/staff/messages/"
LATER = MONDAY.replace(hour=13)


@made_once(at=MONDAY)
def rosa(db):
    return make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once(at=MONDAY)
def tom(db):
    return make_user("Tom Rowe", Role.STAFF)


@made_once(at=MONDAY)
def check(rosa, tom):
    return make_open_round(
        make_project("Parks for everyone", by=tom, now=MONDAY), by=rosa, now=MONDAY, members=7
    )


@pytest.fixture
def read(client, rosa, check, time_machine):
    """What the team reads at an address."""
    time_machine.move_to(MONDAY, tick=False)
    client.force_login(rosa)
    return lambda url=PAGE: client.get(url).text


def waiting(kind, contact, subject_kind, subject_id, **more):
    return Notice.objects.create(
        kind=kind, subject_kind=subject_kind, subject_id=str(subject_id), contact=contact, period="1",
        made_at=MONDAY, due_at=LATER, look_at=LATER, **more,
    )  # fmt: skip


def one(notice):
    return reverse("coproduction:message", args=[notice.pk])


def test_what_waits_for_one_of_the_staff_is_for_them_alone(read, tom):
    make_draft(by=tom, now=MONDAY)
    text = read(one(waiting("staff.weekly", tom.contact, "user", tom.pk)))
    assert "Staff hear of it on Mondays, if something waits" in text
    assert "We write it when it goes." in text
    assert "Finish registering" not in text


def test_several_in_one_are_not_read_where_one_is_about_a_project_of_ones_own(read, rosa, check):
    person = check.invitations.first()
    summary = waiting("notices.summary", person.expert.contact, "message", "1")
    reminder = waiting("ladder.reminder", person.expert.contact, "invitation", person.pk)
    Notice.objects.filter(pk=reminder.pk).update(
        skipped_because=Skip.IN_SUMMARY, skipped_at=MONDAY, summary=summary
    )
    assert one(summary) in read()
    assert "Parks for everyone" in read(one(summary))
    TeamMember.objects.create(project=check.project, user=rosa, starts_on=MONDAY.date())
    assert one(summary) not in read()
    assert "Parks for everyone" not in read(one(summary))


@pytest.mark.parametrize(
    ("through", "heading"),
    [
        (PhoneThrough.DIRECT, "Ring Expert 1"),
        (PhoneThrough.RELAY_UK, "Ring Expert 1 with Relay UK"),
        (PhoneThrough.BSL_RELAY, "Ring Expert 1 by BSL video relay"),
    ],
)
def test_a_call_through_somebody_else_says_so_in_its_heading(read, rosa, check, through, heading):
    person = check.invitations.order_by("pk").first()
    contact = person.expert.contact
    set_how_to_reach(contact=contact, by=rosa, now=MONDAY, phone="01632 960 445", phone_through=through)
    notice = Notice.objects.get(kind="ladder.invitation", contact=contact)
    Notice.objects.filter(pk=notice.pk).update(taken_at=MONDAY, held_because="")
    Attempt.objects.create(notice=notice, number=1, channel=Channel.PHONE, taken_at=MONDAY)
    assert f"<h3 data-fixed-words>{heading.replace('Expert 1', contact.name)}</h3>" in read()
    script = read(reverse("ladder:phone", args=[check.pk, person.pk]))
    assert ("with Relay UK." in script, "by BSL video relay." in script) == (
        through == PhoneThrough.RELAY_UK,
        through == PhoneThrough.BSL_RELAY,
    )


@pytest.mark.parametrize("page_of", ["ladder:open_round", "ladder:arrange_talk"])
def test_pages_that_checks_lead_to_stand_below_checks(rosa, tom, check, page_of):
    path = reverse(page_of, args=[check.project.reference])
    assert [link.text for link in links_for(rosa, path) if link.current] == ["Checks"]
    assert [link.text for link in links_for(tom, path) if link.current] == ["Your work"]
