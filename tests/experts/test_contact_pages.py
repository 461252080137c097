"""How somebody is reached, and their pause: on their own pages, and on those of the involvement team."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from audit.models import Event
from experts.models import Expert
from experts.supporting import add_supporter
from notices.choices import Outcome
from notices.models import Attempt, Contact, HowToReach, Notice
from notices.reaching import pause, set_how_to_reach
from tests.accounts.second_steps import signed_in
from tests.factories import make_user
from tests.fixtures_made_once import made_once
from tests.projects.odd import ODD
from words.leaving import SOMEWHERE_ELSE
from words.working_days import london_date

pytestmark = pytest.mark.django_db
WHERE = {"phone": "07700 900 321", "phone_through": "direct", "address": "3 Mill Row\nTrevanna"}


@made_once
def person(expert):
    """The Expert whom `expert` signs in as."""
    return expert.contact.expert


def mine(part=""):
    return reverse(f"experts:contact{part and f'_{part}'}")


def of(person, part=""):
    return reverse(f"experts:contact{part and f'_{part}'}_for", args=[person.pk])


def told(person):
    return HowToReach.objects.get(contact=person.contact_id)


@pytest.fixture
def me(client, expert):
    client.force_login(expert)
    return client


@pytest.fixture
def team(client):
    user = make_user("Rosa Vean", Role.INVOLVEMENT)
    signed_in(client, user)
    return client


@pytest.fixture
def of_the_lead(client):
    user = make_user("Ivy Lander", Role.INVOLVEMENT_LEAD)
    signed_in(client, user)
    return client


def test_what_is_safe_can_be_left_quickly(me):
    page = me.get(mine("safe")).text
    assert page.count(f'href="{SOMEWHERE_ELSE}"') == 2  # the button, and a link for whoever uses a keyboard
    assert SOMEWHERE_ELSE not in me.get(mine("often")).text


def test_whoever_told_us_nothing_reads_what_we_do_until_then(me):
    page = me.get(mine()).text
    for words in ("Do not leave a voicemail", ">Email</dd>", "Never from 8pm to 9am", "One at a time"):
        assert words in page


@pytest.mark.parametrize(
    ("part", "sent", "shown"),
    [
        (
            "safe",
            {"never": ["letter"], "care": ["neutral"], "agreed_word": "Bluebell"},
            "Do not post a letter. Do not leave a voicemail. Do not say who we are or what it is about."
            " Say the agreed word first",
        ),
        ("where", WHERE, "3 Mill Row, Trevanna"),
        ("best", {"first": "email"}, ">Email</dd>"),
        (
            "when",
            {"safe_days": ["1", "2"], "safe_from": "10:00", "safe_until": "15:00"},
            "Never from 8pm to 9am. Only on Mondays and Tuesdays. Not before 10am. Not after 3pm",
        ),
        ("when", {"safe_days": list("12345")}, "Never from 8pm to 9am. Only from Monday to Friday"),
        ("often", {"how_often": "weekly"}, "Once a week, all in one"),
        (
            "format",
            {"format": "large-print", "print_size": "24", "language": "Cornish"},
            "Large print, 24 point. In Cornish",
        ),
    ],
)
def test_each_thing_is_told_once_and_reads_as_it_was_told(me, part, sent, shown):
    page = me.post(mine(part), sent, follow=True)
    assert page.redirect_chain == [(mine(), 302)]
    assert shown in page.text
    page = me.get(mine(part))
    assert page.context["form"].initial.items() >= {"first": "email"}.items() if part == "best" else True
    (line,) = Event.objects.filter(what="contact.changed")
    assert not [
        word for word in ("Bluebell", "Mill", "321", "Cornish") if word in f"{line.fields}{line.details}"
    ]


def test_text_first_then_email_needs_a_mobile_number(me, person):
    sent = {"first": "text", "then": "email"}
    page = me.post(mine("best"), sent).text
    assert "There is no mobile number yet. Add one first" in page
    assert mine("where") in page
    me.post(mine("where"), WHERE)
    assert "Text first, then email" in me.post(mine("best"), sent, follow=True).text
    assert told(person).order == ["text", "email"]


@pytest.mark.parametrize(
    ("part", "sent", "sentence", "kept"),
    [
        ("safe", {"never": ["email", "text", "letter", "phone"]}, "Leave 1 way open", "checked"),
        ("where", {**WHERE, "phone": "ring me"}, "Enter a phone number", "3 Mill Row"),
        ("where", {**WHERE, "phone": "07700 900 32"}, "A mobile number has 11 figures", "3 Mill Row"),
        ("best", {}, "Choose one", ""),
        ("best", {"first": "email", "then": "email"}, "Choose another way than the first", "checked"),
        ("when", {}, "Choose 1 day or more", ""),
        (
            "when", {"safe_days": ["1"], "safe_from": "15:00", "safe_until": "10:00"},
            "Choose a later time", 'value="15:00" selected',
        ),
        ("often", {"how_often": "hourly"}, "Choose one of the answers", ""),
        ("format", {"format": "large-print", "print_size": "99"}, "Choose one of the answers", ""),
        ("pause", {}, "Choose one", ""),
        ("pause", {"how_long": "day"}, "Enter the day to start again", ""),
        (
            "pause",
            {"how_long": "day", "until_day": "1", "until_month": "2", "until_year": "2020"},
            "Enter a day after today", 'value="2020"',
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_said_twice_and_nothing_is_lost_or_kept(me, part, sent, sentence, kept):
    page = me.post(mine(part), sent)
    assert page.text.count(sentence) == 2
    assert kept in page.text
    assert not HowToReach.objects.exists()
    assert not Event.objects.filter(what__startswith="contact.").exists()


@pytest.mark.parametrize("part", ["safe", "where", "best", "when", "often", "format", "pause"])
def test_whatever_a_script_sends_no_page_breaks(me, part):
    fields = [*me.get(mine(part)).context["form"].fields, "until_day"]
    for typed in ODD.values():
        assert me.post(mine(part), dict.fromkeys(fields, typed)).status_code in (200, 302)


def test_what_is_not_safe_wins_over_the_best_way(me):
    me.post(mine("where"), WHERE)
    me.post(mine("best"), {"first": "text", "then": "email"})
    page = me.post(mine("safe"), {"never": ["text"]}, follow=True).text
    assert ">Email</dd>" in page
    assert "This is marked as not safe" in me.post(mine("best"), {"first": "text"}).text


def test_where_no_way_is_left_the_person_reads_it(me):
    page = me.post(mine("safe"), {"never": ["email", "letter"]}, follow=True).text
    assert "No way is left. Add a phone number or an address" in page


def test_a_size_belongs_to_large_print_alone(me, person):
    me.post(mine("format"), {"format": "easy-read", "print_size": "24"})
    assert (told(person).format, told(person).print_size) == ("easy-read", None)


def test_everything_pauses_until_a_day_or_until_they_say(me, person):
    day = london_date(timezone.now()) + timedelta(days=9)
    until = {"how_long": "day", "until_day": day.day, "until_month": day.month, "until_year": day.year}
    page = me.post(mine("pause"), until, follow=True).text
    assert f"nothing until {day:%A}" in page
    page = me.post(mine("pause"), {"how_long": "no-end"}, follow=True).text
    assert "We send you nothing until you say." in page
    assert "All messages are paused" in me.get("/me/").text
    page = me.post(mine("start_again"), follow=True).text
    assert "Messages start again from now." in page
    assert "Pause everything" in page
    assert "Messages are not paused." in me.post(mine("start_again"), follow=True).text


def test_the_home_says_it_in_five_rows(me):
    page = me.get("/me/")
    keys = [row.key for row in page.context["contact_rows"]]
    assert keys == ["What is safe", "Best way", "When", "How often", "My supporter"]
    assert "Nobody gets a copy" in page.text


# The team


def test_the_team_writes_it_down_and_the_person_reads_that_they_looked(team, person, expert):
    team.post(of(person, "where"), WHERE)
    page = team.get(of(person)).text
    assert "07700 900 321" in page
    assert "3 Mill Row, Trevanna" in page
    assert Event.objects.filter(what="contact.changed", person=expert.contact_id).count() == 1
    read = Event.objects.filter(what="record.read", person=expert.contact_id, purpose="reach")
    assert {"phone", "address", "reach"} <= set(",".join(read.values_list("fields", flat=True)).split(","))


@pytest.fixture
def by_email(person):
    """A message that went to them by e-mail, as its attempt."""
    now = timezone.now()
    notice = Notice.objects.create(
        kind="accounts.invited", subject_kind="user", subject_id="1", contact=person.contact,
        made_at=now, due_at=now, look_at=now, taken_at=now, sent_at=now,
    )  # fmt: skip
    return Attempt.objects.create(
        notice=notice, number=1, channel="email", taken_at=now, outcome="sent", outcome_at=now
    )


def test_an_email_that_came_back_waits_for_its_next_way(team, person, by_email):
    page = team.get(of(person)).text
    assert "This came back" in page
    answer = team.post(reverse("notices:letter_came_back", args=[by_email.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == of(person)
    assert "We try another way today." in answer.text
    assert "This came back" not in answer.text
    by_email.refresh_from_db()
    assert (by_email.outcome, by_email.notice.waits) == (Outcome.CAME_BACK, True)


def test_what_went_is_the_teams_alone(of_the_lead, me, person, by_email):
    for page in (of_the_lead.get(of(person)), me.get(mine())):
        assert "This came back" not in page.text


def test_the_lead_of_the_team_sets_what_is_safe_and_never_sees_where(of_the_lead, person, expert):
    set_how_to_reach(
        contact=expert.contact, by=expert, now=timezone.now(), phone="07700 900 321", agreed_word="Bluebell"
    )
    page = of_the_lead.post(of(person, "safe"), {"never": ["letter"]}, follow=True).text
    assert "Do not post a letter" in page
    assert told(person).agreed_word == "Bluebell"
    for shown in (page, of_the_lead.get(of(person, "safe")).text, of_the_lead.get(of(person, "best")).text):
        assert "07700 900 321" not in shown
        assert "Bluebell" not in shown
    assert of_the_lead.get(of(person, "where")).status_code == 403


def test_a_pause_is_written_down_for_somebody_who_rang(team, person):
    page = team.post(of(person, "pause"), {"how_long": "no-end"}, follow=True).text
    assert "We send them nothing until they say." in page
    team.post(of(person, "start_again"))
    assert Contact.objects.get(pk=person.contact_id).paused_at is None


def queries(browser, url, sent=None):
    with CaptureQueriesContext(connection) as made:
        page = browser.post(url, sent) if sent else browser.get(url)
    assert page.status_code == 200
    return len(made)


def test_the_pages_cost_the_same_for_little_and_for_much(me, expert, person):
    rosa = make_user("Rosa Vean", Role.INVOLVEMENT)
    team = signed_in(Client(), rosa)
    pages = ((me, mine()), (team, of(person)))
    _helped_by(expert, person, "first")
    before = [queries(*page) for page in pages]
    told = {"safe_from": time(10), "phone": "01632 960 1"}
    set_how_to_reach(contact=expert.contact, by=expert, now=timezone.now(), **told)
    pause(contact=expert.contact, until=None, by=expert, now=timezone.now())
    for number in range(9):
        _helped_by(expert, person, f"n{number}")
    assert [queries(*page) for page in pages] == before
    assert max(before) <= 12


def _helped_by(expert, person, name):
    add_supporter(
        expert=person, name=name, email=f"{name}@example.org", may_help_answer=False, may_see_results=False,
        gets_copies=True, by=expert.contact, now=timezone.now(),
    )  # fmt: skip


def test_finding_somebody_costs_the_same_for_one_and_for_many(team, person):
    def found():
        return queries(team, reverse("experts:find"), {"name": "Zennor"})

    people = [Contact(name=f"Zennor {number}") for number in range(30)]
    Contact.objects.bulk_create(people)
    Expert.objects.create(contact=people[0], added_at=timezone.now())
    one = found()
    Expert.objects.bulk_create(Expert(contact=each, added_at=timezone.now()) for each in people[1:])
    assert found() == one <= 12


def test_the_lead_finds_somebody_by_a_part_of_their_name(of_the_lead, person, expert):
    found = reverse("experts:find")
    page = of_the_lead.post(found, {"name": person.contact.name[1:].upper()})
    assert of(person) in page.text
    assert Event.objects.filter(what="record.read", person=expert.contact_id, purpose="reach").exists()
    assert "Nobody has this name" in of_the_lead.post(found, {"name": "zebra"}).text
    assert of_the_lead.post(found, {"name": "z"}).text.count("Type 2 letters of the name") == 2
