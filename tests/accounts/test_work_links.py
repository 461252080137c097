"""The link that joins a person and their work account: used once, sent again, and of no use to others."""

import re
from datetime import timedelta
from functools import partial

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.actions.closing import close_account
from accounts.actions.granting import give_role, invite_staff
from accounts.actions.work_account import (
    NotJoined,
    forget_work_links,
    join,
    link_of,
    make_link,
)
from accounts.choices import Role
from accounts.models import User, WorkLink
from audit.actions import SYSTEM
from audit.models import Event
from notices.actions import deliver
from tests.accounts.council_sign_in import OID, OTHER_OID, back_from, says, signed_in_user
from tests.accounts.second_steps import CODE_ONLY, WITH_APP, WITH_WORK_ACCOUNT, browser_of, give_app
from tests.factories import make_directorate, make_user
from words.working_days import london_date

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def council(council_sign_in):
    """Each test has one."""
    return council_sign_in


@pytest.fixture
def tom():
    """Council staff whom no work account signs in yet."""
    return make_user("Tom Rowe", Role.STAFF)


@pytest.fixture
def lead():
    """A browser of the involvement lead, who has just signed in."""
    return browser_of(make_user("Kerensa Lobb", Role.INVOLVEMENT_LEAD), WITH_WORK_ACCOUNT)


def link_to(user):
    return f"/w/{make_link(user=user, now=timezone.now())}/"


def newest_link():
    """Where the link of the newest email leads."""
    mail.outbox = []
    deliver(now=timezone.now())
    return re.search(r"http\S+(/w/\S+)", mail.outbox[-1].body).group(1)


def use(client, link):
    """Press the button of a link, and come back from the council's own sign-in."""
    return client.get(back_from(client.post(link)))


def test_an_invitation_joins_whoever_comes_back_with_the_person_invited(client, council):
    invite_staff(
        name="Nia Pell", email="nia.pell@example.org", role=Role.STAFF, directorate=make_directorate(),
        by=SYSTEM, now=timezone.now(),
    )  # fmt: skip
    link = newest_link()
    assert "You sign in with your work account" in mail.outbox[-1].body
    page = client.get(link)
    assert "This link is for" in page.text
    assert "Nia Pell" in page.text
    assert page["Referrer-Policy"] == "strict-origin"
    assert WorkLink.objects.filter(used_at=None).exists(), "looking spends nothing"

    home = use(client, link)

    nia = User.objects.get(contact__name="Nia Pell")
    assert (home.url, signed_in_user(client)) == ("/staff/", str(nia.pk))
    assert client.get(home.url).status_code == 200
    assert SocialAccount.objects.get(uid=OID).user == nia
    what = list(Event.objects.filter(person=nia.contact_id).values_list("what", flat=True))
    assert {"work_link.made", "work_account.joined"} <= set(what)
    deliver(now=timezone.now())
    assert "Your work account signs you in now" in mail.outbox[-1].body
    says(client.get(link), 410, "This link was used already")


def test_one_that_was_used_is_over_has_ended_or_never_was_joins_nobody(client, tom):
    old, now = link_to(tom), timezone.now()
    newer = link_to(tom)
    says(client.get(old), 404, "This link does not work any more", "involvement lead")
    says(client.post("/w/no-such-key/"), 404, "does not work any more")
    WorkLink.objects.filter(ended_at=None).update(works_until=now)
    says(client.post(newer), 404, "does not work any more")
    assert not SocialAccount.objects.exists()


def test_a_link_that_ends_while_somebody_is_on_their_way_joins_nobody(client, tom):
    back = back_from(client.post(link_to(tom)))
    link_to(tom)

    says(client.get(back), 404, "does not work any more")
    assert signed_in_user(client) is None


def test_a_work_account_of_somebody_else_joins_nobody_and_spends_nothing(client, priya, tom):
    link = link_to(tom)

    says(use(client, link), 403, "This link is for somebody else")
    assert signed_in_user(client) is None
    assert WorkLink.objects.get().used_at is None
    assert SocialAccount.objects.get().user == priya


def test_a_link_does_nothing_where_somebody_else_is_signed_in(priya, tom):
    client = browser_of(priya, WITH_WORK_ACCOUNT)

    says(client.post(link_to(tom)), 403, "This link is for somebody else")
    assert "Tom" not in client.get(link_to(tom)).text


def test_whoever_reads_somebodys_mail_does_not_get_past_their_second_step(client, tom, settings):
    give_app(tom)
    link = link_to(tom)

    says(client.post(link), 403, "Sign in first")
    says(browser_of(tom, CODE_ONLY).post(link), 403, "Sign in first")
    assert use(browser_of(tom, WITH_APP), link).url == "/staff/"
    settings.STAFF_SIGN_IN = "work-account"  # where no code lets them in, the link must
    SocialAccount.objects.all().delete()
    assert use(client, link_to(tom)).url == "/staff/"


def test_at_once_one_link_joins_one_and_one_work_account_is_one_persons(at_once):
    tom, una, now = make_user("Tom Rowe", Role.STAFF), make_user("Una Bate", Role.STAFF), timezone.now()

    def joining(user, *oids):
        link = link_of(make_link(user=user, now=now))
        return [
            partial(join, link_id=link.pk, oid=oid, signed_in=nobody(), session=None, now=now) for oid in oids
        ]

    by_one_link = at_once(*joining(tom, OID, OTHER_OID))
    assert sorted(map(outcome, by_one_link)) == ["joined", "used"]
    SocialAccount.objects.all().delete()
    of_one_account = at_once(*joining(tom, OID), *joining(una, OID))
    assert sorted(map(outcome, of_one_account)) == ["joined", "somebody-else"]
    assert SocialAccount.objects.count() == 1


