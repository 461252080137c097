"""How long people stay signed in, what is kept of it, and how it ends."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.actions.sessions import end_all_sessions, end_other_sessions, end_session
from accounts.adapters import AccountAdapter
from accounts.choices import Role
from accounts.models import RoleGrant, Session
from accounts.sessions import SessionStore, digest_of
from accounts.tasks import forget_what_ended
from audit.models import Event
from tests.factories import MONDAY, make_directorate, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def later(time_machine):
    """`later(hours=1)` goes on from the Monday, however often it is called."""
    return lambda **after: time_machine.move_to(MONDAY + timedelta(**after), tick=False)


def signed_in(user, user_agent=FIREFOX):
    client = Client(headers={"user-agent": user_agent})
    client.force_login(user)
    return client


def is_signed_in(client):
    return client.get(reverse("coproduction:me")).status_code == 200


@made_once(at=MONDAY)
def staff():
    return make_user("Priya Nair", Role.STAFF)


@made_once(at=MONDAY)
def person():
    return make_user("Wren Hale")


def test_staff_who_do_nothing_for_an_hour_are_signed_out(staff, later):
    client = signed_in(staff)
    later(minutes=59)
    assert is_signed_in(client)
    later(minutes=59 + 61)
    assert not is_signed_in(client)


def test_staff_are_signed_out_after_12_hours_whatever_they_do(staff, later):
    client = signed_in(staff)
    for half_hours in range(1, 24):
        later(minutes=30 * half_hours)
        assert is_signed_in(client)
    later(hours=12)
    assert not is_signed_in(client)


def test_others_may_do_nothing_for_14_days_and_stay_for_90(person, later):
    client = signed_in(person)
    later(days=13, hours=23)
    assert is_signed_in(client)
    for days in range(26, 90, 13):
        later(days=days)
        assert is_signed_in(client)
    later(days=90)
    assert not is_signed_in(client)


def test_others_who_stay_away_for_14_days_are_signed_out(person, later):
    client = signed_in(person)
    later(days=14)
    assert not is_signed_in(client)


def test_whoever_begins_to_work_for_the_council_has_the_shorter_limits_at_once(person, later):
    client = signed_in(person)
    later(hours=2)
    RoleGrant.objects.create(
        user=person, role=Role.STAFF, directorate=make_directorate(), starts_on=MONDAY.date()
    )
    assert not is_signed_in(client)


def stop_being_staff(user):
    grant = user.grants.get(role=Role.STAFF)
    grant.ends_on = grant.starts_on - DAY
    grant.save()


def test_whoever_stops_working_for_the_council_is_signed_out_everywhere(staff, later):
    clients = [signed_in(staff), signed_in(staff)]
    later(minutes=5)
    stop_being_staff(staff)
    assert not any(is_signed_in(client) for client in clients)
    assert not Session.objects.filter(user=staff).exists()


def test_whoever_has_another_role_of_the_council_s_stays(staff, later):
    client = signed_in(staff)
    RoleGrant.objects.create(user=staff, role=Role.INVOLVEMENT, starts_on=MONDAY.date())
    stop_being_staff(staff)
    assert is_signed_in(client)


def test_whoever_may_not_sign_in_any_more_is_signed_out_everywhere(staff):
    clients = [signed_in(staff), signed_in(staff)]
    staff.is_active = False
    staff.save()
    assert not any(is_signed_in(client) for client in clients)
    assert not Session.objects.filter(user=staff).exists()


def test_the_time_holds_although_the_cookie_is_kept_for_ever(staff, later):
    client = signed_in(staff)
    client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] = 10**9
    later(hours=2)
    assert not is_signed_in(client)


def test_the_cookie_lasts_as_long_as_the_time(staff, person, later):
    for user, seconds in ((staff, 60 * 60), (person, 14 * 24 * 60 * 60)):
        client = signed_in(user)
        later(minutes=5)
        answer = client.get(reverse("coproduction:me"))
        assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == seconds
        later(minutes=0)


def test_being_here_is_written_down_once_a_minute(staff, later):
    client = signed_in(staff)
    later(seconds=59)
    client.get(reverse("coproduction:me"))
    assert Session.objects.get().seen_at == MONDAY
    later(seconds=61)
    client.get(reverse("coproduction:me"))
    assert Session.objects.get().seen_at == MONDAY + timedelta(seconds=61)


def test_limits_are_settings(staff, later, settings):
    settings.SESSION_LIMITS = {**settings.SESSION_LIMITS, "staff": (timedelta(minutes=5), HOUR)}
    client = signed_in(staff)
    later(minutes=6)
    assert not is_signed_in(client)


def test_a_new_sign_in_begins_a_new_time(staff, later):
    client = signed_in(staff)
    before = client.session.session_key
    later(minutes=50)
    request = RequestFactory().get("/")
    request.session = client.session
    AccountAdapter().login(request, staff)
    request.session.save()
    assert request.session.session_key != before
    assert Session.objects.get().began_at == MONDAY + timedelta(minutes=50)


def test_what_a_session_holds_and_its_key_cannot_be_read_in_the_database(staff):
    client = signed_in(staff)
    session = client.session
    session["words"] = "ramps at every stop"
    session.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM accounts_session AS s")
        ((row,),) = cursor.fetchall()
    assert "ramps" not in row
    assert SESSION_KEY not in row
    assert session.session_key not in row
    assert digest_of(session.session_key) in row
    assert SessionStore(session.session_key)["words"] == "ramps at every stop"


def test_when_the_key_that_sealed_it_is_gone_the_person_signs_in_again(staff, settings):
    client = signed_in(staff)
    settings.APPLICATION_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    assert not is_signed_in(client)


def test_no_network_address_is_kept(staff):
    client = signed_in(staff)
    client.get(reverse("coproduction:me"), REMOTE_ADDR="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM accounts_session AS s")
        ((row,),) = cursor.fetchall()
    assert "203.0.113" not in row + str(dict(client.session))
    assert not {"ip", "address", "remote"} & {field.name for field in Session._meta.fields}


def test_all_others_end_and_this_one_stays(staff):
    here, there, elsewhere = signed_in(staff), signed_in(staff), signed_in(staff)
    somebody_else = signed_in(make_user("Tom Rowe", Role.STAFF))

    assert end_other_sessions(staff, but=here.session, now=MONDAY) == 2

    assert [is_signed_in(client) for client in (here, there, elsewhere, somebody_else)] == [
        True, False, False, True,
    ]  # fmt: skip
    line = Event.objects.get(what="user.sessions_ended")
    assert (line.subject_id, line.details) == (str(staff.pk), {"count": 2})


def test_every_one_ends(staff):
    clients = [signed_in(staff), signed_in(staff)]
    assert end_all_sessions(staff, by=staff, now=MONDAY) == 2
    assert not any(is_signed_in(client) for client in clients)


def test_one_ends_once_and_only_by_its_owner(staff):
    client = signed_in(staff)
    session = Session.objects.get()
    assert end_session(session, by=make_user("Tom Rowe", Role.STAFF), now=MONDAY) == 0
    assert is_signed_in(client)
    assert end_session(session, by=staff, now=MONDAY) == 1
    assert end_session(session, by=staff, now=MONDAY) == 0
    assert not is_signed_in(client)


def test_whoever_has_not_signed_in_has_an_hour_for_it():
    store = SessionStore()
    store["asked"] = True
    store.save()
    assert Session.objects.get().ends_at == MONDAY + HOUR
    assert Session.objects.get().user is None


def test_two_sessions_never_share_a_key():
    first, second = SessionStore(), SessionStore()
    first.create(), second.create()
    assert first.session_key != second.session_key
    assert first.exists(first.session_key)
    assert not first.exists("unknown")


def test_a_session_that_was_ended_elsewhere_is_not_written_anew(staff):
    client = signed_in(staff)
    session = client.session
    session["late"] = 1
    end_all_sessions(staff, by=staff, now=MONDAY)
    assert client.get(reverse("coproduction:me")).status_code == 302
    assert not Session.objects.exists()


def test_what_ended_is_removed_a_day_later(staff, person, later):
    signed_in(staff), signed_in(person)
    later(days=1)
    assert forget_what_ended() == 0
    later(days=1, hours=2)
    assert forget_what_ended() == 1
    assert Session.objects.get().user == person
    later(days=30)
    SessionStore.clear_expired()
    assert not Session.objects.exists()
