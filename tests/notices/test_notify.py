"""GOV.UK Notify, asked by its own client: what is certain is said, and what is not stays unknown."""

import contextlib
import threading
import time
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from notifications_python_client.errors import APIError
from time_machine import travel

from devtools.notify_fake import NEVER_ENDING, Fault, receipt
from notices.channels import Busy, NotSent, Refused, notify, notify_service
from notices.choices import Outcome
from tests.factories import MONDAY

PDF = b"%PDF-1.7 a letter"


def email(reference=None, **changed):
    sent = {"subject": "Hello", "words": "Dear Bea", "to": "bea.rowe@example.org"}
    return notify.send_email(**sent | changed, reference=reference or uuid4())


def text(reference=None, **changed):
    return notify.send_text(
        **{"words": "Hello Bea", "to": "07700 900123"} | changed, reference=reference or uuid4()
    )


def letter(reference=None, pdf=PDF):
    return notify.send_letter(pdf=pdf, reference=reference or uuid4())


def test_each_kind_arrives_with_its_words_and_our_reference(notify_fake):
    references = [uuid4() for _ in range(3)]
    ids = [send(reference) for send, reference in zip((email, text, letter), references, strict=True)]
    taken = notify_fake.taken
    assert [each.id for each in taken] == ids
    assert [UUID(each.reference) for each in taken] == references
    assert [(each.kind, each.to) for each in taken] == [
        ("email", "bea.rowe@example.org"),
        ("sms", "07700 900123"),
        ("letter", ""),
    ]
    assert taken[0].words == {"subject": "Hello", "body": "Dear Bea"}
    assert taken[1].words == {"body": "Hello Bea"}
    assert taken[2].pdf == PDF


def test_nobody_hides_an_address_behind_words_in_an_email(notify_fake):
    email(words="A project called [your account](https://elsewhere.example.org)")
    assert "](" not in notify_fake.taken[0].words["body"]


@pytest.mark.parametrize(
    "fault",
    [Fault.TOO_MANY, Fault.TOO_MANY_TODAY, Fault.TRIAL_MODE, Fault.WRONG_KEY],
    ids=lambda fault: fault.name,
)
@pytest.mark.parametrize("send", [email, text, letter])
def test_a_refusal_that_is_about_us_is_not_sent(notify_fake, fault, send):
    notify_fake.faults.append(fault)
    with pytest.raises(NotSent):
        send()
    assert notify_fake.taken == []


@pytest.mark.parametrize(
    ("fault", "again_after"),
    [(Fault.TOO_MANY, timedelta(minutes=1)), (Fault.TOO_MANY_TODAY, timedelta(hours=1))],
)
def test_too_many_says_when_to_come_again(notify_fake, fault, again_after):
    notify_fake.faults.append(fault)
    with pytest.raises(Busy) as busy:
        text()
    assert busy.value.again_after == again_after


def test_a_wrong_key_and_a_wrong_template_are_about_us(notify_fake, settings):
    settings.NOTIFY_TEXT_TEMPLATE = str(uuid4())
    with pytest.raises(NotSent):
        text()
    settings.NOTIFY_API_KEY = f"other-{uuid4()}-{uuid4()}"
    with pytest.raises(NotSent):
        email()
    assert notify_fake.taken == []


@pytest.mark.parametrize(
    "send",
    [
        lambda: email(to="nobody"),
        lambda: text(to="not a number"),
        lambda: letter(pdf=b"not a letter"),
    ],
    ids=["an address", "a number", "a letter"],
)
def test_a_refusal_that_is_about_the_person_or_the_letter_is_for_good(notify_fake, send):
    with pytest.raises(Refused):
        send()
    assert notify_fake.taken == []


def test_a_number_abroad_is_refused_where_a_council_sends_none_there(notify_fake):
    notify_fake.faults.append(Fault.INTERNATIONAL)
    with pytest.raises(Refused):
        text(to="+33 1 23 45 67 89")


def test_what_finds_nobody_listening_is_not_sent(notify_fake, settings, free_port):
    settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{free_port}"
    for send in (email, text, letter):
        with pytest.raises(NotSent):
            send()


