"""What pages about messages ask of the database: at most 12 queries, for one message of each kind and state
and for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coproduction.outbox.lines import ALIKE, coming_by_day
from notices import kinds
from notices.choices import Channel, NotNow, Outcome, Skip
from notices.models import Attempt, Notice
from notices.preview import mark_of, preview
from tests.accounts.second_steps import signed_in
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.notices import every_kind as longest

pytestmark = pytest.mark.django_db
MOST = 12
MANY = 3
PAGE = "/staff/messages/"
NOW = MONDAY + timedelta(days=2)
LONG_AGO = NOW - timedelta(hours=3)
TRIED = {
    "stuck": (Channel.EMAIL, Outcome.UNKNOWN),
    "letter": (Channel.LETTER, ""),
    "call": (Channel.PHONE, ""),
    "posted": (Channel.LETTER, Outcome.SENT),
    "not_printed": (Channel.LETTER, Outcome.CANNOT_PRINT),
}
"""States in which a message was tried, with how and what became of it."""
STATES = ("waits", "held", "stopped", *TRIED)


@made_once(at=MONDAY)
def one_of_each(lead, involvement, involvement_lead, facilitator):
    """One message of every kind, by kind. Nothing else waits, but for what becomes due by itself."""
    made = longest.every_kind(
        lead=lead, involvement=involvement, involvement_lead=involvement_lead, facilitator=facilitator
    )
    Notice.objects.filter(skipped_because="").update(taken_at=MONDAY, sent_at=MONDAY)
    Attempt.objects.all().delete()
    return {kind: notices[0] for kind, notices in made.items()}


@pytest.fixture
def in_every_state(one_of_each, involvement, time_machine):
    """Makes so many messages of every kind in every state."""
    time_machine.move_to(NOW, tick=False)

    def make(number):
        for state in STATES:
            rows = [
                _copy(each, state, _period(state, turn), by=involvement)
                for each in one_of_each.values()
                for turn in range(number)
            ]
            Notice.objects.bulk_create(rows, ignore_conflicts=True)
        for state, (channel, outcome) in TRIED.items():
            periods = [_period(state, turn) for turn in range(number)]
            new = Notice.objects.filter(period__in=periods, attempts=None)
            ended = {"outcome_at": LONG_AGO} if outcome else {}
            tried = {"channel": channel, "outcome": outcome, "taken_at": LONG_AGO, **ended}
            before = {"channel": Channel.EMAIL, "outcome": Outcome.PERMANENT, "outcome_at": LONG_AGO}
            Attempt.objects.bulk_create(
                each
                for notice in new
                for each in (
                    Attempt(notice=notice, number=1, taken_at=LONG_AGO, **before),
                    Attempt(notice=notice, number=2, **tried),
                )
            )

    return make


def _period(state, turn):
    """A number that no other has: kinds read theirs."""
    return str(100 * (1 + STATES.index(state)) + turn)


def _copy(notice, state, period, *, by):
    how = {}
    if state == "held":
        how = {"held_because": NotNow.NO_WAY}
    elif state == "stopped":
        how = {"skipped_because": Skip.STOPPED, "skipped_at": LONG_AGO, "stopped_by": by.contact}
    elif state in TRIED and state != "not_printed":
        how = {"taken_at": LONG_AGO, "sent_at": LONG_AGO if state == "posted" else None}
    return Notice(
        kind=notice.kind, subject_kind=notice.subject_kind, subject_id=notice.subject_id,
        contact_id=notice.contact_id, on_behalf_of_id=notice.on_behalf_of_id, period=period,
        made_at=MONDAY, due_at=NOW, look_at=NOW, **how,
    )  # fmt: skip


def costs(client, url):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    assert response.status_code == 200
    return len(asked)


def test_every_kind_is_among_them(one_of_each):
    assert {kind.key for kind in kinds.every_kind()} == set(one_of_each)


def test_the_teams_pages_cost_the_same_for_one_message_and_for_many(involvement, in_every_state):
    browser = signed_in(Client(), involvement)
    in_every_state(1)
    costs(browser, PAGE)
    one = {url: costs(browser, url) for url in (PAGE, f"{PAGE}letters/", f"{PAGE}calls/")}
    in_every_state(MANY)
    assert {url: costs(browser, url) for url in one} == one
    assert max(one.values()) <= MOST


def test_every_message_alone_and_those_that_are_alike_cost_no_more(involvement, in_every_state):
    browser = signed_in(Client(), involvement)
    in_every_state(ALIKE)
    costs(browser, PAGE)
    one_each = Notice.objects.filter(period=_period("waits", 0))
    of_kinds = {each.kind: costs(browser, f"{PAGE}one/{each.pk}/") for each in one_each}
    assert set(of_kinds) == {kind.key for kind in kinds.every_kind()}
    assert {kind: cost for kind, cost in of_kinds.items() if cost > MOST} == {}
    went = Notice.objects.filter(period=_period("posted", 0))
    assert {
        each.kind: cost for each in went if (cost := costs(browser, f"{PAGE}one/{each.pk}/")) > MOST
    } == {}
    by_itself = [each.notice for each in preview(now=NOW).coming if each.notice.pk is None]
    kinds_of = {each.kind: f"{PAGE}one/{mark_of(each)}/" for each in by_itself}
    assert "staff.weekly" in kinds_of
    assert {kind: cost for kind, url in kinds_of.items() if (cost := costs(browser, url)) > MOST} == {}
    alike = {
        url
        for _, line in coming_by_day(preview(now=NOW).coming, now=NOW)
        if not line.people and (url := line.url)
    }
    assert alike
    assert max(costs(browser, url) for url in alike) <= MOST


def test_a_summary_costs_the_same_for_one_message_and_for_all_kinds_that_can_wait(
    involvement, one_of_each, in_every_state
):
    browser = signed_in(Client(), involvement)
    in_every_state(1)
    summary = Notice.objects.get(kind="notices.summary", period=_period("waits", 0))
    can_wait = [each.pk for each in one_of_each.values() if kinds.kind_of(each).can_wait]

    def holding(number):
        put = {"summary": summary, "skipped_because": Skip.IN_SUMMARY, "skipped_at": LONG_AGO}
        Notice.objects.filter(pk__in=can_wait[:number]).update(**put, sent_at=None)
        return costs(browser, f"{PAGE}one/{summary.pk}/")

    costs(browser, PAGE)
    assert holding(1) == holding(len(can_wait)) <= MOST


def test_ones_own_messages_cost_the_same_for_one_of_each_kind_and_for_many(
    client, involvement, one_of_each, time_machine
):
    time_machine.move_to(NOW, tick=False)

    def got(turns):
        rows = [
            _copy(each, "posted", str(100 + turn), by=involvement)
            for each in one_of_each.values()
            for turn in turns
        ]
        for row in rows:
            row.contact_id = involvement.contact_id
        Notice.objects.bulk_create(rows)

    client.force_login(involvement)
    got(range(1))
    urls = ["/me/messages/", "/me/messages/?page=2"]
    costs(client, urls[0])
    one = [costs(client, url) for url in urls]
    got(range(1, MANY))
    assert [costs(client, url) for url in urls] == one
    assert max(one) <= MOST
