"""Who has no second step yet, and what is done for somebody who lost theirs."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.queries import staff_without_second_step
from accounts.work_accounts import PROVIDER
from audit.models import Event
from notices.actions import deliver
from notices.models import Notice
from tests.accounts.second_steps import WITH_APP, browser_of, give_app
from tests.factories import make_user
from tests.fixtures_made_once import made_once
from words.working_days import london_date

pytestmark = pytest.mark.django_db


@made_once
def priya():
    return make_user("Priya Nair", Role.INVOLVEMENT)


def test_who_lacks_one_is_seen_by_the_involvement_team_and_administrators(priya):
    make_user("Max Carne", Role.ADMINISTRATOR)
    make_user("Val Kitto", Role.STEERING)
    make_user("Tom Rowe", Role.STAFF)
    give_app(make_user("Has One", Role.STAFF))
    gone = make_user("Gone Away", Role.STAFF)
    gone.is_active = False
    gone.save()

    page = browser_of(priya, WITH_APP).get(reverse("account_second_steps"))

    assert [row[0] for row in page.context["rows"]] == ["Max Carne", "Priya Nair", "Tom Rowe"]
    assert "council staff, Adult social care" in page.text


@pytest.mark.parametrize(
    ("ways", "names"),
    [
        ("code-and-second-factor", ["Joined Already", "Priya Nair"]),
        ("both", ["Priya Nair"]),
        ("work-account", ["Has App", "Priya Nair"]),
    ],
)
def test_the_councils_own_step_counts_for_whoever_a_work_account_signs_in(priya, settings, ways, names):
    settings.STAFF_SIGN_IN = ways
    joined = make_user("Joined Already", Role.STAFF)
    SocialAccount.objects.create(provider=PROVIDER, user=joined, uid="invented")
    give_app(make_user("Has App", Role.STAFF))
    give_app(make_user("Fay Trask", Role.FACILITATOR))

    found = staff_without_second_step(today=london_date(timezone.now()))

    assert [each.name for each in found] == names


def test_a_long_list_costs_no_more(priya, django_assert_max_num_queries):
    for number in range(12):
        make_user(f"Staff Member {number}", Role.STAFF, Role.INVOLVEMENT)
    client = browser_of(priya, WITH_APP)

    with django_assert_max_num_queries(8):
        client.get(reverse("account_second_steps"))


def test_whoever_lost_all_is_helped_by_a_command(priya, settings, mailoutbox):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    give_app(priya)
    there = browser_of(priya, WITH_APP)

    call_command("forget_second_step", "PRIYA.nair@example.org")

    assert not Authenticator.objects.exists()
    assert there.get("/staff/").url.startswith("/sign-in/?next=")
    assert browser_of(priya).get("/staff/").url == "/how-you-sign-in/"
    assert Event.objects.get(what="second_step.removed").by == "system"
    deliver(now=Notice.objects.get().due_at)
    assert "We took an app away, because we were told that it is lost" in mailoutbox[-1].body
    assert "You were signed out everywhere." in mailoutbox[-1].body


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@example.org", "Nobody signs in with this"),
        ("priya.nair@example.org", "has set up no second step"),
    ],
)
def test_the_command_says_what_it_cannot_do(priya, email, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("forget_second_step", email)