def outcome(result):
    return result.why.value if isinstance(result, NotJoined) else "joined"


def test_a_new_link_brings_a_new_work_account_in_place_of_the_old(client, priya, council):
    elsewhere = browser_of(priya, WITH_WORK_ACCOUNT)
    council.oid = OTHER_OID

    assert use(client, link_to(priya)).url == "/staff/"

    assert SocialAccount.objects.get(user=priya).uid == OTHER_OID
    assert elsewhere.get("/staff/").url.startswith("/sign-in/"), "signed out everywhere else"


def test_a_lead_sends_a_link_again_and_the_one_before_ends(client, lead, tom):
    before = link_to(tom)
    page = lead.get(f"/staff/roles/{tom.pk}/")
    assert "No work account signs them in yet" in page.text
    sending = f"/staff/roles/{tom.pk}/work-link/"
    assert sending in page.text
    assert "Send them a link to sign in?" in lead.get(sending).text

    assert lead.post(sending).url == f"/staff/roles/{tom.pk}/"

    says(client.get(before), 404, "does not work any more")
    link = newest_link()
    assert mail.outbox[-1].to == [tom.email]
    assert Event.objects.filter(what="work_link.asked_for", person=tom.contact_id).exists()
    assert use(client, link).url == "/staff/"
    assert "Their work account signs them in" in lead.get(f"/staff/roles/{tom.pk}/").text


def test_whoever_runs_the_portal_sends_a_link_when_no_lead_can(client, tom, settings):
    call_command("send_work_link", "TOM.rowe@example.org")

    assert use(client, newest_link()).url == "/staff/"
    assert Event.objects.get(what="work_link.asked_for").by == SYSTEM
    with pytest.raises(CommandError, match="Nobody here has this email address"):
        call_command("send_work_link", "nobody@example.org")
    settings.STAFF_SIGN_IN = "code-and-second-factor"
    with pytest.raises(CommandError, match="Nobody signs in with a work account here"):
        call_command("send_work_link", "tom.rowe@example.org")


def test_nobody_is_sent_a_link_that_would_let_them_into_nothing(lead, settings):
    chair = make_user("Dee Angove", Role.CO_CHAIR_EXPERT)
    page = lead.get(f"/staff/roles/{chair.pk}/").text
    assert "Send them a link" not in page
    assert "work account" not in page
    sending = f"/staff/roles/{chair.pk}/work-link/"
    for method in ("get", "post"):
        answer = getattr(lead, method)(sending, follow=True)
        assert "They have no role that a work account is for" in answer.text
    assert not Event.objects.filter(what="work_link.asked_for").exists()


def test_closing_an_account_ends_its_link_and_signs_nobody_in(client, tom):
    link, by = link_to(tom), make_user("Kerensa Lobb", Role.INVOLVEMENT_LEAD)
    back = back_from(client.post(link))
    close_account(user=tom, by=by, now=timezone.now())

    says(client.get(link), 404, "does not work any more")
    says(client.get(back), 404, "does not work any more")


@pytest.mark.parametrize(
    ("role", "ways", "asked_for"),
    [
        (Role.INVOLVEMENT, "both", "/w/"),
        (Role.INVOLVEMENT, "work-account", "/w/"),
        (Role.INVOLVEMENT, "code-and-second-factor", "Sign in with this email address, as you do now"),
        (Role.FACILITATOR, "work-account", "Sign in with this email address, as you do now"),
    ],
)
def test_who_gets_a_new_role_reads_how_to_sign_in_to_it(tom, settings, role, ways, asked_for):
    settings.STAFF_SIGN_IN, now = ways, timezone.now()
    by = make_user("Kerensa Lobb", Role.INVOLVEMENT_LEAD)
    mail.outbox = []
    give_role(user=tom, role=role, directorate=None, starts_on=london_date(now), ends_on=None, by=by, now=now)
    deliver(now=now)

    body = mail.outbox[-1].body
    assert asked_for in body
    assert ("/w/" in body) == (asked_for == "/w/")
    assert ("We send you a code" in body) == (ways == "both")


def test_who_has_joined_one_already_gets_no_link(priya):
    by, now = make_user("Kerensa Lobb", Role.INVOLVEMENT_LEAD), timezone.now()
    mail.outbox = []
    give_role(
        user=priya,
        role=Role.INVOLVEMENT,
        directorate=None,
        starts_on=london_date(now),
        ends_on=None,
        by=by,
        now=now,
    )
    deliver(now=now)

    assert "Sign in with your work account" in mail.outbox[-1].body
    assert not WorkLink.objects.exists()


def test_what_is_left_of_links_goes_after_35_days(tom):
    now = timezone.now()
    make_link(user=tom, now=now)

    assert forget_work_links(now=now + timedelta(days=34)) == 0
    assert forget_work_links(now=now + timedelta(days=36)) == 1


def nobody():
    return Client().get("/sign-in/").wsgi_request.user
