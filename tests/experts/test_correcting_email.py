"""An e-mail address that was written down wrongly is put right, while nobody has signed in with it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import HAS_A_PART, HAS_SIGNED_IN
from accounts.choices import Role
from accounts.models import RoleGrant, User
from audit.models import Event
from experts.actions import SOMEBODY_ELSES, STAFF_ADDRESS, add_expert, correct_email
from experts.supporting import add_supporter
from notices.actions import came_back, deliver
from notices.choices import Channel, NotNow
from notices.models import Contact, Notice
from notices.preview import preview
from notices.reaching import set_how_to_reach
from tests.accounts.second_steps import signed_in
from tests.accounts.test_sign_in import CODE, ask_for_code, newest_code, sign_in
from tests.factories import MONDAY, make_user
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "bea@exmaple.org", "bea@example.org"


@made_once
def rosa():
    """Somebody in the involvement team."""
    return make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def bea(rosa):
    """An Expert whose address was written down wrongly."""
    return add_expert(name="Bea Rowe", email=WRONG, by=rosa, now=MONDAY)


@pytest.fixture
def correct(bea, rosa):
    return lambda email, expert=bea: correct_email(expert=expert, email=email, by=rosa, now=MONDAY)


@pytest.fixture
def team(client, rosa):
    signed_in(client, rosa)
    return client


def page_of(expert):
    return reverse("experts:contact_email_for", args=[expert.pk])


def addresses(expert):
    """What is written to, what signs in, and what allauth knows."""
    contact = Contact.objects.get(pk=expert.contact_id)
    user = User.objects.filter(contact=contact).first()
    known = EmailAddress.objects.filter(user=user, verified=True, primary=True)
    return contact.email, user and user.email, list(known.values_list("email", flat=True))


def test_the_right_address_is_written_to_and_signs_in_and_the_wrong_one_does_not(bea, correct):
    correct(RIGHT)
    assert addresses(bea) == (RIGHT, RIGHT, [RIGHT])
    assert EmailAddress.objects.filter(user__contact=bea.contact).count() == 1
    line = Event.objects.get(what="contact.email_corrected")
    assert line.person == bea.contact_id
    assert "bea" not in f"{line.fields}{line.details}".lower()


def test_the_same_address_changes_nothing(bea, correct):
    User.objects.filter(contact=bea.contact).update(last_login=MONDAY)
    correct(WRONG)
    assert not Event.objects.filter(what="contact.email_corrected").exists()


def test_whoever_has_none_keeps_their_user_and_gets_one_later(bea, correct):
    user = User.objects.get(contact=bea.contact)
    correct("")
    assert addresses(bea) == ("", None, [])
    correct(RIGHT)
    assert addresses(bea) == (RIGHT, RIGHT, [RIGHT])
    assert User.objects.get(contact=bea.contact) == user


def test_whoever_had_none_at_all_can_sign_in_from_then_on(correct, rosa):
    merryn = add_expert(name="Merryn Tregear", email="", by=rosa, now=MONDAY)
    correct("merryn@example.org", merryn)
    assert addresses(merryn) == ("merryn@example.org", "merryn@example.org", ["merryn@example.org"])


def test_an_address_that_somebody_signs_in_with_stays(bea, team):
    User.objects.filter(contact=bea.contact).update(last_login=MONDAY)
    page = team.get(page_of(bea)).text
    assert HAS_SIGNED_IN in page
    assert 'name="email"' not in page
    assert team.post(page_of(bea), {"email": RIGHT}).text.count(HAS_SIGNED_IN) == 2
    assert addresses(bea) == (WRONG, WRONG, [WRONG])


def test_an_address_of_somebody_who_has_or_had_a_part_here_stays(bea, correct):
    user = User.objects.get(contact=bea.contact)
    ended = {"starts_on": "2020-01-01", "ends_on": "2020-02-01"}
    RoleGrant.objects.create(user=user, role=Role.FACILITATOR, **ended)
    with pytest.raises(Refused, match=HAS_A_PART):
        correct(RIGHT)
    assert addresses(bea) == (WRONG, WRONG, [WRONG])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Rosa.Vean@example.org", STAFF_ADDRESS),
        ("KIT@example.org", SOMEBODY_ELSES),
        ("helper@example.org", SOMEBODY_ELSES),
        ("bea at example", "Enter an email address, like name@example.com, or leave it empty"),
        (f"{'b' * 250}@example.org", "Enter an email address, like name@example.com, or leave it empty"),
    ],
)
def test_each_mistake_is_said_beside_the_field_and_nothing_typed_is_lost(bea, rosa, team, typed, sentence):
    add_expert(name="Kit Nance", email="kit@example.org", by=rosa, now=MONDAY)
    add_supporter(
        expert=bea, name="Hal", email="helper@example.org", may_help_answer=True, may_see_results=False,
        by=rosa, now=timezone.now(),
    )  # fmt: skip
    page = team.post(page_of(bea), {"email": typed}).text
    assert page.count(sentence) == 2
    assert f'value="{typed}"' in page
    assert addresses(bea) == (WRONG, WRONG, [WRONG])


def test_the_team_reads_it_and_puts_it_right_and_the_person_reads_that_they_looked(bea, team):
    assert WRONG in team.get(reverse("experts:contact_for", args=[bea.pk])).text
    assert WRONG in team.get(page_of(bea)).text
    page = team.post(page_of(bea), {"email": f" {RIGHT} "}, follow=True)
    assert page.redirect_chain == [(reverse("experts:contact_for", args=[bea.pk]), 302)]
    assert RIGHT in page.text
    reads = Event.objects.filter(what="record.read", person=bea.contact_id, purpose="reach")
    assert all("email" in fields.split(",") for fields in reads.values_list("fields", flat=True))


def test_whoever_leads_the_team_neither_reads_it_nor_puts_it_right(bea, client):
    signed_in(client, make_user("Ivy Lander", Role.INVOLVEMENT_LEAD))
    assert WRONG not in client.get(reverse("experts:contact_for", args=[bea.pk])).text
    assert client.post(page_of(bea), {"email": RIGHT}).status_code == 403


def test_the_page_leads_to_where_links_that_went_wrong_are_ended(team, check):
    invitation = check.invitations.first()
    end = reverse("ladder:end_keys", args=[check.pk, invitation.pk])
    assert end in team.get(page_of(invitation.expert)).text


def test_a_code_that_went_to_the_wrong_address_signs_nobody_in(bea, correct, settings):
    settings.SIGN_IN_ANSWERS_AFTER = 0
    stranger, herself = Client(), Client()
    ask_for_code(stranger, WRONG)
    code = newest_code()
    correct(RIGHT)
    answer = stranger.post(CODE, {"code": code}, follow=True)
    assert "This code does not work any more. Ask for a new one" in answer.text
    assert User.objects.get(contact=bea.contact).last_login is None
    sign_in(herself, RIGHT)
    assert User.objects.get(contact=bea.contact).last_login


@pytest.fixture
def invited(check):
    """A message that waits, to an Expert who can be reached by e-mail alone, and nothing else to send."""
    notice = Notice.objects.filter(kind="ladder.invitation").select_related("contact__expert").first()
    Notice.objects.exclude(pk=notice.pk).delete()
    set_how_to_reach(contact=notice.contact, by="system", now=MONDAY, never=["letter"])
    return notice


def test_what_waited_for_a_way_goes_to_the_right_address_at_once(invited, correct, mailoutbox):
    expert = invited.contact.expert
    correct("", expert)
    deliver(now=MONDAY)
    invited.refresh_from_db()
    assert invited.held_because == NotNow.NO_WAY
    correct(RIGHT, expert)
    assert deliver(now=MONDAY) == 1
    assert [message.to for message in mailoutbox] == [[RIGHT]]


def test_what_came_back_from_the_wrong_address_goes_to_the_right_one_and_no_further(
    invited, correct, rosa, mailoutbox
):
    deliver(now=MONDAY)
    came_back(attempt=invited.attempts.get(), by=rosa, now=MONDAY)
    deliver(now=MONDAY)
    invited.refresh_from_db()
    assert invited.held_because == NotNow.NO_WAY
    tuesday = MONDAY + timedelta(days=1)
    correct_email(expert=invited.contact.expert, email=RIGHT, by=rosa, now=tuesday)
    assert preview(now=tuesday).coming[0].channel == Channel.EMAIL
    assert deliver(now=tuesday) == 1
    assert mailoutbox[-1].to == [RIGHT]
    came_back(attempt=invited.attempts.last(), by=rosa, now=tuesday)
    assert deliver(now=tuesday) == 0, "the right one is tried once, as any other"
    invited.refresh_from_db()
    assert invited.held_because == NotNow.NO_WAY


@pytest.mark.django_db(transaction=True)
def test_of_two_who_get_one_address_in_one_moment_one_is_told_to_look_again(beside, somebody_waits):
    def put_right(name):
        expert = add_expert(name=name, email=f"{name}@exmaple.org", by="system", now=MONDAY)
        return lambda: correct_email(expert=expert, email=RIGHT, by="system", now=MONDAY)

    one, other = put_right("one"), put_right("other")
    with transaction.atomic():
        one()
        second = beside(other)
        somebody_waits()
    with pytest.raises(StaleState, match="in the same moment"):
        second.result()
    assert User.objects.filter(email=RIGHT).count() == Contact.objects.filter(email=RIGHT).count() == 1
