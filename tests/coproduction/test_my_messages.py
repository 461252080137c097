"""A person sees the messages that they got, and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from ladder.models import Invitation, InvitationKey
from notices.actions import deliver
from notices.models import Notice
from notices.preview import mark_of
from tests.factories import MONDAY, make_open_round, make_project, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
LIST = "/me/messages/"


@made_once(at=MONDAY)
def check(db):
    rosa, tom = make_user("Rosa Vean", Role.INVOLVEMENT), make_user("Tom Rowe", Role.STAFF)
    check = make_open_round(make_project("Parks", by=tom, now=MONDAY), by=rosa, now=MONDAY, members=7)
    deliver(now=MONDAY)
    return check


@pytest.fixture
def sam(check):
    return User.objects.get(contact__expert__invitations=check.invitations.order_by("pk").first())


def mine(user, kind="ladder.invitation"):
    return Notice.objects.get(kind=kind, contact=user.contact)


def opened_by(client, user, url=LIST):
    client.force_login(user)
    return client.get(url)


def test_somebody_sees_each_message_with_its_day_and_how_it_went(client, sam):
    text = opened_by(client, sam).text
    assert "Invitation to a check" in text
    assert "Parks" in text
    assert "We sent it by email." in text
    assert LIST in opened_by(client, sam, "/me/").text


def test_the_words_hold_no_key_and_make_none(client, sam, check):
    keys = InvitationKey.objects.count()
    text = opened_by(client, sam, reverse("coproduction:my_message", args=[mark_of(mine(sam))])).text
    assert "[your link]" in text
    assert "[your code]" in text
    assert InvitationKey.objects.count() == keys


def test_nobody_sees_the_message_of_somebody_else_nor_one_that_has_not_gone(client, sam, check):
    other = User.objects.get(contact__expert__invitations=check.invitations.order_by("pk").last())
    url = reverse("coproduction:my_message", args=[mark_of(mine(sam))])
    assert opened_by(client, other, url).status_code == 404
    Notice.objects.filter(pk=mine(sam).pk).update(sent_at=None)
    assert opened_by(client, sam, url).status_code == 404
    assert "sent you no message" in opened_by(client, sam).text


def test_what_it_spoke_of_may_be_gone(client, sam):
    notice = mine(sam)
    Notice.objects.filter(pk=notice.pk).update(subject_id="2000000000")
    text = opened_by(client, sam, reverse("coproduction:my_message", args=[mark_of(mine(sam))])).text
    assert "We do not keep the words" in text


def test_both_pages_cost_12_queries_at_most(client, sam, check):
    for number in range(9):
        Notice.objects.create(
            kind="ladder.reminder", subject_kind="invitation", subject_id=Invitation.objects.first().pk,
            contact=sam.contact, period=str(number), made_at=MONDAY, due_at=MONDAY, look_at=MONDAY,
            taken_at=MONDAY, sent_at=MONDAY,
        )  # fmt: skip
    opened_by(client, sam)
    for url in (LIST, reverse("coproduction:my_message", args=[mark_of(mine(sam))])):
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        assert len(asked) <= 12
