"""The involvement team is told 2 days and 4 hours before a check closes what is not typed in and sent."""

from datetime import timedelta

import pytest

from ladder.actions.keying import send_typed, type_in
from ladder.choices import Channel
from notices.actions import deliver, promise
from notices.models import Notice
from projects.models import TeamMember
from tests.factories import MONDAY, answer
from tests.fixtures_made_once import made_once
from tests.ladder.typing_in import SECRET, by_phone, came, on_paper

pytestmark = pytest.mark.django_db


@made_once
def invitation(check):
    return check.invitations.order_by("pk").first()


def before(check, **left):
    return check.closes_at - timedelta(**left)


def told():
    return sorted(Notice.objects.filter(kind="ladder.to_type").values_list("contact__name", "period"))


def test_nobody_is_told_before_2_days_or_when_nothing_waits(check, invitation, involvement, involvement_two):
    promise(only=["ladder.to_type"], now=before(check, days=1))
    came(invitation, by=involvement)
    promise(only=["ladder.to_type"], now=before(check, days=2, seconds=1))
    assert told() == []


def test_everyone_in_the_team_is_told_once_at_each_time(check, invitation, involvement, involvement_two):
    came(invitation, by=involvement)
    for left in ({"days": 2}, {"days": 1}, {"hours": 4}, {"minutes": 10}):
        promise(only=["ladder.to_type"], now=before(check, **left))
    assert told() == [
        ("Jo Pascoe", "2-days"), ("Jo Pascoe", "4-hours"), ("Kit Nance", "2-days"), ("Kit Nance", "4-hours"),
    ]  # fmt: skip
    assert promise(only=["ladder.to_type"], now=check.closes_at) == 0


def test_the_message_says_how_much_waits_and_nothing_of_what_was_said(
    check, invitation, involvement, mailoutbox
):
    deliver(now=MONDAY)
    came(invitation, by=involvement)
    type_in(invitation=invitation, answers=on_paper(), by=involvement, now=MONDAY)
    called = check.invitations.order_by("pk")[1]
    type_in(invitation=called, answers=by_phone(), by=involvement, now=MONDAY)
    now = before(check, hours=4)
    promise(only=["ladder.to_type"], now=now)
    mailoutbox.clear()
    deliver(now=now)
    (mail,) = mailoutbox
    assert mail.to == [involvement.email]
    assert "Forms that are not sent yet: 1" in mail.body
    assert "Phone calls that were not read back: 1" in mail.body
    assert f"/staff/checks/{check.pk}/forms/" in mail.body
    assert SECRET not in mail.body
    assert invitation.expert.contact.name not in mail.body


def test_what_is_sent_meanwhile_is_a_reason_not_to_tell(check, invitation, involvement):
    came(invitation, by=involvement)
    type_in(invitation=invitation, answers=on_paper(), by=involvement, now=MONDAY)
    now = before(check, days=2)
    promise(only=["ladder.to_type"], now=now)
    send_typed(invitation=invitation, channel=Channel.PAPER, by=involvement, now=now)
    deliver(now=now)
    notice = Notice.objects.get(kind="ladder.to_type")
    assert (notice.sent_at, notice.skipped_because) == (None, "typed-in")


def test_nobody_is_told_of_a_project_of_their_own_or_after_they_left_the_team(
    check, invitation, involvement, involvement_two
):
    came(invitation, by=involvement)
    TeamMember.objects.create(project=check.project, user=involvement, starts_on=MONDAY.date())
    involvement_two.grants.update(ends_on=MONDAY.date() - timedelta(days=1))
    assert promise(only=["ladder.to_type"], now=before(check, days=1)) == 0


def test_a_form_of_someone_who_has_answered_needs_nobody(check, invitation, involvement):
    answer(invitation, now=MONDAY)
    came(invitation, by=involvement)
    assert promise(only=["ladder.to_type"], now=before(check, days=1)) == 0
