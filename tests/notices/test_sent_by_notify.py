"""Messages that GOV.UK Notify carries: asked about before they are sent again, and what it says later."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from devtools.notify_fake import CALLBACK_TOKEN, NEVER_ENDING, Fault, receipt
from notices.actions import deliver
from notices.channels import notify_service
from notices.channels.email import MailServer
from notices.choices import Channel, NotNow, Outcome
from notices.models import Attempt, HowToReach, Notice
from notices.queries import stuck
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
SOON, LATER = MONDAY + timedelta(minutes=3), MONDAY + timedelta(minutes=10)


@pytest.fixture
def sent(promise, notify_fake):
    """What Notify took, of one message."""
    promise("one")
    deliver(now=MONDAY)
    (taken,) = notify_fake.taken
    return taken


def outcomes():
    return list(Attempt.objects.order_by("number").values_list("channel", "outcome"))


def say(said, token=CALLBACK_TOKEN):
    """Notify, or somebody who wants to be it, says something to the portal."""
    asks = Client(enforce_csrf_checks=True)
    shown = {"headers": {"Authorization": f"Bearer {token}"}} if token is not None else {}
    with travel(SOON):
        return asks.post(reverse("notices:notify_receipts"), said, content_type="application/json", **shown)


def test_an_email_goes_through_notify_with_the_reference_of_its_attempt(sent):
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.provider_id) == (Outcome.SENT, sent.id)
    assert sent.reference == str(attempt.reference)
    assert (sent.kind, sent.to) == ("email", "bea.rowe@example.org")
    assert sent.words == {"subject": "Hello one", "body": "Hello"}


def test_a_text_goes_to_the_number_that_somebody_gave(promise, person, notify_fake):
    HowToReach.objects.create(contact=person, phone="07700 900123", order=[Channel.TEXT], changed_at=MONDAY)
    promise("one")
    deliver(now=MONDAY)
    (taken,) = notify_fake.taken
    assert (taken.kind, taken.to, taken.words) == ("sms", "07700 900123", {"body": "Hi"})
    assert outcomes() == [(Channel.TEXT, Outcome.SENT)]


def test_without_a_template_for_texts_the_next_way_is_taken(promise, person, notify_fake, settings):
    settings.NOTIFY_TEXT_TEMPLATE = ""
    HowToReach.objects.create(
        contact=person, phone="07700 900123", order=[Channel.TEXT, Channel.PHONE], changed_at=MONDAY
    )
    promise("one")
    deliver(now=MONDAY)
    assert notify_fake.taken == []
    assert outcomes() == [(Channel.PHONE, "")]


def test_without_notify_an_email_goes_by_the_mail_server(promise, notify_fake, settings, mailoutbox):
    settings.NOTIFY_EMAIL_TEMPLATE = ""
    promise("one")
    deliver(now=MONDAY)
    assert len(mailoutbox) == 1
    assert notify_fake.taken == []


@pytest.fixture
def neutral(person):
    """Bea Rowe is not safe when somebody else sees whom her e-mail comes from."""
    return HowToReach.objects.create(contact=person, neutral=True, changed_at=MONDAY)


def test_an_email_that_must_not_show_its_sender_goes_by_the_mail_server(
    promise, neutral, notify_fake, settings, mailoutbox
):
    settings.NEUTRAL_FROM_EMAIL = "Messages <messages@example.org>"
    promise("one")
    deliver(now=MONDAY)
    assert [mail.from_email for mail in mailoutbox] == [settings.NEUTRAL_FROM_EMAIL]
    assert notify_fake.taken == []


def test_notify_is_not_asked_about_what_the_mail_server_may_have_taken(
    promise, neutral, notify_fake, monkeypatch
):
    def hang_up(*args, **kwargs):
        raise ConnectionResetError

    monkeypatch.setattr(MailServer, "send", hang_up)
    promise("one")
    deliver(now=MONDAY)
    known = Attempt.objects.values().get()
    assert known["outcome"] == Outcome.UNKNOWN
    deliver(now=SOON)
    assert Attempt.objects.values().get() == known
    assert (notify_fake.looked_up, notify_fake.taken, stuck(now=SOON).count()) == ([], [], 1)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault.takes], ids=lambda fault: fault.name)
def test_what_was_taken_is_found_by_its_reference_and_not_sent_again(promise, notify_fake, settings, fault):
    settings.NOTIFY_TIMEOUT = 0.3 if fault in NEVER_ENDING else 5
    notify_fake.faults.append(fault)
    promise("one")
    assert deliver(now=MONDAY) == 0
    settings.NOTIFY_TIMEOUT = 5
    assert outcomes() == [(Channel.EMAIL, Outcome.UNKNOWN)]
    deliver(now=SOON)
    assert outcomes() == [(Channel.EMAIL, Outcome.SENT)]
    assert Attempt.objects.get().provider_id == notify_fake.taken[0].id
    assert len(notify_fake.taken) == 1


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.AWAY, Fault.CUT_OFF], ids=lambda fault: fault.name)
def test_what_was_not_taken_is_looked_up_and_then_sent(promise, notify_fake, fault):
    notify_fake.faults.append(fault)
    promise("one")
    deliver(now=MONDAY)
    assert notify_fake.taken == []
    deliver(now=SOON)
    assert len(notify_fake.looked_up) == len(notify_fake.taken) == 1
    assert outcomes() == [(Channel.EMAIL, Outcome.SENT)]


def test_nothing_is_looked_up_while_a_question_may_still_be_on_its_way(promise, notify_fake):
    notify_fake.faults.append(Fault.CUT_OFF)
    promise("one")
    deliver(now=MONDAY)
    deliver(now=MONDAY + timedelta(seconds=100))
    assert (notify_fake.looked_up, notify_fake.taken) == ([], [])


def test_what_it_failed_at_meanwhile_is_heard_when_it_is_looked_up(promise, notify_fake):
    notify_fake.faults.append(Fault.CUT_OFF_AFTER_TAKING)
    promise("one")
    deliver(now=MONDAY)
    receipt(notify_fake.taken[0], "permanent-failure")
    deliver(now=SOON)
    assert outcomes() == [(Channel.EMAIL, Outcome.PERMANENT), (Channel.LETTER, "")]


def test_while_it_cannot_be_asked_nothing_is_sent_again_and_it_is_asked_once_each_time(promise, notify_fake):
    notify_fake.fault_of = lambda asked: Fault.CUT_OFF_AFTER_TAKING
    promise("one", "two", "three")
    deliver(now=MONDAY)
    notify_fake.cannot_be_asked = True
    deliver(now=SOON)
    assert set(outcomes()) == {(Channel.EMAIL, Outcome.UNKNOWN)}
    assert len(notify_fake.taken) == 3
    assert notify_fake.could_not_answer == 1


def test_after_three_days_it_is_not_asked_and_a_person_looks(promise, notify_fake):
    notify_fake.faults.append(Fault.CUT_OFF)
    promise("one")
    deliver(now=MONDAY)
    deliver(now=MONDAY + timedelta(days=3, minutes=1))
    assert (notify_fake.looked_up, notify_fake.taken) == ([], [])
    assert stuck(now=MONDAY + timedelta(days=3, minutes=1)).count() == 1


def test_a_refusal_about_us_is_tried_again_and_one_about_the_person_goes_another_way(promise, notify_fake):
    notify_fake.faults.append(Fault.WRONG_KEY)
    promise("one")
    deliver(now=MONDAY)
    assert outcomes() == [(Channel.EMAIL, Outcome.NOT_SENT)]
    notify_fake.faults.append(Fault.INTERNATIONAL)
    deliver(now=LATER)
    assert outcomes() == [(Channel.EMAIL, Outcome.PERMANENT), (Channel.LETTER, "")]


def test_what_is_over_the_limit_waits_and_is_not_even_tried(promise, notify_fake, settings):
    settings.NOTIFY_A_MINUTE = 2
    promise(*"abcde")
    assert deliver(now=MONDAY) == 2
    assert Attempt.objects.count() == 2
    assert set(Notice.objects.filter(sent_at=None).values_list("held_because")) == {(NotNow.TRY_AGAIN,)}
    settings.NOTIFY_A_MINUTE = 10
    assert deliver(now=MONDAY + timedelta(minutes=1)) == 3
    assert len(notify_fake.taken) == 5


@pytest.mark.parametrize(
    ("fault", "waits"), [(Fault.TOO_MANY, timedelta(minutes=1)), (Fault.TOO_MANY_TODAY, timedelta(hours=1))]
)
def test_what_notify_finds_too_much_waits_for_as_long_as_it_must(promise, notify_fake, fault, waits):
    notify_fake.faults.append(fault)
    promise("one")
    deliver(now=MONDAY)
    assert Notice.objects.get().look_at == MONDAY + waits


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        (["delivered"], Outcome.DELIVERED),
        (["delivered", "delivered"], Outcome.DELIVERED),
        (["delivered", "sending"], Outcome.DELIVERED),
        (["sending", "delivered"], Outcome.DELIVERED),
        (["delivered", "temporary-failure"], Outcome.DELIVERED),
        (["permanent-failure", "delivered"], Outcome.PERMANENT),
        (["permanent-failure", "permanent-failure"], Outcome.PERMANENT),
        (["temporary-failure"], Outcome.TEMPORARY),
        (["technical-failure"], Outcome.TECHNICAL),
        (["a-word-of-next-year"], Outcome.SENT),
    ],
    ids=lambda case: " then ".join(case) if isinstance(case, list) else None,
)
def test_what_it_says_later_moves_a_message_only_forwards(sent, said, stands):
    for status in said:
        assert say(receipt(sent, status)).status_code == 204
    assert Attempt.objects.get().outcome == stands


def test_what_did_not_arrive_goes_another_way_once(sent):
    for _ in range(2):
        say(receipt(sent, "permanent-failure"))
    deliver(now=LATER)
    assert outcomes() == [(Channel.EMAIL, Outcome.PERMANENT), (Channel.LETTER, "")]


def test_news_that_comes_before_the_portal_knows_it_went_settles_it(promise, notify_fake):
    notify_fake.faults.append(Fault.CUT_OFF_AFTER_TAKING)
    promise("one")
    deliver(now=MONDAY)
    say(receipt(notify_fake.taken[0], "delivered"))
    deliver(now=SOON)
    assert outcomes() == [(Channel.EMAIL, Outcome.DELIVERED)]
    assert len(notify_fake.taken) == 1


@pytest.mark.parametrize("token", [None, "", "another-token-of-20-signs", CALLBACK_TOKEN[:-1], "ä"])
def test_news_without_the_token_changes_nothing(sent, token):
    assert say(receipt(sent, "permanent-failure"), token=token).status_code == 403
    assert outcomes() == [(Channel.EMAIL, Outcome.SENT)]


def test_without_a_token_of_ours_nobody_has_it(sent, settings):
    settings.NOTIFY_CALLBACK_TOKEN = ""
    assert say(receipt(sent, "permanent-failure"), token="").status_code == 403
    assert outcomes() == [(Channel.EMAIL, Outcome.SENT)]


@pytest.mark.parametrize(
    "changed",
    [
        {"reference": "5e7c1de0-0000-4000-8000-00000000000f"},
        {"reference": "12345678"},
        {"reference": None},
        {"status": None},
        {"status": {"a": "thing"}},
        {"id": 7, "reference": 8},
    ],
    ids=str,
)
def test_news_of_what_is_not_ours_is_taken_and_changes_nothing(sent, changed):
    assert say({**receipt(sent, "permanent-failure"), **changed}).status_code == 204
    assert outcomes() == [(Channel.EMAIL, Outcome.SENT)]


@pytest.mark.parametrize("said", ["", "{", "[]", "7", '"words"', b"\xff"])
def test_what_is_no_news_is_refused_kindly(db, notify_fake, said):
    assert say(said).status_code == 400


def test_nobody_reads_there(db, client):
    assert client.get(reverse("notices:notify_receipts")).status_code == 405


def test_to_whom_it_went_is_neither_kept_nor_logged(sent, caplog):
    before = Attempt.objects.values().get()
    say({**receipt(sent, "delivered"), "to": "canary@example.org"})
    changed = {name: value for name, value in Attempt.objects.values().get().items() if before[name] != value}
    assert set(changed) == {"outcome", "outcome_at"}
    assert "canary" not in caplog.text


def test_what_notify_says_of_an_address_is_not_logged(notify_fake, promise, caplog):
    notify_fake.faults.append(Fault.INTERNATIONAL)
    promise("one")
    deliver(now=MONDAY)
    assert Fault.INTERNATIONAL.value[2] not in caplog.text
    notify_service.hang_up()
