"""A role is held from a day to a day, once, and one administrator always stays."""

from datetime import UTC, date, datetime, timedelta

import pgtrigger
import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from accounts.choices import Role
from accounts.models import RoleGrant, User
from accounts.rules import is_employed, is_involvement
from tests.factories import LONG_AGO, make_directorate, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
STAYS = "accounts.RoleGrant:an_administrator_always_stays"


@made_once
def person():
    """Someone who signs in and holds no role yet."""
    return make_user("Kit Nance")


def give(user, role=Role.INVOLVEMENT, start=FIRST, end=LAST, directorate=None):
    return RoleGrant.objects.create(
        user=user, role=role, directorate=directorate, starts_on=start, ends_on=end
    )


@pytest.mark.parametrize(
    ("on", "is_held", "is_to_come"),
    [
        (FIRST - A_DAY, False, True),
        (FIRST, True, True),
        (LAST, True, True),
        (LAST + A_DAY, False, False),
    ],
)
def test_a_role_is_held_from_its_first_day_to_its_last(person, on, is_held, is_to_come):
    grant = give(person)
    assert (grant in RoleGrant.objects.held(on=on)) == is_held
    assert (person in User.objects.holding(Role.INVOLVEMENT, Role.STAFF, on=on)) == is_held
    assert (grant in RoleGrant.objects.to_come_or_held(on=on)) == is_to_come == (not grant.is_over(on))


@pytest.mark.parametrize(
    ("moment", "is_held"),
    [
        # London is an hour ahead of UTC in June: its days begin and end at 11pm there.
        (datetime(2026, 5, 31, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 5, 31, 23, 1, tzinfo=UTC), True),
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 30, 23, 1, tzinfo=UTC), False),
    ],
)
def test_what_a_person_may_do_follows_the_day_in_london(person, moment, is_held):
    give(person)
    with time_machine.travel(moment, tick=False):
        person = User.objects.get(pk=person.pk)
        assert is_involvement(person) == is_employed(person) == bool(person.held) == is_held


def test_a_role_without_an_end_goes_on(person):
    give(person, end=None)
    assert person in User.objects.holding(Role.INVOLVEMENT, on=date(2126, 1, 1))


def test_a_closed_account_holds_nothing_to_choose_from(person):
    give(person, end=None)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not User.objects.holding(Role.INVOLVEMENT, on=FIRST).exists()


def test_staff_of_one_directorate_are_found_by_it(person):
    housing = make_directorate("Housing")
    give(person, Role.STAFF, directorate=housing)
    assert person in User.objects.holding(Role.STAFF, on=FIRST, directorate=housing)
    assert person not in User.objects.holding(Role.STAFF, on=FIRST, directorate=make_directorate("Transport"))


@pytest.mark.parametrize(
    ("start", "end", "is_free"),
    [
        (LAST, None, False),
        (LAST + A_DAY, None, True),
        (date(2026, 1, 1), FIRST, False),
        (date(2026, 1, 1), FIRST - A_DAY, True),
        (date(2026, 1, 1), None, False),
        (date(2026, 6, 10), date(2026, 6, 9), True),
    ],
    ids=["on its last day", "the day after", "into its first day", "up to it", "around it", "never began"],
)
@pytest.mark.parametrize("role", [Role.INVOLVEMENT, Role.STAFF])
def test_a_person_holds_a_role_once_on_each_day(person, role, start, end, is_free):
    place = make_directorate() if role == Role.STAFF else None
    give(person, role, directorate=place)
    if is_free:
        give(person, role, start, end, directorate=place)
        return
    with pytest.raises(IntegrityError, match="a_person_holds_a_role_once"), transaction.atomic():
        give(person, role, start, end, directorate=place)


def test_the_same_days_are_free_for_another_role_directorate_and_person(person):
    give(person)
    give(person, Role.STEERING)
    give(person, Role.STAFF, directorate=make_directorate("Housing"))
    give(person, Role.STAFF, directorate=make_directorate("Transport"))
    give(make_user("Jo Pascoe"))


