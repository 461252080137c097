"""What somebody tells us about reaching them is kept once, and a pause may have no end."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection

from audit.models import Event
from notices.choices import Channel, Format
from notices.models import Contact, HowToReach
from notices.reaching import how_to_reach, pause, set_how_to_reach, start_again
from notices.ways import reach_of
from tests.factories import MONDAY
from words.errors import Refused, StaleState
from words.working_days import london_date

pytestmark = pytest.mark.django_db
TOMORROW = london_date(MONDAY) + timedelta(days=1)


def told(person, **said):
    set_how_to_reach(contact=person, by=person, now=MONDAY, **said)
    return Contact.objects.select_related("how_to_reach").get(pk=person.pk)


def lines():
    return list(Event.objects.order_by("pk").values_list("what", "fields", "details"))


def test_whoever_told_us_nothing_gets_an_email_and_no_voicemail(person):
    reach = reach_of(person)
    assert (reach.has_email, reach.has_phone, reach.order, reach.voicemail_ok) == (True, False, (), False)
    assert how_to_reach(person).phone == ""


def test_what_is_told_leaves_the_rest_as_it_was_and_the_audit_names_it_only(person):
    told(person, phone="07700 900 321", address="1 Quay Street")
    person = told(person, order=[Channel.TEXT], never=[Channel.LETTER])
    assert how_to_reach(person).address == "1 Quay Street"
    told(person, order=[Channel.TEXT])
    assert lines() == [
        ("contact.changed", "address,phone", {}),
        ("contact.changed", "never,order", {}),
    ]


def test_a_snapshot_says_what_there_is_and_never_where(person, django_assert_num_queries):
    told(person, phone="07700 900 321", address="1 Quay Street", agreed_word="Bluebell")
    with django_assert_num_queries(1):
        reach = reach_of(Contact.objects.select_related("how_to_reach").get(pk=person.pk))
    assert (reach.has_mobile, reach.has_phone, reach.has_address) == (True, True, True)
    assert not [word for word in ("07700", "Quay", "Bluebell") if word in repr(reach)]


def test_no_number_stands_in_the_database_in_the_open(person):
    told(person, phone="07700 900 321", address="1 Quay Street", agreed_word="Bluebell")
    with connection.cursor() as cursor:
        cursor.execute("SELECT notices_howtoreach::text FROM notices_howtoreach")
        (row,) = cursor.fetchone()
    assert not [word for word in ("07700", "Quay", "Bluebell") if word in row]


def test_only_what_is_known_can_be_told(person):
    with pytest.raises(TypeError, match="diagnosis"):
        told(person, diagnosis="none of our business")


def test_a_pause_ends_on_its_day_or_when_they_say(person):
    pause(contact=person, until=TOMORROW, by=person, now=MONDAY)
    person.refresh_from_db()
    assert (person.paused_at, person.paused_until) == (MONDAY, TOMORROW)
    pause(contact=person, until=None, by=person, now=MONDAY)
    person.refresh_from_db()
    assert reach_of(person).paused
    assert reach_of(person).paused_until is None
    start_again(contact=person, by=person, now=MONDAY)
    person.refresh_from_db()
    assert not reach_of(person).paused
    with pytest.raises(StaleState):
        start_again(contact=person, by=person, now=MONDAY)
    assert [what for what, _, _ in lines()] == ["contact.paused", "contact.paused", "contact.started_again"]


def test_a_pause_that_is_over_before_it_begins_is_refused(person):
    with pytest.raises(Refused):
        pause(contact=person, until=date(2020, 1, 1), by=person, now=MONDAY)


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"safe_days": ""}, "some_day_of_the_week_is_safe"),
        ({"safe_from": time(20), "safe_until": time(9)}, "safe_time_ends_after_it_begins"),
        ({"format": Format.LARGE_PRINT}, "large_print_has_a_size"),
        ({"format": Format.LARGE_PRINT, "print_size": 30}, "large_print_has_a_size"),
        ({"print_size": 18}, "large_print_has_a_size"),
    ],
)
def test_the_database_refuses_what_nobody_can_mean(person, wrong, because):
    with pytest.raises(IntegrityError, match=because):
        HowToReach.objects.create(contact=person, changed_at=MONDAY, **wrong)
