"""Killed at every step of its input and output, with every fault of the carrier: none lost, none doubled."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction

from notices.actions import deliver, queue, sending
from notices.actions.sending import _due, _hand_over, _look_at_next, _send
from notices.addressed import Addressed
from notices.choices import Channel
from notices.kinds import kind_of
from notices.models import Contact, Notice
from notices.queries import stuck
from tests.factories import MONDAY
from tests.notices.crashing import Carrier, Process

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("Ada", "Bea")
FAULTS = ("", "drops", "breaks", "is away")
NEVER_ASKED = timedelta(0)
EVERY = 3
"""At the short size one step in three is died at, beginning at another one for each fault."""
LATER = [MONDAY + timedelta(minutes=minutes) for minutes in (3, 6, 9, 12, 15)]


def two_messages():
    """Promised, and nobody has looked at them."""
    Notice.objects.all().delete()
    people = [
        Contact.objects.get_or_create(name=name, email=f"{name.lower()}@example.org")[0] for name in PEOPLE
    ]
    queue(kind="test.hello", to=[Addressed(person, "test", "one") for person in people], now=MONDAY)


def carried_by(carrier, monkeypatch):
    monkeypatch.setattr(sending, "carriers", lambda: {Channel.EMAIL: carrier})


def every_crash(make_carrier, monkeypatch, steps, drain=deliver):
    """One carrier for each step at which a first worker can die, after others have come and gone."""
    for dies_at in steps:
        two_messages()
        carrier = make_carrier()
        carried_by(carrier, monkeypatch)
        with Process(dies_at).runs(carrier) as process:
            drain(now=MONDAY)
        for now in LATER:
            if not Notice.objects.filter(sent_at=None).exists():
                break
            drain(now=now)
        yield carrier
        if not process.is_dead:
            return


@pytest.fixture
def steps(full, request):
    """The numbers of the steps to die at, without an end."""
    first = FAULTS.index(request.node.callspec.params["fault"]) if hasattr(request.node, "callspec") else 0
    return count(1) if full else count(1 + first % EVERY, EVERY)


@pytest.mark.parametrize("fault", FAULTS)
def test_with_a_carrier_that_can_be_asked_each_person_hears_once(fault, monkeypatch, steps):
    crashes = 0
    for carrier in every_crash(lambda: Carrier(fault=fault), monkeypatch, steps):
        crashes += 1
        assert dict(carrier.times) == dict.fromkeys(PEOPLE, 1), f"after {crashes} crashes"
        assert not Notice.objects.filter(sent_at=None).exists()
        assert not stuck(now=LATER[-1]).exists()
    assert crashes > 7, "so many moments there are, or three times as many"


@pytest.mark.parametrize("fault", FAULTS)
def test_with_a_mail_server_nobody_hears_twice_and_what_is_lost_waits_for_a_person(fault, monkeypatch, steps):
    for carrier in every_crash(lambda: Carrier(fault=fault, remembers_for=NEVER_ASKED), monkeypatch, steps):
        assert max(carrier.times.values(), default=0) <= 1
        unsure = {attempt.notice.contact.name for attempt in stuck(now=LATER[-1])}
        lost = set(PEOPLE) - set(carrier.times)
        assert lost <= unsure
        assert unsure | set(carrier.times) == set(PEOPLE)
        at_most = len(PEOPLE) if fault in ("drops", "breaks") else 1
        assert len(unsure) <= at_most, "one for each worker that died, and one for each broken line"


def send_then_mark(now):
    """What many portals do."""
    while notice := Notice.objects.waiting().select_related("contact").order_by("pk").first():
        message = kind_of(notice).compose(notice, now)
        sending.carriers()[Channel.EMAIL].send(message, to=notice.contact, reference=notice.pk)
        Notice.objects.filter(pk=notice.pk).update(taken_at=now, sent_at=now)


def mark_then_send(now):
    """What the others do."""
    while notice := Notice.objects.waiting().select_related("contact").order_by("pk").first():
        Notice.objects.filter(pk=notice.pk).update(taken_at=now, sent_at=now)
        message = kind_of(notice).compose(notice, now)
        sending.carriers()[Channel.EMAIL].send(message, to=notice.contact, reference=notice.pk)


def test_to_send_and_then_mark_doubles(monkeypatch, steps):
    """The control for doubling."""
    counts = [carrier.times for carrier in every_crash(Carrier, monkeypatch, steps, send_then_mark)]
    assert any(max(times.values()) > 1 for times in counts)


def test_to_mark_and_then_send_loses(monkeypatch, steps):
    """The control for losing: nothing shows that the message never went."""
    crashes = every_crash(Carrier, monkeypatch, steps, mark_then_send)
    assert any(set(PEOPLE) - set(carrier.times) for carrier in crashes)


@pytest.fixture
def carrier(monkeypatch):
    """Somebody who can be asked, and two messages for them."""
    carrier = Carrier()
    carried_by(carrier, monkeypatch)
    two_messages()
    return carrier


def test_a_worker_that_slept_after_it_took_a_message_does_not_send_it_any_more(carrier):
    claimed = _look_at_next(_due(MONDAY), MONDAY)
    deliver(now=LATER[0])
    assert dict(carrier.times) == dict.fromkeys(PEOPLE, 1)
    assert not _hand_over(claimed, LATER[0])
    assert dict(carrier.times) == dict.fromkeys(PEOPLE, 1)


def test_without_asking_whether_it_is_still_theirs_they_double(carrier):
    """The control: the worker that slept sends what it once took."""
    claimed = _look_at_next(_due(MONDAY), MONDAY)
    deliver(now=LATER[0])
    with transaction.atomic():
        _send(claimed.attempt, claimed.message, LATER[0])
    assert max(carrier.times.values()) == 2


def test_while_a_worker_sends_nobody_looks_the_message_up(carrier, beside, monkeypatch):
    sent_beside = slowly(carrier, monkeypatch, lambda: beside(lambda: deliver(now=LATER[0])).result())
    deliver(now=MONDAY)
    assert sent_beside == [1], "it sent the other one"
    assert dict(carrier.times) == dict.fromkeys(PEOPLE, 1)


def test_without_a_lock_while_sending_they_double(carrier, beside, monkeypatch):
    """The control: a worker that holds no lock is slow, and another finds that nothing was taken."""
    slowly(carrier, monkeypatch, lambda: beside(lambda: deliver(now=LATER[0])).result())
    claimed = _look_at_next(_due(MONDAY), MONDAY)
    carrier.send(claimed.message, to=claimed.attempt.notice.contact, reference=claimed.attempt.reference)
    assert max(carrier.times.values()) == 2


def slowly(carrier, monkeypatch, meanwhile):
    """The first message that the carrier takes is so slow that something else happens meanwhile."""
    at_once, happened = carrier.send, []

    def send(message, *, to, reference):
        if not happened:
            happened.append(None)
            happened[0] = meanwhile()
        return at_once(message, to=to, reference=reference)

    monkeypatch.setattr(carrier, "send", send)
    return happened
