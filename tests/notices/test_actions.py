"""The outbox: promised in the caller's transaction, sent once, and every "not sent" has a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from notices import kinds, queries
from notices.actions import deliver, posted, queue
from notices.addressed import Addressed
from notices.channels.email import MailServer
from notices.choices import Channel, NotNow, Outcome, Skip
from notices.models import Contact, Notice
from tests.factories import MONDAY
from tests.notices.conftest import saying

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=5)


def the_notice():
    return Notice.objects.get()


def tried(notice):
    return list(notice.attempts.order_by("number").values_list("channel", "outcome"))


def test_a_promise_is_kept_once(promise, person, mailoutbox):
    promise("one")
    assert deliver(now=MONDAY) == 1
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([person.email], "Hello one")]
    assert the_notice().sent_at == MONDAY
    assert deliver(now=LATER) == 0
    assert len(mailoutbox) == 1


def test_the_same_promise_twice_is_one_message(promise, mailoutbox):
    promise("one")
    promise("one", "two")
    deliver(now=MONDAY)
    promise("one")
    deliver(now=LATER)
    assert sorted(mail.subject for mail in mailoutbox) == ["Hello one", "Hello two"]


def test_in_another_period_it_is_another_message(person, mailoutbox):
    for period in ("2026-11", "2026-12"):
        queue(kind="test.hello", to=[Addressed(person, "test", "one", period=period)], now=MONDAY)
    assert deliver(now=MONDAY) == 2


def test_a_promise_goes_when_its_transaction_does(promise, mailoutbox):
    with transaction.atomic():
        promise("one")
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_nothing_goes_before_it_is_due(promise, mailoutbox):
    promise("one", now=LATER)
    assert deliver(now=MONDAY) == 0
    assert deliver(now=LATER) == 1


def test_a_run_may_be_kept_short_and_the_next_goes_on(promise, mailoutbox):
    promise(*"abcde")
    assert deliver(now=MONDAY, at_most=2) == 2
    assert deliver(now=MONDAY, at_most=2) == 2
    assert deliver(now=MONDAY, at_most=2) == 1
    assert len(mailoutbox) == 5


def test_without_an_email_address_a_letter_waits_to_be_posted(promise, involvement):
    by_post = Contact.objects.create(name="Wyn Tregear")
    promise("one", contact=by_post)
    assert deliver(now=MONDAY) == 0
    notice = the_notice()
    assert queries.letters_about("test", ["one"]) == 1
    assert not queries.stuck(now=MONDAY + timedelta(days=9)).exists()
    assert posted(notice=notice, by=involvement, now=LATER)
    assert tried(notice) == [(Channel.LETTER, Outcome.SENT)]
    assert the_notice().sent_at == LATER
    assert queries.letters_about("test", ["one"]) == 0
    assert not posted(notice=notice, by=involvement, now=LATER)


def test_what_went_by_email_is_not_posted_too(promise, involvement):
    promise("one")
    deliver(now=MONDAY)
    assert not posted(notice=the_notice(), by=involvement, now=LATER)
    assert tried(the_notice()) == [(Channel.EMAIL, Outcome.SENT)]


def test_somebody_who_asked_us_to_wait_hears_it_afterwards(promise, person, mailoutbox):
    Contact.objects.filter(pk=person.pk).update(paused_until=MONDAY.date() + timedelta(days=1))
    promise("one")
    assert deliver(now=MONDAY) == 0
    assert (the_notice().held_because, the_notice().skipped_because) == (NotNow.PAUSED, "")
    assert mailoutbox == []
    assert deliver(now=MONDAY + timedelta(hours=1)) == 0
    assert deliver(now=MONDAY + timedelta(days=1)) == 1
    assert the_notice().held_because == ""


def test_a_pause_ends_on_its_day_in_london_and_the_night_is_quiet(promise, person):
    Contact.objects.filter(pk=person.pk).update(paused_until=date(2026, 6, 2))
    just_after_midnight_in_london = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    promise("one", now=just_after_midnight_in_london)
    assert deliver(now=just_after_midnight_in_london) == 0
    assert the_notice().held_because == NotNow.QUIET_HOURS
    assert the_notice().look_at == datetime(2026, 6, 2, 8, tzinfo=UTC)
    assert deliver(now=the_notice().look_at) == 1


def test_when_no_mail_server_answers_it_is_tried_again_after_five_minutes(promise, no_mail_server, settings):
    promise("one")
    assert deliver(now=MONDAY) == 0
    notice = the_notice()
    assert (notice.taken_at, notice.look_at, notice.held_because) == (None, LATER, NotNow.TRY_AGAIN)
    assert notice.due_at == MONDAY
    assert deliver(now=LATER - timedelta(seconds=1)) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver(now=LATER) == 1
    assert tried(notice) == [(Channel.EMAIL, Outcome.SENT)], "tries that never left are not counted"


def test_an_address_that_is_refused_for_good_becomes_a_letter(promise, mail_server):
    mail_server.to_recipient = "550 nobody of that name"
    promise("one")
    assert deliver(now=MONDAY) == 0
    deliver(now=MONDAY)
    assert tried(the_notice()) == [(Channel.EMAIL, Outcome.PERMANENT), (Channel.LETTER, "")]
    assert queries.letters_about("test", ["one"]) == 1
    assert mail_server.taken == []


def test_a_server_that_says_not_now_is_asked_again(promise, mail_server):
    mail_server.to_recipient = "450 try again in a few minutes"
    promise("one")
    assert deliver(now=MONDAY) == 0
    assert the_notice().held_because == NotNow.TRY_AGAIN
    mail_server.to_recipient = "250 yes"
    assert deliver(now=LATER) == 1
    assert len(mail_server.taken) == 1


def test_a_server_that_hangs_up_after_the_message_leaves_it_to_a_person(promise, mail_server, caplog):
    mail_server.to_message = None
    promise("one", "two")
    assert deliver(now=MONDAY) == 0
    assert len(mail_server.taken) == 2
    assert queries.stuck(now=MONDAY).count() == 2
    mail_server.to_message = "250 taken"
    assert deliver(now=MONDAY + timedelta(days=1)) == 0
    assert len(mail_server.taken) == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_between_taking_and_sending_leaves_a_row_that_a_person_sees(promise, monkeypatch):
    def dies(*args, **kwargs):
        raise SystemExit("killed")

    monkeypatch.setattr(MailServer, "send", dies)
    promise("one")
    with pytest.raises(SystemExit):
        deliver(now=MONDAY)
    assert not queries.stuck(now=MONDAY + timedelta(minutes=4)).exists()
    assert queries.stuck(now=MONDAY + timedelta(minutes=6)).get().notice == the_notice()
    assert deliver(now=MONDAY + timedelta(days=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_while_a_slow_server_takes_a_message_the_person_can_still_act(promise, person, mail_server, beside):
    mail_server.may_answer.clear()
    promise("one")
    sending = beside(lambda: deliver(now=MONDAY))
    assert mail_server.reading.wait(10)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '1s'")
        promise("two", now=LATER)
    mail_server.may_answer.set()
    assert sending.result() == 1


def test_a_message_is_never_both_sent_and_skipped(promise):
    promise("one")
    deliver(now=MONDAY)
    with pytest.raises(IntegrityError, match="a_message_is_sent_or_skipped_not_both"):
        Notice.objects.update(skipped_because=Skip.CLOSED, skipped_at=LATER)


def test_a_message_is_never_sent_untaken(promise):
    promise("one")
    with pytest.raises(IntegrityError, match="a_message_is_taken_before_it_is_sent"):
        Notice.objects.update(sent_at=MONDAY)


def test_a_notice_holds_no_words_of_its_message(promise):
    promise("one")
    deliver(now=MONDAY)
    assert {field.name for field in Notice._meta.fields} == {
        "id", "kind", "contact", "subject_kind", "subject_id", "on_behalf_of", "period", "made_at", "due_at",
        "look_at", "held_because", "taken_at", "sent_at", "skipped_because", "skipped_at", "stopped_by",
        "summary", "to_email",
    }  # fmt: skip


def test_a_message_that_cannot_be_written_holds_up_no_other(promise, monkeypatch, mailoutbox):
    def breaks_for_one(notice, now, *, keys=True):
        assert notice.subject_id != "one"
        return saying("Hello")

    monkeypatch.setitem(kinds._kinds, "test.hello", kinds.Kind("test.hello", breaks_for_one))
    promise("one", "two")
    assert deliver(now=MONDAY) == 1
    held = Notice.objects.get(subject_id="one")
    assert (held.held_because, held.waits, held.attempts.count()) == (NotNow.NOT_WRITTEN, True, 0)
    assert deliver(now=LATER) == 0, "it is tried again after an hour"
