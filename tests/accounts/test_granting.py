"""Giving a role, ending it, closing an account: who may, when it counts, who is told, and what is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.actions.closing import close_account, open_account_again
from accounts.actions.granting import change_end, end_role, give_role, invite_staff
from accounts.choices import Role
from accounts.models import RoleGrant, Session, User
from accounts.rules import is_involvement
from audit.models import Event
from experts.actions import add_expert
from notices.actions import deliver
from notices.choices import Skip
from notices.models import Contact, Notice
from tests.factories import MONDAY, make_directorate, make_user
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
TODAY = MONDAY.date()
YESTERDAY, TOMORROW = TODAY - A_DAY, TODAY + A_DAY
NEW = {"name": "Wyn Carter", "email": "wyn.carter@example.org"}


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def give(by, role=Role.INVOLVEMENT, starts_on=TODAY, ends_on=None, directorate=None, **who):
    return give_role(
        **(who or NEW), role=role, directorate=directorate, starts_on=starts_on, ends_on=ends_on, by=by,
        now=MONDAY,
    )  # fmt: skip


def now_of(user):
    return User.objects.get(pk=user.pk)


def sent_to(user, outbox):
    deliver(now=MONDAY)
    return [mail for mail in outbox if mail.to == [user.email]]


def test_somebody_new_is_invited_with_their_first_role(involvement_lead, mailoutbox):
    grant = give(involvement_lead, ends_on=TOMORROW)
    assert is_involvement(now_of(grant.user))
    assert (grant.granted_by, grant.user.contact.name) == (involvement_lead, "Wyn Carter")
    (mail,) = sent_to(grant.user, mailoutbox)
    assert "You can sign in" in mail.subject
    assert "involvement team" in mail.body
    assert "It ends on Tuesday 24 November 2026." in mail.body


def test_somebody_who_is_known_keeps_their_name_and_is_told_of_the_role(involvement_lead, lead, mailoutbox):
    grant = give(involvement_lead, starts_on=TOMORROW, name="Other Name", email=lead.email.upper())
    assert grant.user == lead
    assert Contact.objects.filter(name="Other Name").count() == 0
    assert not is_involvement(now_of(lead))
    (mail,) = sent_to(lead, mailoutbox)
    assert "new role" in mail.subject
    assert "That starts on Tuesday 24 November 2026." in mail.body


def test_a_line_of_audit_holds_ids_and_keys_alone(involvement_lead):
    grant = give(involvement_lead)
    change_end(grant=grant, ends_on=TOMORROW, by=involvement_lead, now=MONDAY)
    end_role(grant=grant, by=involvement_lead, now=MONDAY)
    lines = Event.objects.filter(subject_type="accounts.rolegrant").order_by("pk")
    assert list(lines.values_list("what", "by", "subject_id", "details")) == [
        ("role.granted", str(involvement_lead.contact_id), str(grant.pk), {"role": "involvement"}),
        ("role.end_changed", str(involvement_lead.contact_id), str(grant.pk), {"field": "ends_on"}),
        ("role.ended", str(involvement_lead.contact_id), str(grant.pk), {"role": "involvement"}),
    ]


def test_nobody_gives_themselves_a_role(involvement_lead):
    with pytest.raises(Refused, match="Someone else must give you a role"):
        give(involvement_lead, user=involvement_lead)
    with pytest.raises(Refused, match="Someone else must give you a role"):
        give(involvement_lead, name="Me", email=involvement_lead.email)
    with pytest.raises(IntegrityError, match="nobody_gives_themselves_a_role"), transaction.atomic():
        RoleGrant.objects.create(
            user=involvement_lead, role=Role.INVOLVEMENT, starts_on=TODAY, granted_by=involvement_lead
        )


@pytest.mark.parametrize("part", ["involvement", "data_protection", "lead", "co_chair_officer", "expert"])
def test_nobody_else_gives_ends_or_closes_anything(part, request, lead, involvement_lead):
    somebody = request.getfixturevalue(part)
    grant = give(involvement_lead)
    for act in (
        lambda: give(somebody, email="kit@example.org", name="Kit"),
        lambda: change_end(grant=grant, ends_on=TOMORROW, by=somebody, now=MONDAY),
        lambda: end_role(grant=grant, by=somebody, now=MONDAY),
        lambda: close_account(user=grant.user, by=somebody, now=MONDAY),
        lambda: open_account_again(user=grant.user, by=somebody, now=MONDAY),
    ):
        with pytest.raises(Refused):
            act()
    assert is_involvement(now_of(grant.user))


def test_the_administrator_gives_the_first_lead_and_no_other_role(administrator):
    with pytest.raises(Refused, match="Only an involvement lead"):
        give(administrator)
    first = give(administrator, Role.INVOLVEMENT_LEAD, starts_on=TOMORROW)
    with pytest.raises(Refused, match="Only an involvement lead"):
        give(administrator, Role.INVOLVEMENT_LEAD, name="Kit", email="kit@example.org")
    with pytest.raises(Refused):
        end_role(grant=first, by=administrator, now=MONDAY)
    RoleGrant.objects.filter(pk=first.pk).update(ends_on=TODAY)
    give(administrator, Role.INVOLVEMENT_LEAD, name="Kit", email="kit@example.org")


def test_two_administrators_at_once_give_one_first_lead(transactional_db, beside, somebody_waits):
    one, other = (make_user(name, Role.ADMINISTRATOR) for name in ("Max Carne", "Tess Rowe"))
    with transaction.atomic():
        give(one, Role.INVOLVEMENT_LEAD)
        second = beside(lambda: give(other, Role.INVOLVEMENT_LEAD, name="Kit", email="kit@example.org"))
        somebody_waits()
    with pytest.raises(Refused, match="Only an involvement lead"):
        second.result()
    assert RoleGrant.objects.filter(role=Role.INVOLVEMENT_LEAD).count() == 1


def test_a_role_is_not_given_for_days_that_have_gone(involvement_lead):
    with pytest.raises(Refused, match="today or a later day"):
        give(involvement_lead, starts_on=YESTERDAY)
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_a_role_is_not_given_twice_on_one_day(involvement_lead):
    give(involvement_lead, ends_on=TOMORROW)
    with pytest.raises(StaleState, match="on some of these days already"):
        give(involvement_lead, starts_on=TOMORROW)
    give(involvement_lead, starts_on=TOMORROW + A_DAY)


@pytest.mark.parametrize(("role", "place"), [(Role.STAFF, None), (Role.STEERING, "Housing")])
def test_staff_work_somewhere_and_everyone_else_everywhere(involvement_lead, role, place):
    place = place and make_directorate(place)
    with pytest.raises(Refused, match="Council staff need a directorate"):
        give(involvement_lead, role, directorate=place)


def test_ending_a_role_closes_its_pages_at_once(involvement_lead, mailoutbox):
    grant = make_user("Kit Nance", Role.INVOLVEMENT).grants.get()
    end_role(grant=grant, by=involvement_lead, now=MONDAY)
    grant.refresh_from_db()
    assert grant.ends_on == YESTERDAY
    assert not is_involvement(now_of(grant.user))
    assert "Your role has ended" in sent_to(grant.user, mailoutbox)[-1].subject


@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW])
def test_a_role_that_is_ended_before_it_gave_anything_never_began(involvement_lead, starts_on, mailoutbox):
    grant = give(involvement_lead, starts_on=starts_on)
    end_role(grant=grant, by=involvement_lead, now=MONDAY)
    grant.refresh_from_db()
    assert grant.ends_on == starts_on - A_DAY
    assert not RoleGrant.objects.held(on=starts_on).filter(user=grant.user).exists()
    deliver(now=MONDAY)
    # Nobody reads that they have a role, and in the next message that they have none.
    assert Notice.objects.get(kind="accounts.invited").skipped_because == Skip.TOO_LATE
    assert "Your role has ended" in mailoutbox[-1].body
    give(involvement_lead, starts_on=starts_on)


def test_the_last_day_may_come_sooner_later_or_never(involvement_lead, mailoutbox):
    grant = give(involvement_lead, ends_on=TOMORROW)
    for ends_on in (None, TODAY, TOMORROW, TOMORROW):
        change_end(grant=grant, ends_on=ends_on, by=involvement_lead, now=MONDAY)
        grant.refresh_from_db()
        assert grant.ends_on == ends_on
    with pytest.raises(Refused, match="today or a later day"):
        change_end(grant=grant, ends_on=YESTERDAY, by=involvement_lead, now=MONDAY)
    assert Event.objects.filter(what="role.end_changed").count() == 3
    mails = sent_to(grant.user, mailoutbox)
    assert "ends on Tuesday 24 November 2026" in mails[-1].body


def test_each_change_of_an_end_is_told_and_says_what_counts_now(involvement_lead, mailoutbox):
    grant = give(involvement_lead)
    deliver(now=MONDAY)
    later = MONDAY
    for ends_on in (TOMORROW, None):
        later += timedelta(minutes=1)
        change_end(grant=grant, ends_on=ends_on, by=involvement_lead, now=later)
        deliver(now=later)
    assert ["ends on Tuesday" in mail.body for mail in mailoutbox[1:]] == [True, False]
    assert "has no end date" in mailoutbox[-1].body


def test_an_end_does_not_run_into_the_same_role_that_starts_again(involvement_lead):
    first = give(involvement_lead, ends_on=TODAY)
    give(involvement_lead, starts_on=TOMORROW)
    with pytest.raises(Refused, match="on some of these days already"):
        change_end(grant=first, ends_on=TOMORROW, by=involvement_lead, now=MONDAY)


def test_what_is_over_stays_as_it_was(involvement_lead):
    grant = give(involvement_lead)
    end_role(grant=grant, by=involvement_lead, now=MONDAY)
    for act in (
        lambda: end_role(grant=grant, by=involvement_lead, now=MONDAY),
        lambda: change_end(grant=grant, ends_on=None, by=involvement_lead, now=MONDAY),
    ):
        with pytest.raises(StaleState, match="Someone else changed this first"):
            act()


def test_a_change_made_on_an_old_page_is_refused(involvement_lead):
    grant = give(involvement_lead)
    old = RoleGrant.objects.get(pk=grant.pk)
    change_end(grant=grant, ends_on=TOMORROW, by=involvement_lead, now=MONDAY)
    with pytest.raises(StaleState, match="Someone else changed this first"):
        change_end(grant=old, ends_on=TODAY, by=involvement_lead, now=MONDAY)


def test_nobody_ends_lengthens_or_closes_their_own(involvement_lead):
    own = involvement_lead.grants.get()
    for act in (
        lambda: end_role(grant=own, by=involvement_lead, now=MONDAY),
        lambda: change_end(grant=own, ends_on=TOMORROW, by=involvement_lead, now=MONDAY),
        lambda: close_account(user=involvement_lead, by=involvement_lead, now=MONDAY),
        lambda: open_account_again(user=involvement_lead, by=involvement_lead, now=MONDAY),
    ):
        with pytest.raises(Refused, match="Someone else must change your own roles"):
            act()


def test_the_last_administrator_is_neither_ended_nor_closed(involvement_lead, administrator):
    own = administrator.grants.get()
    for act in (
        lambda: end_role(grant=own, by=involvement_lead, now=MONDAY),
        lambda: change_end(grant=own, ends_on=TOMORROW, by=involvement_lead, now=MONDAY),
        lambda: close_account(user=administrator, by=involvement_lead, now=MONDAY),
    ):
        with pytest.raises(Refused, match="One administrator always stays"):
            act()
    assert now_of(administrator).is_active
    give(involvement_lead, Role.ADMINISTRATOR)
    close_account(user=administrator, by=involvement_lead, now=MONDAY)
    assert not now_of(administrator).is_active


def test_two_leads_who_close_the_last_two_administrators_at_once(transactional_db, beside, somebody_waits):
    one, other = (make_user(name, Role.ADMINISTRATOR) for name in ("Max Carne", "Tess Rowe"))
    first, second = (make_user(name, Role.INVOLVEMENT_LEAD) for name in ("Ivy Lander", "Ned Hicks"))
    with transaction.atomic():
        close_account(user=one, by=first, now=MONDAY)
        late = beside(lambda: close_account(user=other, by=second, now=MONDAY))
        somebody_waits()
    with pytest.raises(Refused, match="One administrator always stays"):
        late.result()
    assert now_of(other).is_active
    assert [role for role, _ in now_of(other).roles] == [Role.ADMINISTRATOR]


def test_closing_an_account_ends_roles_and_sessions_and_tells_once(involvement_lead, client, mailoutbox):
    user = give(involvement_lead).user
    give(involvement_lead, Role.STEERING, starts_on=TOMORROW, user=user)
    client.force_login(user)
    assert Session.objects.filter(user=user).exists()
    Notice.objects.all().delete()

    close_account(user=user, by=involvement_lead, now=MONDAY)

    assert not RoleGrant.objects.to_come_or_held(on=TODAY).filter(user=user).exists()
    assert not now_of(user).is_active
    assert not Session.objects.filter(user=user).exists()
    assert client.get("/staff/").status_code == 302
    assert [mail.subject.partition(",")[0] for mail in sent_to(user, mailoutbox)] == [
        "Your account is closed"
    ]
    assert Event.objects.filter(what="account.closed", subject_id=str(user.pk)).count() == 1
    with pytest.raises(StaleState):
        close_account(user=user, by=involvement_lead, now=MONDAY)
    with pytest.raises(Refused, match="Their account is closed"):
        give(involvement_lead, user=user)


def test_opening_it_again_brings_no_role_back(involvement_lead, mailoutbox):
    user = give(involvement_lead).user
    close_account(user=user, by=involvement_lead, now=MONDAY)
    open_account_again(user=user, by=involvement_lead, now=MONDAY)
    assert now_of(user).is_active
    assert now_of(user).held == []
    assert not [mail for mail in sent_to(user, mailoutbox) if "closed" in mail.subject]
    with pytest.raises(StaleState):
        open_account_again(user=user, by=involvement_lead, now=MONDAY)
    give(involvement_lead, user=user)


def test_the_account_of_somebody_who_never_had_a_role_is_not_for_leads(involvement_lead, expert):
    with pytest.raises(Refused, match="never had a role"):
        close_account(user=expert, by=involvement_lead, now=MONDAY)
    assert now_of(expert).is_active


@pytest.mark.parametrize("role", [Role.INVOLVEMENT_LEAD, Role.DATA_PROTECTION])
def test_a_staff_address_stays_refused_as_an_experts(involvement_lead, involvement, role):
    give(involvement_lead, role)
    with pytest.raises(Refused, match="This is a staff address"):
        add_expert(name="Wyn", email=NEW["email"], by=involvement, now=MONDAY)


def test_somebody_invited_by_the_command_twice_is_told_in_words(involvement_lead):
    invite = {**NEW, "role": Role.STEERING, "directorate": None, "by": involvement_lead, "now": MONDAY}
    invite_staff(**invite)
    with pytest.raises(Refused, match="Wyn Carter is already steering group"):
        invite_staff(**invite)
