"""The pages on which the involvement team gives an open check more time, and where others read of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.actions.closing import close_round
from ladder.actions.keys import make_key
from ladder.actions.more_time import give_more_time
from ladder.choices import MoreTime
from ladder.models import DateChange, Round
from ladder.more_time import last_day
from tests import factories
from words.plain_dates import plain_date
from words.working_days import london_date

pytestmark = pytest.mark.django_db
WHY = "We gave everyone more time. The reason: the weather was bad."


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def check(project, involvement, now):
    return factories.make_open_round(project, by=involvement, members=7, now=now)


@pytest.fixture
def later(check):
    return last_day(check.opens_on)


@pytest.fixture
def team(client, involvement):
    client.force_login(involvement)
    return client


def where(check):
    return reverse("ladder:more_time", args=[check.pk])


def typed(day, **more):
    return {
        "answer_by_day": day.day, "answer_by_month": day.month, "answer_by_year": day.year,
        "reason": "bad-weather", **more,
    }  # fmt: skip


def words(response):
    assert response.status_code == 200
    return response.content.decode()


def moved(check, by, day, *, after=0):
    give_more_time(
        round_=check, answer_by=day, because=MoreTime.BAD_WEATHER, by=by, now=timezone.now(), after=after
    )


def test_it_is_chosen_looked_at_and_then_done(team, check, later):
    assert where(check) in words(team.get(reverse("ladder:round", args=[check.pk])))
    assert plain_date(check.answer_by) in words(team.get(where(check)))
    later -= timedelta(days=7)
    look = words(team.post(where(check), typed(later)))
    assert f"{plain_date(later)}. It was {plain_date(check.answer_by)}" in look
    assert "The reason: the weather was bad." in look
    assert "[your link]" in look
    assert not DateChange.objects.exists()
    page = words(team.post(where(check), typed(later, confirm="1", seen="0"), follow=True))
    assert "People have more time." in page
    assert "The weather was bad" in page
    assert "You can do this 1 time." in page
    assert Round.objects.get(pk=check.pk).answer_by == later


def test_what_was_typed_comes_back_to_change_it(team, check, later):
    page = words(team.post(where(check), typed(later, change="1", seen="0")))
    assert f'value="{later.year}"' in page
    assert "Give people more time?" not in page


@pytest.mark.parametrize(
    ("days", "reason", "sentence"),
    [
        (0, "bad-weather", "A check never gets less time"),
        (90, "bad-weather", "or sooner. That is 60 days at most"),
        (1, "", "Choose a reason"),
        (1, "too-few-answers", "Choose a reason"),
    ],
)
def test_what_cannot_be_is_said_beside_the_box_and_stays_there(team, check, days, reason, sentence):
    day = check.answer_by + timedelta(days=days)
    page = words(team.post(where(check), typed(day, reason=reason, confirm="1", seen="0")))
    assert page.count(sentence) >= 2
    assert f'value="{day.year}"' in page
    assert not DateChange.objects.exists()


@pytest.mark.parametrize("seen", ["0", "", "one", "9" * 5000])
def test_somebody_who_looked_at_other_dates_looks_again(team, check, involvement, later, seen):
    moved(check, involvement, later - timedelta(days=7))
    page = words(team.post(where(check), typed(later, confirm="1", seen=seen), follow=True))
    assert "Someone else changed these dates first. Look at them again" in page
    assert DateChange.objects.count() == 1


def test_after_the_second_time_and_once_closed_the_page_says_why_not(team, check, involvement, later):
    moved(check, involvement, later - timedelta(days=7))
    moved(check, involvement, later, after=1)
    said = words(team.get(where(check), follow=True))
    assert said.count("This check got more time 2 times.") == 2  # above, and where the link stood
    assert where(check) not in said
    close_round(round_=check, by="system", now=Round.objects.get(pk=check.pk).closes_at)
    assert "This check is closed. Its dates stay as they are" in words(team.get(where(check), follow=True))


def test_nobody_else_and_nobody_of_the_project_opens_it(client, check, lead, expert, involvement):
    for person in (lead, expert):
        client.force_login(person)
        assert client.get(where(check)).status_code == 403
    check.project.team.update(user=involvement)
    client.force_login(involvement)
    assert client.post(where(check), {}).status_code == 403
    assert "only someone else in your team can do that" in words(
        client.get(reverse("ladder:round", args=[check.pk]))
    )


def test_everyone_who_is_asked_and_whoever_reads_the_project_reads_why(client, check, involvement, later):
    page = reverse("projects:show", args=[check.project.slug])
    key = make_key(invitation=check.invitations.first(), now=timezone.now())
    assert WHY not in words(client.get(page))
    client.post(reverse("ladder:open_link", args=[key.link]))
    assert WHY not in words(client.get(reverse("ladder:start")))
    moved(check, involvement, later)
    assert WHY in words(client.get(reverse("ladder:start")))
    shown = words(client.get(page))
    assert WHY in shown
    assert plain_date(later) in shown


def test_the_result_says_why_and_so_does_the_spreadsheet(client, check, involvement, later):
    moved(check, involvement, later)
    check.refresh_from_db()
    close_round(round_=check, by="system", now=check.closes_at)
    client.force_login(factories.make_user("Piran Rowe", Role.STEERING))
    closed_on = london_date(check.closes_at)
    assert WHY in words(client.get(reverse("ladder:results", args=[check.project.slug, closed_on])))
    assert WHY in words(client.get(reverse("projects:show", args=[check.project.slug])))
    sheet = client.get(reverse("ladder:checks_csv", args=[check.project.slug]))
    assert "The weather was bad" in b"".join(sheet.streaming_content).decode()


def test_the_page_lists_every_reason_and_how_scores_work_too(team, check):
    for page in (words(team.get(where(check))), words(team.get(reverse("ladder:how_scores_work")))):
        assert all(reason.label in page for reason in MoreTime)


def test_the_pages_cost_no_more_for_a_check_that_moved(
    team, check, involvement, later, django_assert_max_num_queries
):
    moved(check, involvement, later - timedelta(days=7))
    with django_assert_max_num_queries(12):
        team.get(reverse("ladder:round", args=[check.pk]))
    with django_assert_max_num_queries(12):
        team.get(where(check))
