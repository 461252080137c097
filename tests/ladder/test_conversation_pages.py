"""The page of the conversation that a check asks for: who reads it, who writes down what came of it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from ladder.actions.closing import close_round
from ladder.actions.conversations import hand_over, say_it_was_held
from ladder.models import Conversation
from ladder.rungs import Rung
from notices.actions import deliver, promise
from notices.choices import Skip
from notices.models import Notice
from projects.models import TeamMember
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.tallies import check_of, same
from words.readability import reading_age, sentences_of

pytestmark = pytest.mark.django_db
HELD = {"held_on_day": "23", "held_on_month": "11", "held_on_year": "2026", "outcome": "We meet each month."}
AGREED = "We meet each month."


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def closed(project, involvement, **more):
    tally = check_of(*same(12, "ynpyyyyy", 4))
    return factories.make_result(project, tally, by=involvement, **more)


@made_once(at=MONDAY)
def talk(project, involvement):
    return closed(project, involvement).conversation


@made_once(at=MONDAY)
def address(talk):
    return reverse("ladder:conversation", args=[talk.round.project.slug, MONDAY.date()])


def read(client, person, address):
    client.force_login(person)
    return client.get(address).text


def test_it_says_the_gap_whose_it_is_by_when_and_where_to_begin(client, address, lead, expert):
    for person in (lead, expert):
        text = read(client, person, address)
        assert "So we need a conversation." in text
        assert "Alex Morgan</span> sees to it." in text
        assert "<b>Monday 21 December 2026</b>" in text
    assert "Write down what came of it" not in read(client, expert, address)
    assert "Write down what came of it" in read(client, lead, address)


def test_a_late_one_says_so_in_words_and_never_in_red(client, project, lead, involvement):
    closed(project, involvement, days_before=60)
    day = MONDAY.date() - timedelta(days=60)
    text = read(client, lead, reverse("ladder:conversation", args=[project.slug, day]))
    assert 'class="app-late"' in text
    assert "This conversation is late" in text


def test_the_outcome_is_written_down_once_and_everyone_inside_reads_it(
    client, address, lead, expert, involvement, talk
):
    client.force_login(lead)
    text = client.post(address, HELD, follow=True).text
    assert AGREED in text
    for person in (expert, involvement):
        text = read(client, person, address)
        assert AGREED in text
        assert "met on Monday 23 November 2026" in text
        assert "Save what came of it" not in text
    client.force_login(involvement)
    text = client.post(address, HELD | {"outcome": "Something else"}, follow=True).text
    assert "Someone else has written down what came of it" in text
    assert Conversation.objects.get().outcome == AGREED


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"held_on_day": ""}, "Enter a real date"),
        ({"held_on_day": "", "held_on_month": "", "held_on_year": ""}, "Enter the day that you met people"),
        ({"held_on_day": "24"}, "That day is still to come"),
        ({"held_on_day": "20"}, "That day is before the check closed"),
        ({"outcome": ""}, "Write what you agreed"),
        ({"outcome": "x" * 1001}, "Your words are too long. Use 1000 characters or fewer"),
    ],
)
def test_what_is_not_right_is_said_plainly_and_nothing_is_lost(client, address, lead, changed, sentence):
    client.force_login(lead)
    sent = HELD | changed
    text = client.post(address, sent).text
    assert text.count(sentence) == 2
    assert sent["outcome"] in text
    assert Conversation.objects.to_hold().exists()


def test_it_is_handed_to_someone_else_in_the_team_who_is_told(
    client, address, lead, other_staff, talk, mailoutbox
):
    TeamMember.objects.create(project=talk.round.project, user=other_staff, starts_on=MONDAY.date())
    client.force_login(lead)
    assert client.post(address, {"hand": "1"}).text.count("Choose who sees to it") == 2
    assert "someone who is in the team now" in client.post(address, {"hand": "1", "owner": "0"}).text
    text = client.post(address, {"hand": "1", "owner": other_staff.pk}, follow=True).text
    assert "Robin Shah sees to it now." in text
    deliver(now=MONDAY)
    assert [mail.to for mail in mailoutbox if "a conversation about" in mail.subject] == [[other_staff.email]]


def test_who_may_not_write_is_refused_and_who_may_not_read_too(client, address, expert, cast):
    client.force_login(expert)
    assert client.post(address, HELD).status_code == 403
    for part in ("other_staff", "other_expert", "administrator", "safeguarding"):
        client.force_login(cast[part])
        assert client.get(address).status_code == 403, part


def test_the_public_reads_neither_owner_nor_outcome(client, talk, lead):
    say_it_was_held(conversation=talk, held_on=MONDAY.date(), outcome=AGREED, by=lead, now=MONDAY)
    text = client.get(reverse("projects:show", args=[talk.round.project.slug])).text
    assert "Needs a conversation" in text
    assert AGREED not in text


def test_a_check_that_needs_none_has_no_page(client, project, lead, involvement):
    factories.make_result(project, check_of(*same(12, "y", 7)), by=involvement)
    client.force_login(lead)
    address = reverse("ladder:conversation", args=[project.slug, MONDAY.date()])
    assert client.get(address).status_code == 404


def test_the_page_costs_12_queries_at_most(client, address, lead, django_assert_max_num_queries):
    client.force_login(lead)
    with django_assert_max_num_queries(12):
        client.get(address)


def test_the_home_of_its_owner_says_by_when_and_late_ones_first(client, talk, lead, other_staff):
    home = reverse("coproduction:your_work")
    text = read(client, lead, home)
    assert "Have the conversation about Direct payments support by 21 December 2026" in text
    assert "Have the conversation" not in read(client, other_staff, home)
    with time_machine.travel(MONDAY + timedelta(days=40), tick=False):
        client.force_login(lead)
        assert client.get(home).context["late"][0].text == "Have the conversation: Direct payments support"


@pytest.fixture
def asked(project, involvement, mailoutbox):
    """A check whose closing asked for a conversation, by its own actions."""
    check = factories.make_open_round(project, by=involvement, now=MONDAY)
    for invitation in check.invitations.all():
        factories.answer(invitation, step=Rung.INFORMING, now=MONDAY)
    deliver(now=MONDAY)
    mailoutbox.clear()
    close_round(round_=check, by="system", now=check.closes_at)
    return Conversation.objects.select_related("round__project", "owner").get()


def told(mailoutbox, now):
    deliver(now=now)
    return [mail for mail in mailoutbox if "a conversation about" in mail.subject]


def test_closing_tells_the_owner_and_a_late_one_is_said_once(asked, lead, mailoutbox):
    late = MONDAY + (asked.due_on - MONDAY.date()) + timedelta(days=1)
    mails = told(mailoutbox, asked.round.closed_at)
    assert promise(only=["ladder.conversation_late"], now=late - timedelta(days=1)) == 0
    promised = [
        promise(only=["ladder.conversation_late"], now=late + timedelta(hours=hours)) for hours in (0, 1, 30)
    ]
    assert promised == [1, 0, 0]
    mails += told(mailoutbox, late + timedelta(hours=31))[1:]
    assert [mail.subject.partition(":")[0] for mail in mails] == ["Needed", "Late"]
    for mail in mails:
        assert mail.to == [lead.email]
        assert "/conversation/" in mail.body
        said = [each for line in mail.body.splitlines() if "http" not in line for each in sentences_of(line)]
        assert reading_age(said) <= 11
        assert max(len(sentence.split()) for sentence in said) <= 15


def test_whoever_no_longer_has_it_or_has_held_it_is_not_told(asked, lead, other_staff, mailoutbox):
    TeamMember.objects.create(project=asked.round.project, user=other_staff, starts_on=MONDAY.date())
    hand_over(conversation=asked, to=other_staff, by=lead, now=MONDAY)
    day = asked.round.closed_at.date()
    say_it_was_held(conversation=asked, held_on=day, outcome=AGREED, by=lead, now=asked.round.closed_at)
    assert told(mailoutbox, asked.round.closed_at) == []
    told_of = Notice.objects.filter(kind="ladder.conversation")
    assert set(told_of.values_list("skipped_because", flat=True)) == {Skip.ANSWERED}


def test_the_checks_page_lists_those_without_an_owner_and_those_that_are_late(
    client, talk, involvement, lead
):
    checks = reverse("ladder:rounds")
    assert "Conversations to see to" not in read(client, involvement, checks)
    Conversation.objects.update(owner=None)
    assert "Nobody is named yet" in read(client, involvement, checks)
    Conversation.objects.update(owner=lead, due_on=MONDAY.date() - timedelta(days=1))
    assert "Alex Morgan" in read(client, involvement, checks)


def test_an_expert_reads_at_home_what_came_of_it(client, talk, lead, expert, other_expert):
    home = reverse("coproduction:me")
    assert AGREED not in read(client, expert, home)
    say_it_was_held(conversation=talk, held_on=MONDAY.date(), outcome=AGREED, by=lead, now=MONDAY)
    assert f"They agreed: <span data-fixed-words>“{AGREED}”</span>" in read(client, expert, home)
    assert AGREED not in read(client, other_expert, home)