def test_a_role_may_end_before_it_began_by_one_day_and_no_more(person):
    give(person, end=FIRST - A_DAY)
    assert not person.grants.held(on=FIRST).exists()
    assert not person.grants.to_come_or_held(on=FIRST - 2 * A_DAY).exists()
    with pytest.raises(IntegrityError, match="ends_after_it_starts_or_never_began"), transaction.atomic():
        give(person, Role.STEERING, end=FIRST - 2 * A_DAY)


@pytest.mark.parametrize(
    "change", [{"role": Role.SAFEGUARDING}, {"starts_on": LAST}, {"granted_by": 1}, {"user": 1}], ids=str
)
def test_what_a_role_was_given_with_never_changes(person, change):
    other = make_user("Jo Pascoe")
    grant = give(person)
    change = {key: other if value == 1 else value for key, value in change.items()}
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(**change)


def administrators(*names):
    return [make_user(name, Role.ADMINISTRATOR) for name in names]


def end(user, on=LAST):
    RoleGrant.objects.filter(user=user, role=Role.ADMINISTRATOR).update(ends_on=on)


def close(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def remove(user):
    RoleGrant.objects.filter(user=user).delete()


@pytest.mark.parametrize("how", [end, close, remove])
def test_the_last_administrator_stays(how):
    first, second = administrators("Max Carne", "Tess Rowe")
    how(first)
    with pytest.raises(IntegrityError, match="One administrator always stays"), transaction.atomic():
        how(second)
    assert User.objects.filter(is_active=True, grants__role=Role.ADMINISTRATOR, grants__ends_on=None).get()


def test_all_administrators_at_once_are_refused_too():
    administrators("Max Carne", "Tess Rowe")
    with pytest.raises(IntegrityError, match="One administrator always stays"), transaction.atomic():
        RoleGrant.objects.update(ends_on=LAST)


def test_someone_with_an_end_of_their_own_is_not_the_one_who_stays():
    """Their last day comes by itself, and nobody would be left on the day after."""
    (stays,) = administrators("Max Carne")
    give(make_user("Tess Rowe"), Role.ADMINISTRATOR, LONG_AGO, date(2027, 1, 1))
    with pytest.raises(IntegrityError, match="One administrator always stays"), transaction.atomic():
        end(stays, on=date(2026, 12, 1))


def test_someone_who_starts_later_stays_for_an_end_from_then_on():
    (first,) = administrators("Max Carne")
    give(make_user("Tess Rowe"), Role.ADMINISTRATOR, date(2127, 1, 1), None)
    with pytest.raises(IntegrityError, match="One administrator always stays"), transaction.atomic():
        end(first, on=date(2126, 12, 30))
    end(first, on=date(2126, 12, 31))
    with pytest.raises(IntegrityError, match="One administrator always stays"), transaction.atomic():
        end(first, on=date(2126, 12, 30))


def test_someone_whose_account_is_closed_is_not_the_one_who_stays():
    first, second = administrators("Max Carne", "Tess Rowe")
    close(second)
    with pytest.raises(IntegrityError, match="One administrator always stays"), transaction.atomic():
        end(first)


@pytest.mark.parametrize("second_how", [end, close])
@pytest.mark.parametrize("first_how", [end, close])
def test_two_who_end_each_other_at_once_do_not_both_go(
    transactional_db, beside, somebody_waits, first_how, second_how
):
    one, other = administrators("Max Carne", "Tess Rowe")
    with transaction.atomic():
        first_how(one)
        second = beside(lambda: second_how(other))
        somebody_waits()
    with pytest.raises(IntegrityError, match="One administrator always stays"):
        second.result()


def test_without_the_trigger_both_would_go(transactional_db, beside):
    """The control of the test above: the same two, with the trigger left out."""
    one, other = administrators("Max Carne", "Tess Rowe")

    def end_the_other():
        with pgtrigger.ignore(STAYS):
            end(other)

    with transaction.atomic(), pgtrigger.ignore(STAYS):
        end(one)
        beside(end_the_other).result()
    assert not User.objects.filter(grants__role=Role.ADMINISTRATOR, grants__ends_on=None).exists()
