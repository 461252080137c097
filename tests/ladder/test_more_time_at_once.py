"""Two people move a check's dates in one moment, or somebody does while it closes. Each has its control."""

from datetime import timedelta

import pgtrigger
import pytest
from django.db import transaction

from accounts.choices import Role
from ladder.actions.closing import close_round
from ladder.models import DateChange, Round
from notices.models import Notice
from tests.factories import MONDAY, make_open_round, make_project, make_user
from tests.ladder.test_more_time import LATER, LATEST, move
from tests.ladder.test_sixty_days import left_out
from words.errors import Refused, StaleState


@pytest.fixture
def committed(transactional_db):
    lead = make_user("Tom Rowe", Role.STAFF)
    team = [make_user(name, Role.INVOLVEMENT) for name in ("Rosa Vean", "Jo Pascoe")]
    return make_open_round(make_project(by=lead, now=MONDAY), by=team[0], members=7, now=MONDAY), *team


def test_of_two_who_move_it_at_once_one_wins(committed, beside, somebody_waits):
    check, one, other = committed
    with transaction.atomic():
        move(check, one)
        second = beside(lambda: move(check, other, LATEST))
        somebody_waits()
    with pytest.raises(StaleState, match="Someone else changed these dates first"):
        second.result()
    assert Round.objects.get(pk=check.pk).answer_by == LATER
    assert DateChange.objects.count() == 1


def test_without_the_guards_both_would_and_people_would_read_two_days(committed, beside, somebody_waits):
    """The control: each looks, and then saves."""
    check, one, other = committed
    with left_out("each_change_of_a_checks_dates_has_a_number", of=DateChange):
        with transaction.atomic():
            move(check, one)
            second = beside(lambda: unguarded(check, other, LATEST))
            somebody_waits()
        second.result()
        assert set(DateChange.objects.values_list("number", "answer_by")) == {(1, LATER), (1, LATEST)}


def unguarded(*args, **more):
    with pgtrigger.ignore():
        return move(*args, **more)


def a_second_before(check):
    return check.closes_at - timedelta(seconds=1)


def test_a_check_that_gets_more_time_as_it_would_close_stays_open(committed, beside, somebody_waits):
    check, one, _ = committed
    with transaction.atomic():
        move(check, one, LATEST, now=a_second_before(check))
        closing = beside(lambda: close_round(round_=check, by="system", now=check.closes_at))
        somebody_waits()
    with pytest.raises(Refused):
        closing.result()
    check.refresh_from_db()
    assert (check.closed_at, check.answer_by) == (None, LATEST)


def while_it_closes(check, moving, beside, somebody_waits):
    with transaction.atomic():
        close_round(round_=check, by="system", now=check.closes_at)
        late = beside(moving)
        somebody_waits()
    return late


def test_whoever_gives_more_time_while_a_check_closes_is_refused(committed, beside, somebody_waits):
    check, one, _ = committed
    now = a_second_before(check)
    late = while_it_closes(check, lambda: move(check, one, LATEST, now=now), beside, somebody_waits)
    with pytest.raises(StaleState):
        late.result()
    assert not DateChange.objects.exists()
    assert not Notice.objects.filter(kind="ladder.date_changed").exists()


def test_without_the_lock_the_dates_of_a_closed_check_would_move(committed, beside, somebody_waits):
    """The control: it looks whether the check is open, and then saves."""
    check, one, _ = committed
    now = a_second_before(check)
    while_it_closes(check, lambda: unguarded(check, one, LATEST, now=now), beside, somebody_waits).result()
    check.refresh_from_db()
    assert check.closed_at
    assert check.answer_by == LATEST
