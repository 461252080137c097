"""What is left beside the pages: messages, log lines, the cache, and the tables as they lie on the disk."""

import logging
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import structlog
from django.core import mail
from django.core.cache import cache
from django.db import connection

from accounts.choices import FactorChange
from audit.actions import record
from coproduction.logs import configuration
from experts.models import Supporter
from ladder.actions.more_time import give_more_time
from ladder.choices import MoreTime
from ladder.models import Conversation, Invitation, Round
from notices.actions import deliver, promise, queue
from notices.addressed import Addressed
from notices.choices import Skip
from notices.models import Contact, HowToReach, Notice
from tests.canaries.audiences import ANYONE, self_of
from tests.factories import by_day
from words.working_days import add_working_days, london_date


@contextmanager
def every_line(into):
    """All that anything logs, at the lowest level, as production writes it."""
    made = configuration(development=False, level="DEBUG")["formatters"]["lines"]
    handler = logging.StreamHandler(into)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=made["processors"], foreign_pre_chain=made["foreign_pre_chain"]
        )
    )
    root, was = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(was)
        root.removeHandler(handler)


def promise_every_kind(world):
    """The kinds of message that nothing in the county has made yet."""
    # Before 9am, as if it were later: reminders are not due yet.
    moment = max(world.now, _by_day(world.now))
    now, person, team = {"now": moment}, world.talks.person, world.involvement.contact
    newcomer = world.newcomer
    promise(only=["ladder.team_reminder"], **now)
    talks = Conversation.objects.to_hold().exclude(owner=None)
    owners = [Addressed(each.owner.contact, "conversation", each.pk) for each in talks]
    asked = world.invitations[0]
    later = add_working_days(world.check.answer_by, 1)
    give_more_time(
        round_=world.check, answer_by=later, because=MoreTime.POST_LATE, by=world.involvement, **now
    )
    changed = record(
        f"second_step.{FactorChange.ADDED.value}", by=world.stepper, subject=world.stepper, kind="totp", **now
    )
    moved = record("user.email_changed", by=world.stepper, subject=world.stepper, fields="email", **now)
    for kind, to in (
        ("ladder.conversation", owners),
        ("ladder.conversation_late", owners),
        ("ladder.copy", [_copy_for(world.helper)]),
        ("ladder.supporter_reminder", [_copy_for(world.helper, period="1")]),
        ("ladder.supporter_closed", [_of_one_that_closed(world.helper)]),
        ("ladder.to_type", [Addressed(team, "round", world.check.pk)]),
        ("ladder.late", [Addressed(asked.expert.contact, "invitation", asked.pk)]),
        ("ladder.talk_reminder", [Addressed(person.expert.contact, "talk", person.talk_id)]),
        ("accounts.work_link", [Addressed(newcomer.contact, "user", newcomer.pk)]),
        ("accounts.work_account_joined", [Addressed(newcomer.contact, "user", newcomer.pk)]),
        ("accounts.second_step", [Addressed(world.stepper.contact, "event", changed.pk)]),
        ("accounts.email_changed", [_told_where_it_was(world.stepper, moved)]),
        ("staff.weekly", [Addressed(team, "user", world.involvement.pk)]),
    ):
        queue(kind=kind, to=to, **now)
    _sum_up_an_invitation(asked, moment)


def _by_day(now):
    """At night, as if it were by day: most would wait for the morning."""
    day = by_day(now)
    return day - timedelta(days=(london_date(day) - london_date(now)).days)


def _told_where_it_was(user, event):
    contact = Contact.objects.get(pk=user.contact_id)
    return Addressed(contact, "event", event.pk, to_email=contact.email)


def _copy_for(helper, period=""):
    """Of the newest invitation of whomever they help, or of a reminder."""
    Supporter.objects.filter(pk=helper.pk).update(gets_copies=True)
    asked = helper.expert.invitations.latest("pk")
    return Addressed(helper.contact, "invitation", asked.pk, helper.expert.contact, period)


def _of_one_that_closed(helper):
    """That a check closed early in which whomever they help was asked."""
    closed = Round.objects.exclude(closed_at=None).latest("pk")
    asked, _ = Invitation.objects.get_or_create(round=closed, expert=helper.expert)
    return Addressed(helper.contact, "invitation", asked.pk, helper.expert.contact)


def _sum_up_an_invitation(asked, now):
    """A summary with the line of an invitation."""
    contact, moments = asked.expert.contact, {"made_at": now, "due_at": now, "look_at": now}
    summary = Notice.objects.create(
        kind="notices.summary", contact=contact, subject_kind="message", subject_id="1", **moments
    )
    Notice.objects.create(
        kind="ladder.invitation", contact=contact, subject_kind="invitation", subject_id=asked.pk, period="2",
        skipped_because=Skip.IN_SUMMARY, skipped_at=now, summary=summary, **moments,
    )  # fmt: skip


def sent_again(world, *, full):
    """Messages of the county, written and sent anew: (kind, tickets of whoever got it, its words).

    All of them at the full size. Else all that go to somebody who signs in here, and of each kind two more.
    """
    users = {viewer: getattr(world, viewer or "-", None) for viewer in world.tickets}
    held = {user.contact_id: world.tickets[viewer] for viewer, user in users.items() if user}
    people = {contact.email: contact for contact in Contact.objects.exclude(email="")}
    promise_every_kind(world)
    now = _by_day(world.now)
    # At the weekend too: somebody in the county is written to on working days alone.
    HowToReach.objects.update(safe_days="1234567")
    others = Counter()
    for notice in Notice.objects.exclude(skipped_because=Skip.IN_SUMMARY).order_by("pk"):
        is_other = notice.contact_id not in held
        if is_other and not full and others[notice.kind] == 2:
            continue
        # Each on a day of its own, or the many of one person would become one.
        Notice.objects.exclude(taken_at=None).update(taken_at=world.now - timedelta(days=1))
        notice.attempts.all().delete()
        Notice.objects.filter(pk=notice.pk).update(
            sent_at=None,
            taken_at=None,
            skipped_because="",
            skipped_at=None,
            held_because="",
            look_at=now,
        )
        mail.outbox.clear()
        deliver(now=now)
        others[notice.kind] += is_other and bool(mail.outbox)
        for message in mail.outbox:
            contact = people[message.to[0]]
            tickets = held.get(contact.pk, set()) | {ANYONE, self_of(contact.pk)}
            words = f"{message.subject}\n{message.body}\n{message.message()}"
            yield notice.kind, tickets, words


def everything_in_the_cache():
    """Each key of this process and what stands under it, as the server holds both."""
    client = cache._cache.get_client()
    for key in client.scan_iter(match=f"{cache.key_prefix}:*", count=1000):
        value = client.get(key) if client.type(key) == b"string" else b""
        yield f"{key.decode(errors='replace')} {(value or b'').decode(errors='replace')}"


def tables_as_they_lie():
    """(table, its rows as text, sealed things sealed) of the whole database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT string_agg(t::text, E'\\n') FROM {name} t")  # noqa: S608 - a table's own name
            yield table, cursor.fetchone()[0] or ""
