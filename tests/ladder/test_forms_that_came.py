"""A form that came is logged, found by its code, thanked for if late, and followed to its end."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from experts.models import TimeGiven
from ladder.actions.answering import say_no_thank_you
from ladder.actions.closing import close_round
from ladder.actions.forms_that_came import end_form, is_of_another_check, log_form, whose_form
from ladder.actions.keys import end_keys, forget_paper_keys, make_key
from ladder.choices import FormEnd
from ladder.models import InvitationKey, PaperForm, Round
from notices.actions import deliver
from notices.models import Notice
from tests.factories import MONDAY, answer, make_open_round
from tests.fixtures_made_once import made_once
from tests.ladder.typing_in import came
from words.errors import StaleState

pytestmark = pytest.mark.django_db


@made_once
def invitation(check):
    return check.invitations.order_by("pk").first()


def close(check):
    close_round(round_=check, by="system", now=check.closes_at)
    check.refresh_from_db()
    return check.closes_at + timedelta(days=1)


# Whose form it is


def test_a_form_is_found_by_its_code_or_its_whole_link_in_any_dress(check, invitation):
    key = make_key(invitation=invitation, now=MONDAY, is_paper=True)
    for typed in (
        key.code,
        f" {key.code[:3].lower()} {key.code[3:]} ",
        f"https://example.org/c/{key.link}/",
        f"/c/{key.link}",
    ):
        assert whose_form(typed, round_=check) == invitation


@pytest.mark.parametrize("typed", ["", "R4T 7WC 3FH", "x" * 300, "/c/", "/c//", "a\x00b", "مرحبا"])
def test_nobody_is_found_by_anything_else(check, typed):
    assert whose_form(typed, round_=check) is None


def test_an_ended_key_and_one_of_another_check_find_nobody(check, invitation, other_project, involvement):
    ended = make_key(invitation=invitation, now=MONDAY, is_paper=True)
    end_keys(invitation=invitation, by=involvement, now=MONDAY)
    assert whose_form(ended.code, round_=check) is None
    other = make_open_round(other_project, by=involvement, now=MONDAY, members=7)
    key = make_key(invitation=other.invitations.first(), now=MONDAY)
    assert whose_form(key.code, round_=check) is None
    assert is_of_another_check(key.code, round_=check)
    assert not is_of_another_check(key.code, round_=other)


def test_after_closing_only_the_code_of_a_paper_form_finds_its_person(check, invitation):
    paper = make_key(invitation=invitation, now=MONDAY, is_paper=True)
    link = make_key(invitation=invitation, now=MONDAY)
    close(check)
    assert whose_form(paper.code, round_=check) == invitation
    assert whose_form(link.code, round_=check) is None


def test_paper_keys_are_forgotten_35_days_after_their_check(check, invitation, other_project, involvement):
    make_key(invitation=invitation, now=MONDAY, is_paper=True)
    still_open = make_open_round(other_project, by=involvement, now=MONDAY, members=7)
    make_key(invitation=still_open.invitations.first(), now=MONDAY, is_paper=True)
    close(check)
    assert forget_paper_keys(now=check.closes_at + timedelta(days=35)) == 0
    assert forget_paper_keys(now=check.closes_at + timedelta(days=35, seconds=1)) == 1
    assert not InvitationKey.objects.filter(invitation__round=check, is_paper=True).exists()
    assert InvitationKey.objects.filter(invitation__round=still_open, is_paper=True).count() == 1


# In time


def test_a_form_is_logged_once_until_its_end_is_known(invitation, involvement):
    form = came(invitation, by=involvement)
    assert (form.arrived_on, form.logged_by, form.is_late) == (date(2026, 11, 23), involvement, False)
    with pytest.raises(StaleState, match="on the list already"):
        came(invitation, by=involvement)
    assert PaperForm.objects.count() == 1


def test_a_form_of_someone_who_answered_is_logged_all_the_same_and_can_end(invitation, involvement):
    answer(invitation, now=MONDAY)
    form = came(invitation, by=involvement)
    end_form(form=form, how=FormEnd.DESTROYED, by=involvement, now=MONDAY)
    form.refresh_from_db()
    assert (form.ended_how, form.ended_by, form.ended_on) == ("destroyed", involvement, date(2026, 11, 23))


def test_a_form_of_someone_who_said_no_thank_you_can_be_sent_back(invitation, involvement):
    say_no_thank_you(invitation=invitation, now=MONDAY)
    form = came(invitation, by=involvement)
    end_form(form=form, how=FormEnd.RETURNED, by=involvement, now=MONDAY)
    form.refresh_from_db()
    assert form.ended_how == "returned"


def test_a_form_whose_answers_are_not_sent_is_not_destroyed(invitation, involvement):
    form = came(invitation, by=involvement)
    with pytest.raises(StaleState, match="not sent yet"):
        end_form(form=form, how=FormEnd.DESTROYED, by=involvement, now=MONDAY)
    form.refresh_from_db()
    assert form.ended_on is None


def test_the_end_of_a_form_is_written_once(invitation, involvement, involvement_two):
    answer(invitation, now=MONDAY)
    form = came(invitation, by=involvement)
    end_form(form=form, how=FormEnd.DESTROYED, by=involvement, now=MONDAY)
    with pytest.raises(StaleState, match="said already"):
        end_form(form=form, how=FormEnd.RETURNED, by=involvement_two, now=MONDAY)
    line = Event.objects.get(what="form.ended")
    assert (line.by, line.details) == (str(involvement.contact_id), {"how": "destroyed"})


# Late


def test_a_late_form_is_thanked_for_with_the_week_it_came_in(check, invitation, involvement, mailoutbox):
    deliver(now=MONDAY)
    late = close(check)
    form = came(invitation, by=involvement, now=late)
    assert form.is_late
    given = TimeGiven.objects.get(expert=invitation.expert)
    assert given.week_ending == date(2026, 12, 18)
    mailoutbox.clear()
    deliver(now=late)
    (mail,) = (each for each in mailoutbox if each.subject.startswith("Thank you for your form"))
    assert mail.to == [invitation.expert.contact.email]
    assert "closed before we could count it" in mail.body
    assert "/c/" not in mail.body
    assert "£" not in mail.body


def test_a_second_late_form_brings_no_second_thanks(check, invitation, involvement):
    late = close(check)
    form = came(invitation, by=involvement, now=late)
    end_form(form=form, how=FormEnd.DESTROYED, by=involvement, now=late)
    with pytest.raises(StaleState, match="logged before"):
        came(invitation, by=involvement, now=late)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperForm.objects.create(
            invitation=invitation, arrived_on=late.date(), logged_by=involvement, is_late=True
        )
    assert TimeGiven.objects.filter(expert=invitation.expert).count() == 1
    assert Notice.objects.filter(kind="ladder.late").count() == 1


def test_a_late_form_of_someone_who_answered_is_only_logged(check, invitation, involvement):
    answer(invitation, now=MONDAY)
    late = close(check)
    assert came(invitation, by=involvement, now=late).is_late
    assert TimeGiven.objects.filter(expert=invitation.expert).count() == 1
    assert not Notice.objects.filter(kind="ladder.late").exists()


def test_in_the_minute_before_the_worker_closes_a_check_a_form_is_late_and_thanked_for_once(
    check, invitation, involvement
):
    came(invitation, by=involvement, now=check.closes_at)
    close(check)
    assert TimeGiven.objects.filter(expert=invitation.expert).count() == 1
    assert Notice.objects.filter(kind="ladder.late").count() == 1


def test_a_form_in_time_that_nobody_typed_in_is_thanked_for_as_late(check, invitation, involvement):
    form = came(invitation, by=involvement)
    close(check)
    form.refresh_from_db()
    assert form.is_late
    assert TimeGiven.objects.get().expert == invitation.expert
    assert Notice.objects.get(kind="ladder.late").contact == invitation.expert.contact
    assert Round.objects.get(pk=check.pk).tally.counts["sent"] == 0


def test_two_who_log_the_same_form_at_once_log_it_once(at_once, check, involvement, involvement_two):
    invitation = check.invitations.first()
    said = at_once(
        lambda: log_form(invitation=invitation, arrived_on=MONDAY.date(), by=involvement, now=MONDAY),
        lambda: log_form(invitation=invitation, arrived_on=MONDAY.date(), by=involvement_two, now=MONDAY),
    )
    assert sorted(type(each).__name__ for each in said) == ["PaperForm", "StaleState"]
    assert PaperForm.objects.count() == 1
