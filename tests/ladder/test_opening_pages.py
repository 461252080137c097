"""The involvement team opens a check and posts its letters."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from experts.models import Expert
from ladder.models import InvitationKey, Round
from ladder.views.opening import two_weeks_on
from notices.actions import deliver
from notices.models import Contact
from notices.reaching import set_how_to_reach
from projects.actions.people import end_member
from projects.models import TeamMember
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD
from words.working_days import london_date

pytestmark = pytest.mark.django_db
ROUNDS = reverse("ladder:rounds")
TOLD: list[dict[str, object]] = [
    {"format": "easy-read"},
    {"phone": "07700 900 431", "order": ["text", "email"]},
    {"address": "9 Quay\nPW2 6HT", "order": ["letter"], "plain_envelope": True}
    | {"format": "large-print", "print_size": 22},
    {"phone": "01632 960 477", "order": ["phone"], "phone_through": "relay-uk", "safe_days": "35"}
    | {"agreed_word": "Kingfisher"},
    {"never": ["letter"], "neutral": True},
    {"never": ["letter", "email"]},
]
"""Five people who each chose another way, one of them unsafe to post to; and one whom no way reaches."""


@made_once
def now():
    return timezone.now()


@made_once
def rosa():
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@made_once
def project(lead, now):
    return factories.make_project(by=lead, now=now)


@made_once
def ready(project, rosa, now):
    """A project whose check may open."""
    factories.make_members(project, 8, by=rosa, now=now)
    return project


@pytest.fixture
def team(client, rosa):
    """A browser of the involvement team."""
    client.force_login(rosa)
    return client


def opening(project):
    return reverse("ladder:open_round", args=[project.reference])


def boxes(day):
    return {"answer_by_day": str(day.day), "answer_by_month": str(day.month), "answer_by_year": str(day.year)}


def text_of(response):
    return response.content.decode()


def without_email(project):
    """One of the people in a project whom only letters reach."""
    contact = Contact.objects.filter(expert__memberships__project=project).order_by("name").first()
    Contact.objects.filter(pk=contact.pk).update(email="")
    return contact


# Who may


@pytest.mark.parametrize("name", ["ladder:rounds", "ladder:open_round", "ladder:round", "ladder:close_early"])
def test_only_the_involvement_team_comes_here(client, lead, rosa, ready, now, name):
    check = factories.make_open_round(factories.make_project("Parks", by=lead, now=now), by=rosa, members=7)
    ids = {"ladder:rounds": [], "ladder:open_round": [ready.reference]}.get(name, [check.pk])
    where = reverse(name, args=ids)
    assert client.get(where).status_code == 302
    client.force_login(lead)
    assert client.get(where).status_code == 403
    assert client.post(where).status_code in (403, 405)


def test_a_project_that_is_not_there_is_not_found(team):
    assert team.get(reverse("ladder:open_round", args=["nothing"])).status_code == 404
    assert team.get(reverse("ladder:round", args=[99])).status_code == 404


# What stands in the way


def test_with_six_people_the_page_says_why_no_check_can_open(team, project, rosa, now):
    factories.make_members(project, 6, by=rosa, now=now)
    for response in (team.get(opening(project)), team.post(opening(project), boxes(date(2099, 1, 1)))):
        page = text_of(response)
        assert "This check cannot open yet" in page
        assert "6 people would be invited" in page
        assert "With fewer than 7, no result could ever be shown" in page
        assert "1 thing stands in the way" in page
        assert "Talk it through instead" in page


def test_people_whom_the_team_added_wait_to_be_confirmed(team, project, lead, rosa, now):
    factories.make_members(project, 7, by=lead, now=now)
    page = text_of(team.get(opening(project)))
    assert "0 people would be invited" in page
    assert "Confirm Expert 1" in page
    assert "Tom Rowe added them on" in page
    assert reverse("projects:people", args=[project.reference]) in page


def test_a_draft_has_no_check(team, lead, now):
    assert "This project is a draft" in text_of(
        team.get(opening(factories.make_ready_draft(by=lead, now=now)))
    )


def test_a_second_check_has_to_wait(team, project, rosa):
    factories.make_open_round(project, by=rosa, members=7)
    page = text_of(team.get(opening(project)))
    assert "A check is open now" in page
    assert "The first day you can open one is" in page
    assert "Talk it through" not in page


# Opening


def test_the_page_shows_who_is_invited_and_how_we_reach_them(team, ready):
    contact = without_email(ready)
    page = text_of(team.get(opening(ready)))
    assert "8 people are invited" in page
    assert contact.name in page
    assert "1 person needs a letter" in page
    assert page.count("<div>Email</div>") == 7
    assert page.count("<div>Letter</div>") == 1


def test_each_is_reached_in_their_own_way_and_what_is_safe_stands_beside(team, ready, rosa, now, settings):
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEXT_TEMPLATE = "key", "template"  # so that texts can go
    people = Contact.objects.filter(expert__memberships__project=ready).order_by("name")
    for contact, told in zip(people, TOLD, strict=False):
        set_how_to_reach(contact=contact, by=rosa, now=now, **told)
    page = text_of(team.get(opening(ready)))
    for words in (
        "<div>Text</div>",
        "Easy Read",
        "Large print, 22 point",
        "Use a plain envelope",
        "<div>Ring with Relay UK</div>",
        "Say the agreed word first. Only on Wednesdays and Fridays",
        "Do not post a letter",
        "1 person needs a letter",
        "1 person needs a call",
        "We know no way to reach 1 person",
    ):
        assert words in page
    assert not [secret for secret in ("Kingfisher", "960 477", "900 431", "9 Quay") if secret in page]
    last_look = text_of(team.post(opening(ready), boxes(two_weeks_on(london_date(now)))))
    assert "8 people are invited, 1 of them by letter and 1 by phone" in last_look


def test_nobody_reads_how_people_in_a_project_of_their_own_are_reached(team, ready, rosa, now):
    TeamMember.objects.create(project=ready, user=rosa, starts_on=london_date(now))
    page = text_of(team.get(opening(ready)))
    assert "First we use" not in page
    assert "you do not see how we reach them" in page


def test_someone_who_was_taken_off_is_still_invited(team, ready, lead, now):
    member = ready.memberships.first()
    end_member(membership=member, by=lead, now=now)
    page = text_of(team.get(opening(ready)))
    assert "8 people are invited" in page
    assert "Still invited" in page


def test_a_day_two_weeks_ahead_is_suggested(team, ready, now):
    day = two_weeks_on(london_date(now))
    page = text_of(team.get(opening(ready)))
    assert f'value="{day.day}"' in page
    assert f'value="{day.year}"' in page


@pytest.mark.parametrize(
    ("today", "suggested"),
    [
        (date(2026, 11, 23), date(2026, 12, 7)),  # a Monday
        (
            date(2026, 12, 11),
            date(2026, 12, 29),
        ),  # two weeks on is Christmas Day, then a weekend and a holiday
        (date(2026, 11, 22), date(2026, 12, 7)),  # a Sunday
    ],
)
def test_the_suggested_day_is_a_working_day(today, suggested):
    assert two_weeks_on(today) == suggested


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
def test_a_day_that_is_none_is_asked_again(team, ready, typed):
    response = team.post(
        opening(ready), {"answer_by_day": typed, "answer_by_month": typed, "answer_by_year": typed}
    )
    assert response.status_code == 200
    assert "There is a problem" in text_of(response)
    assert not Round.objects.exists()


def test_the_31st_of_february_is_no_day(team, ready):
    posted = {"answer_by_day": "31", "answer_by_month": "2", "answer_by_year": "2027", "confirm": "1"}
    assert "Enter a real date" in text_of(team.post(opening(ready), posted))


@pytest.mark.parametrize("days", [-400, 0, 6, 61, 100_000])
def test_people_get_a_week_and_at_most_sixty_days(team, ready, now, days):
    response = team.post(opening(ready), boxes(london_date(now) + timedelta(days=days)) | {"confirm": "1"})
    assert "Give people at least 7 days to answer, and at most 60" in text_of(response)
    assert not Round.objects.exists()


def test_all_the_dates_are_shown_before_it_opens(team, ready, now):
    page = text_of(team.post(opening(ready), boxes(london_date(now) + timedelta(days=14))))
    for words in ("Open this check?", "Closes", "Reminder", "Results", "[your link]"):
        assert words in page
    assert not Round.objects.exists()
    assert not InvitationKey.objects.exists()


def test_the_date_can_still_be_changed(team, ready, now):
    posted = boxes(london_date(now) + timedelta(days=14)) | {"change": "1"}
    assert "Look at the dates" in text_of(team.post(opening(ready), posted))


def test_opening_invites_everyone(team, ready, now):
    response = team.post(opening(ready), boxes(london_date(now) + timedelta(days=14)) | {"confirm": "1"})
    check = Round.objects.get()
    assert response.url == reverse("ladder:round", args=[check.pk])
    page = text_of(team.get(response.url))
    assert "The check is open." in page
    assert "8 people" in page


def test_opening_twice_is_told_kindly(team, ready, now):
    posted = boxes(london_date(now) + timedelta(days=14)) | {"confirm": "1"}
    team.post(opening(ready), posted)
    response = team.post(opening(ready), posted)
    assert response.status_code == 200
    assert "A check is open now" in text_of(response)
    assert Round.objects.count() == 1


# While it is open


def test_no_page_says_who_answered_or_how_many(team, ready, rosa, now):
    check = factories.make_open_round(ready, by=rosa, members=0, now=now)
    pages = [ROUNDS, reverse("ladder:round", args=[check.pk])]
    before = [text_of(team.get(each)) for each in pages]
    for invitation in check.invitations.all()[:3]:
        factories.answer(invitation, now=now)
    after = [text_of(team.get(each)) for each in pages]
    assert [_without_token(page) for page in before] == [_without_token(page) for page in after]


def _without_token(page):
    """Without what changes by itself: a token, and the seconds until somebody's time signed in is over."""
    changes = ("csrfmiddlewaretoken", "data-time-left")
    return "\n".join(line for line in page.splitlines() if not any(each in line for each in changes))


def test_the_page_of_a_check_leads_to_the_letters_and_calls_that_wait(team, ready, rosa, now):
    contact = without_email(ready)
    other = Contact.objects.filter(expert__memberships__project=ready).order_by("name").last()
    set_how_to_reach(contact=other, by=rosa, now=now, phone="01632 960 477", order=["phone"])
    check = factories.make_open_round(ready, by=rosa, members=0, now=now)
    where = reverse("ladder:round", args=[check.pk])
    assert "No letter is waiting" in text_of(team.get(where))
    deliver(now=now)
    page = text_of(team.get(where))
    assert "1 letter about this check waits." in page
    assert "1 call about this check waits." in page
    assert reverse("notices:letters") in page
    assert reverse("notices:calls") in page
    assert contact.name not in page


@pytest.mark.parametrize("count", [8, 30])
def test_the_opening_page_costs_the_same_for_few_people_or_many(
    team, project, rosa, now, count, django_assert_max_num_queries
):
    factories.make_members(project, count, by=rosa, now=now)
    with django_assert_max_num_queries(24):
        team.get(opening(project))
    assert Expert.objects.count() == count
