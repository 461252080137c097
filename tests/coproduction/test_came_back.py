"""A message to anybody may come back: its page takes that, and it goes another way, or is a task today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from audit.models import Event
from experts.supporting import add_supporter
from ladder.actions.supporters import ask_supporters
from ladder.queries import who_may_help
from notices.actions import deliver, queue
from notices.addressed import Addressed
from notices.choices import Channel, NotNow, Outcome
from notices.models import Attempt, Contact, Notice
from notices.reaching import set_how_to_reach
from projects.models import TeamMember
from tests.factories import MONDAY, make_open_round, make_project, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
PAGE, WENT = "/staff/messages/", "/staff/messages/went/"


@made_once(at=MONDAY)
def rosa(db):
    return make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once(at=MONDAY)
def tom(db):
    return make_user("Tom Rowe", Role.STAFF)


@made_once(at=MONDAY)
def check(rosa, tom):
    check = make_open_round(
        make_project("Parks for everyone", by=tom, now=MONDAY), by=rosa, now=MONDAY, members=7
    )
    person = check.invitations.order_by("pk").first()
    supporter = add_supporter(
        expert=person.expert, name="Morwenna Hale", email="morwenna@example.org",
        may_help_answer=True, may_see_results=False, by=person.expert.contact, now=MONDAY,
    )  # fmt: skip
    ask_supporters(who_may_help([person.pk]).filter(pk=supporter.pk), now=MONDAY)
    deliver(now=MONDAY)
    return check


@pytest.fixture
def team(client, rosa, check, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    client.force_login(rosa)
    return client


def to(name, kind):
    return Notice.objects.get(contact__name=name, kind=kind)


def one(notice):
    return reverse("coproduction:message", args=[notice.pk])


def came_back(team, notice):
    answer = team.post(one(notice), {"do": "back"}, follow=True)
    deliver(now=MONDAY)
    return answer.text


EVERYBODY = [
    ("Morwenna Hale", "ladder.supporter"),
    ("Tom Rowe", "ladder.team"),
    ("Expert 2", "ladder.invitation"),
]


@pytest.mark.parametrize(("name", "kind"), EVERYBODY)
def test_what_came_back_goes_the_next_way_to_whomever_it_was(team, rosa, name, kind):
    notice = to(name, kind)
    assert "This came back" in team.get(one(notice)).text
    assert "We try another way today" in came_back(team, notice)
    tried = list(notice.attempts.order_by("number").values_list("channel", "outcome", "by"))
    assert tried == [
        (Channel.EMAIL, Outcome.CAME_BACK, rosa.contact_id),
        (Channel.LETTER, "", None),
    ]
    assert f"Post to {name}" in team.get(PAGE).text
    assert "Someone said before" not in team.get(PAGE).text
    assert "does not wait any more" in came_back(team, notice)


@pytest.mark.parametrize(("name", "kind"), EVERYBODY)
def test_where_no_way_is_left_it_is_a_task_on_the_same_day(team, rosa, name, kind):
    notice = to(name, kind)
    set_how_to_reach(contact=notice.contact, by=rosa, now=MONDAY, order=["email"])
    came_back(team, notice)
    notice.refresh_from_db()
    assert (notice.sent_at, notice.held_because) == (None, NotNow.NO_WAY)
    text = team.get(PAGE).text
    assert f"See to the message to {name}" in text
    assert "We know no way to reach them" in text


@pytest.mark.parametrize("channel", [Channel.TEXT, Channel.LETTER])
def test_a_text_and_a_letter_come_back_too_and_a_call_does_not(team, channel):
    notice = to("Tom Rowe", "ladder.team")
    notice.attempts.update(channel=channel)
    came_back(team, notice)
    assert notice.attempts.get(number=1).outcome == Outcome.CAME_BACK
    other = to("Expert 2", "ladder.invitation")
    other.attempts.update(channel=Channel.PHONE)
    assert "This came back" not in team.get(one(other)).text
    assert "They were told by phone" in came_back(team, other)
    assert not Attempt.objects.filter(notice=other, outcome=Outcome.CAME_BACK).exists()


@pytest.mark.parametrize("typed", ["morwenna", "MORWENNA@example.org"])
def test_it_is_found_by_a_part_of_the_name_or_by_the_address(team, typed):
    text = team.post(WENT, {"who": typed}).text
    assert "Morwenna Hale, who helps Expert 1" in text
    assert one(to("Morwenna Hale", "ladder.supporter")) in text
    assert "Tom Rowe" not in text
    read = Event.objects.filter(what="record.read", purpose="messages")
    names = Contact.objects.filter(pk__in=read.values("person")).values_list("name", flat=True)
    assert set(names) == {"Morwenna Hale", "Expert 1"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Type a name or an email address"), ("m", "Type 2 letters"), ("nobody", "Nothing went to them")],
)
def test_what_finds_nothing_says_so(team, typed, sentence):
    assert sentence in team.post(WENT, {"who": typed}).text


def test_nobody_finds_what_is_about_a_project_of_their_own(team, rosa, check):
    TeamMember.objects.create(project=check.project, user=rosa, starts_on=MONDAY.date())
    assert "Nothing went to them" in team.post(WENT, {"who": "morwenna"}).text
    assert team.get(one(to("Morwenna Hale", "ladder.supporter"))).status_code == 404


def test_many_cost_as_few(team, tom, rosa):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            team.post(WENT, {"who": "ex"})
        return len(asked)

    cost()
    few = cost()
    queue(
        kind="accounts.closed", now=MONDAY,
        to=[Addressed(person, "user", tom.pk) for person in Contact.objects.filter(name__contains="Expert")],
    )  # fmt: skip
    deliver(now=MONDAY)
    assert cost() == few <= 12
