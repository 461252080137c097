"""Somebody times the pages of signing in, to learn who has an account here.

The mail server is 20 ms slow, as real ones are. Times of people we know, of people whose place has ended, of
those past a limit and of those whose mail is refused are compared with times of people nobody knows, by rank
(Mann and Whitney 1947). Without a difference z goes beyond 4 as rarely as a coin falls heads 14 times over.
"""

import random
import time
from itertools import product
from math import sqrt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.limits import CODES_ASKED_FOR, account_of, take
from accounts.models import User
from tests.accounts.test_sign_in import ASK, CODE, sent
from tests.factories import make_user
from tests.slow_mail import REFUSED, SlowMail

pytestmark = pytest.mark.django_db
TELLS = 4
UNKNOWN, KNOWN, ENDED, LIMITED, REFUSED_MAIL = "unknown", "known", "ended", "limited", "refused"
KINDS = (UNKNOWN, KNOWN, ENDED, LIMITED, REFUSED_MAIL)


@pytest.fixture
def slow_mail(settings):
    settings.SIGN_IN_ANSWERS_AFTER = 0.1  # ten times faster than for people
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
    with SlowMail() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server
        sent()  # nothing is on its way any more when the server stops


@pytest.fixture
def tries(full):
    return 500 if full else 18


def people(kind, many, *, called):
    """Addresses of one kind."""
    names = [f"{called} {kind} {number}" for number in range(many)]
    if kind == UNKNOWN:
        return [f"{called}.nobody.{number}@example.org" for number in range(many)]
    users = [make_user(name) for name in names]
    if kind == ENDED:
        User.objects.filter(pk__in=[user.pk for user in users]).update(is_active=False)
    if kind == LIMITED:
        now, most = timezone.now(), CODES_ASKED_FOR.account[0]
        for number, user in enumerate(users):
            # Each from places of their own, which have limits too. The next stretch may begin meanwhile.
            for moment, place in product((now, now + most.each), range(most.most)):
                address = f"10.{place}.{number // 250}.{number % 250}"
                take(CODES_ASKED_FOR, account=account_of(user.pk, ""), address=address, now=moment)
    return [user.email for user in users]


def rank_z(some, others):
    """How far the ranks of some times are from those of others, in standard deviations. Ties share a rank."""
    ordered = sorted(some + others)
    first = {}
    for place, value in enumerate(ordered):
        first.setdefault(value, place)
    counts = {value: ordered.count(value) for value in set(ordered)}
    ranks = sum(first[value] + (counts[value] + 1) / 2 for value in some)
    m, n = len(some), len(others)
    return (ranks - m * (m + n + 1) / 2) / sqrt(m * n * (m + n + 1) / 12)


def seconds(send):
    began = time.perf_counter()
    send()
    return time.perf_counter() - began


def ask(client, email, number):
    """Ask for a code from a place that has not asked before."""
    return client.post(ASK, {"email": email}, REMOTE_ADDR=f"198.18.{number // 250}.{number % 250}")


def in_turn(kinds, many, *, called="tries"):
    """Kind and address of every try, in an order that has nothing to do with the kind."""
    turns = [(kind, email) for kind in kinds for email in people(kind, many, called=called)]
    random.Random(7).shuffle(turns)
    return turns


def times_of_asking(kinds, many, *, called="tries"):
    times = {kind: [] for kind in kinds}
    for number, (kind, email) in enumerate(in_turn(kinds, many, called=called)):
        client = Client()
        times[kind].append(seconds(lambda: ask(client, email, number)))  # noqa: B023 - called at once
    return times


def test_the_time_a_page_takes_to_send_a_code_tells_nothing(slow_mail, tries):
    times = times_of_asking(KINDS, tries)

    told = {kind: rank_z(times[kind], times[UNKNOWN]) for kind in KINDS[1:]}
    assert {kind: z for kind, z in told.items() if abs(z) >= TELLS} == {}
    sent()
    assert len(slow_mail.messages) == tries  # only those we know got one


def test_without_one_fixed_time_the_same_test_tells_who_is_known(slow_mail, settings, monkeypatch, full):
    """The control of the tests above and below. Sending in the page itself tells at once."""
    settings.SIGN_IN_ANSWERS_AFTER = 0
    if full:  # beside the page it takes more tries
        times = times_of_asking((UNKNOWN, KNOWN), 500, called="beside")
        assert abs(rank_z(times[KNOWN], times[UNKNOWN])) >= TELLS
    monkeypatch.setattr("accounts.adapters.send_beside", lambda message: message.send())

    times = times_of_asking((UNKNOWN, KNOWN), 40)

    assert abs(rank_z(times[KNOWN], times[UNKNOWN])) >= TELLS


def test_the_code_page_takes_the_same_time_for_everyone(slow_mail, settings, tries):
    """Looking at it, and typing a code that does not match."""
    looked = {UNKNOWN: [], KNOWN: []}
    typed = {UNKNOWN: [], KNOWN: []}
    whole, settings.SIGN_IN_ANSWERS_AFTER = settings.SIGN_IN_ANSWERS_AFTER, 0
    waiting = []
    for number, (kind, email) in enumerate(in_turn((UNKNOWN, KNOWN), tries)):
        client = Client(REMOTE_ADDR=f"198.18.{number // 250}.{number % 250}")
        ask(client, email, number)
        waiting.append((kind, client))
    settings.SIGN_IN_ANSWERS_AFTER = whole
    for kind, client in waiting:
        looked[kind].append(seconds(lambda: client.get(CODE)))  # noqa: B023 - called at once
        typed[kind].append(seconds(lambda: client.post(CODE, {"code": "no"})))  # noqa: B023

    assert abs(rank_z(looked[KNOWN], looked[UNKNOWN])) < TELLS
    assert abs(rank_z(typed[KNOWN], typed[UNKNOWN])) < TELLS


def test_a_page_that_takes_longer_waits_for_the_next_whole_time(slow_mail, settings, monkeypatch):
    make_user("Priya Nair")
    wait = settings.SIGN_IN_ANSWERS_AFTER
    asked = AskSlowly(wait * 1.2)
    monkeypatch.setattr("accounts.views.take", asked)

    taken = seconds(lambda: Client().post(ASK, {"email": "priya.nair@example.org"}))

    assert round(taken / wait, 1) >= 2


class AskSlowly:
    """A count that takes its time, as on a busy day."""

    def __init__(self, seconds):
        self._seconds = seconds

    def __call__(self, *counted, **known):
        time.sleep(self._seconds)
        return take(*counted, **known)


def test_ranks_of_the_same_times_are_no_distance_apart_and_of_others_are():
    assert rank_z([1, 2, 3], [1, 2, 3]) == 0
    assert rank_z(list(range(100, 160)), list(range(60))) > 9
    assert REFUSED == REFUSED_MAIL
