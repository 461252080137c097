"""Messages that were promised long ago and never went are not sent late."""

from datetime import timedelta

import pytest

from accounts.actions.granting import invite_staff
from accounts.choices import Role
from audit.actions import SYSTEM
from notices.actions import deliver, let_lapse
from notices.choices import Skip
from notices.models import Notice
from tests.factories import MONDAY

YESTERDAY = MONDAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def two_people_invited(db):
    """Ada was invited yesterday, and Bea today. Neither message has gone."""
    for name, now in (("Ada", YESTERDAY), ("Bea", MONDAY)):
        invite_staff(
            name=name,
            email=f"{name.lower()}@example.org",
            role=Role.STEERING,
            directorate=None,
            by=SYSTEM,
            now=now,
        )


def test_what_was_promised_before_a_moment_is_too_late_and_the_rest_goes(mailoutbox):
    assert let_lapse(made_before=MONDAY) == 1
    assert Notice.objects.get(contact__name="Ada").skipped_because == Skip.TOO_LATE
    assert deliver(now=MONDAY) == 1
    assert [message.to for message in mailoutbox] == [["bea@example.org"]]


def test_what_has_gone_stays_as_it_is():
    deliver(now=MONDAY)
    assert let_lapse(made_before=MONDAY + timedelta(days=1)) == 0
    assert not Notice.objects.exclude(skipped_because="").exists()