@pytest.mark.parametrize(
    "fault",
    [Fault.BROKEN, Fault.AWAY, Fault.CUT_OFF, *(fault for fault in Fault if fault.takes)],
    ids=lambda fault: fault.name,
)
def test_whether_it_went_is_unknown_until_its_reference_is_looked_up(notify_fake, settings, fault):
    settings.NOTIFY_TIMEOUT = 0.3 if fault in NEVER_ENDING else 5
    notify_fake.faults.append(fault)
    reference = uuid4()
    with pytest.raises(APIError):
        text(reference)
    settings.NOTIFY_TIMEOUT = 5
    found = notify.find(reference)
    assert bool(found) is fault.takes
    if found:
        assert found == notify.Found(notify_fake.taken[0].id, Outcome.SENT)


def test_an_answer_may_take_five_seconds(notify_fake, settings):
    assert settings.NOTIFY_TIMEOUT == 5
    settings.NOTIFY_TIMEOUT = 0.3
    for fault in NEVER_ENDING:
        notify_fake.faults.append(fault)
        started = time.monotonic()
        with pytest.raises(APIError):
            text()
        assert time.monotonic() - started < 2, fault


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("sending", Outcome.SENT),
        ("pending-virus-check", Outcome.SENT),
        ("delivered", Outcome.DELIVERED),
        ("temporary-failure", Outcome.TEMPORARY),
        ("permanent-failure", Outcome.PERMANENT),
        ("technical-failure", Outcome.TECHNICAL),
        ("validation-failed", Outcome.CANNOT_PRINT),
    ],
)
def test_looking_up_tells_what_became_of_it(notify_fake, status, outcome):
    reference = uuid4()
    text(reference)
    receipt(notify_fake.taken[0], status)
    assert notify.find(reference).outcome == outcome


def test_what_cannot_be_looked_up_now_is_looked_up_later(notify_fake, settings, free_port):
    notify_fake.cannot_be_asked = True
    with pytest.raises(NotSent):
        notify.find(uuid4())
    settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{free_port}"
    with pytest.raises(NotSent):
        notify.find(uuid4())


def test_no_more_leave_in_a_minute_than_may(notify_fake, settings):
    settings.NOTIFY_A_MINUTE = 3
    for _ in range(3):
        assert notify_service.has_room()
        text()
    assert not notify_service.has_room()
    with pytest.raises(Busy):
        text()
    assert len(notify_fake.taken) == 3


def test_a_minute_is_any_sixty_seconds(notify_fake, settings):
    settings.NOTIFY_A_MINUTE = notify_fake.most_a_minute = 2
    with travel(MONDAY + timedelta(seconds=59), tick=False):
        text()
        text()
    with travel(MONDAY + timedelta(seconds=110), tick=False), pytest.raises(Busy):
        text()
    with travel(MONDAY + timedelta(seconds=131), tick=False):
        text()
    assert len(notify_fake.taken) == 3


@pytest.mark.parametrize(("lots_a_minute", "at_least"), [(300, 20), (5, 6)], ids=["one by one", "by fours"])
def test_several_threads_keep_to_one_limit_together(
    notify_fake, settings, monkeypatch, lots_a_minute, at_least
):
    """Two at most are left of the last four that a thread asked room for. Who asks beside others for too much
    is refused, and may be refused too soon."""
    settings.NOTIFY_A_MINUTE = 20
    monkeypatch.setattr(notify_service, "LOTS_A_MINUTE", lots_a_minute)

    def send():
        for _ in range(10):
            with contextlib.suppress(Busy):
                text()
        notify_service.hang_up()

    with travel(MONDAY + timedelta(days=1), tick=False):
        threads = [threading.Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert at_least <= len(notify_fake.taken) <= 20


def test_room_that_was_asked_for_ahead_is_used(notify_fake, settings, monkeypatch):
    settings.NOTIFY_A_MINUTE = 10
    monkeypatch.setattr(notify_service, "LOTS_A_MINUTE", 2)
    with travel(MONDAY + timedelta(days=2), tick=False):
        for _ in range(10):
            assert notify_service.has_room()
            text()
        assert not notify_service.has_room()


def test_messages_leave_while_nothing_can_be_counted(notify_fake, settings, free_port):
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": f"redis://127.0.0.1:{free_port}/1"}
    }
    assert notify_service.has_room()
    text()
    assert len(notify_fake.taken) == 1
