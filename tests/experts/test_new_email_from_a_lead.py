"""Somebody who cannot open their mailbox gets a new email from an involvement desk, who knows them."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import HAS_A_PART
from accounts.actions.new_email import GIVEN, HAS_ENDED, NEVER_SIGNED_IN
from accounts.choices import KnownBy, Role
from accounts.models import RoleGrant, Session, User
from audit.models import Event
from coproduction.who_looked import in_words, looks_at
from experts.actions import SOMEBODY_ELSES, STAFF_ADDRESS, THE_SAME, add_expert, set_new_email
from ladder.actions.keys import make_key
from ladder.models import InvitationKey
from notices.actions import deliver
from notices.models import Contact, Notice
from notices.reaching import set_how_to_reach
from tests.accounts.second_steps import browser_of, signed_in
from tests.accounts.test_sign_in import CODE, ask_for_code, newest_code, sign_in
from tests.factories import MONDAY, by_day, make_user
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
OLD, NEW = "bea@example.org", "bea@example.net"
SENT = {"email": NEW, "known_by": "in-person"}


@made_once
def ivy():
    """Who leads the involvement team."""
    return make_user("Ivy Lander", Role.INVOLVEMENT_LEAD)


@made_once
def bea(ivy):
    """An Expert who has signed in."""
    expert = add_expert(name="Bea Rowe", email=OLD, by=ivy, now=MONDAY)
    User.objects.filter(contact=expert.contact).update(last_login=MONDAY)
    return expert


@pytest.fixture
def desk(client, ivy, settings):
    settings.SIGN_IN_ANSWERS_AFTER = 0
    signed_in(client, ivy)
    return client


def page_of(expert):
    return reverse("experts:contact_new_email_for", args=[expert.pk])


def user_of(expert):
    return User.objects.select_related("contact").get(contact=expert.contact_id)


def signs_in_with(expert):
    user = user_of(expert)
    return user.email, user.contact.email


def test_the_lead_gives_it_and_the_old_one_opens_nothing_any_more(bea, desk, mailoutbox):
    elsewhere = browser_of(user_of(bea))
    waiting = Client()
    ask_for_code(waiting, OLD)
    code = newest_code()
    assert page_of(bea) in desk.get(reverse("experts:contact_for", args=[bea.pk])).text

    page = desk.post(page_of(bea), SENT, follow=True)

    assert page.redirect_chain == [(reverse("experts:contact_for", args=[bea.pk]), 302)]
    assert signs_in_with(bea) == (NEW, NEW)
    assert elsewhere.get("/me/").status_code == 302
    assert "This code does not work any more" in waiting.post(CODE, {"code": code}, follow=True).text
    assert not Session.objects.filter(user=user_of(bea)).exists()
    herself = Client()
    sign_in(herself, NEW)
    assert herself.get("/me/").status_code == 200


def test_the_old_one_is_told_and_both_the_audit_and_the_person_read_who_did_it(bea, desk, ivy, mailoutbox):
    desk.post(page_of(bea), SENT)
    deliver(now=by_day(timezone.now()))
    (told,) = [mail for mail in mailoutbox if mail.subject == "Your email has changed"]
    assert told.to == [OLD]
    assert "We changed it, because we were asked to" in told.body
    assert NEW not in told.body
    line = Event.objects.get(what="user.email_changed")
    assert (line.by, line.person) == (str(ivy.contact_id), bea.contact_id)
    assert (line.fields, line.details) == ("email", {"known_by": "in-person"})
    (read, *_) = in_words(looks_at(bea.contact_id).filter(what=line.what), contact_id=bea.contact_id)
    assert (read.who, read.what) == ("Involvement lead", ("Changed the email that you sign in with",))


def test_links_to_checks_that_lie_in_the_old_mailbox_end(check, ivy):
    invitation = check.invitations.first()
    other = check.invitations.last()
    for asked, is_paper in ((invitation, False), (invitation, True), (other, False)):
        make_key(invitation=asked, now=MONDAY, is_paper=is_paper)
    User.objects.filter(contact=invitation.expert.contact_id).update(last_login=MONDAY)
    set_new_email(expert=invitation.expert, email=NEW, known_by=KnownBy.IN_PERSON, by=ivy, now=MONDAY)
    good = InvitationKey.objects.filter(ended_at=None)
    assert list(good.filter(invitation=invitation).values_list("is_paper", flat=True)) == [True]
    assert good.filter(invitation=other).exists()
    assert Event.objects.get(what="keys.ended").person == invitation.expert.contact_id


@pytest.mark.parametrize(
    ("typed", "known_by", "sentence"),
    [
        ("ivy.lander@example.org", "in-person", STAFF_ADDRESS),
        ("KIT@example.org", "in-person", SOMEBODY_ELSES),
        ("BEA@example.org", "in-person", THE_SAME),
        ("bea at example", "in-person", "Enter an email address, like name@example.com"),
        ("", "in-person", "Enter an email address, like name@example.com"),
        (NEW, "", "Choose one"),
        (NEW, "agreed-word", "We have agreed no word with them. Choose another"),
        (NEW, "rang-back", "We have no number for them. Choose another"),
    ],
)
def test_each_mistake_is_said_beside_the_field_and_nothing_typed_is_lost(
    bea, ivy, desk, typed, known_by, sentence
):
    add_expert(name="Kit Nance", email="kit@example.org", by=ivy, now=MONDAY)
    page = desk.post(page_of(bea), {"email": typed, "known_by": known_by}).text
    assert page.count(sentence) == 2
    assert f'value="{typed}"' in page or not typed
    assert signs_in_with(bea) == (OLD, OLD)


def test_a_word_or_a_number_that_we_have_is_a_way_to_know(bea, ivy, desk):
    told = {"agreed_word": "heron", "phone": "01632 960 001"}
    set_how_to_reach(contact=bea.contact, by=ivy, now=MONDAY, **told)
    desk.post(page_of(bea), SENT | {"known_by": "agreed-word"})
    desk.post(page_of(bea), {"email": OLD, "known_by": "rang-back"})
    lines = Event.objects.filter(what="user.email_changed").order_by("pk")
    assert [line.details["known_by"] for line in lines] == ["agreed-word", "rang-back"]
    assert Notice.objects.filter(kind="accounts.email_changed").count() == 2


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda user: User.objects.filter(pk=user.pk).update(last_login=None), NEVER_SIGNED_IN),
        (lambda user: User.objects.filter(pk=user.pk).update(is_active=False), HAS_ENDED),
        (
            lambda user: RoleGrant.objects.create(
                user=user, role=Role.FACILITATOR, starts_on="2020-01-01", ends_on="2020-02-01"
            ),
            HAS_A_PART,
        ),
    ],
)
def test_never_for_somebody_with_a_part_here_nor_whoever_the_team_sees_to(bea, desk, made, sentence):
    made(user_of(bea))
    page = desk.get(page_of(bea)).text
    assert sentence in page
    assert 'name="email"' not in page
    assert sentence in desk.post(page_of(bea), SENT).text
    assert signs_in_with(bea) == (OLD, OLD)


def test_never_for_oneself(ivy, desk):
    own = add_expert(name="", email="", by=ivy, now=MONDAY)
    own.contact = ivy.contact
    own.save()
    assert desk.get(page_of(own)).status_code == 403
    with pytest.raises(Refused, match=HAS_A_PART):
        set_new_email(expert=own, email=NEW, known_by=KnownBy.IN_PERSON, by=ivy, now=MONDAY)


def test_nobody_else_in_the_team_gives_one(bea, client):
    signed_in(client, make_user("Rosa Vean", Role.INVOLVEMENT))
    assert client.post(page_of(bea), SENT).status_code == 403
    assert page_of(bea) not in client.get(reverse("experts:contact_for", args=[bea.pk])).text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_get_one_address_in_one_moment_one_is_told_to_ask_for_another(beside, somebody_waits):
    def give(name):
        expert = add_expert(name=name, email=f"{name}@example.org", by="system", now=MONDAY)
        User.objects.filter(contact=expert.contact).update(last_login=MONDAY)
        known = {"known_by": KnownBy.IN_PERSON, "by": "system", "now": MONDAY}
        return lambda: set_new_email(expert=expert, email=NEW, **known)

    one, other = give("one"), give("other")
    with transaction.atomic():
        one()
        second = beside(other)
        somebody_waits()
    with pytest.raises(StaleState, match=GIVEN):
        second.result()
    assert Contact.objects.filter(email=NEW).count() == 1
