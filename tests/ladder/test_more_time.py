"""An open check gets more time: later dates, twice at most, for a reason, and people are told once."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import Event
from council.choices import Figure
from council.models import DatedFigure
from ladder.actions.answering import say_no_thank_you
from ladder.actions.closing import close_round
from ladder.actions.keys import find_by_link, make_key
from ladder.actions.more_time import give_more_time
from ladder.choices import ClosedEarly, MoreTime
from ladder.models import DateChange, Round
from ladder.more_time import (
    first_day,
    last_day,
    why_more_time,
    why_no_more,
    why_not_that_day,
)
from ladder.tasks import close
from notices.actions import deliver, promise
from notices.choices import NotNow, Skip
from notices.models import Contact, Notice
from projects.models import TeamMember
from tests.factories import MONDAY, answer
from tests.ladder.typing_in import came
from words.errors import Refused, StaleState
from words.working_days import london_date

BEFORE, LATER, LATEST = date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21)
DAY = {"opens_on": date(2026, 11, 23), "answer_by": BEFORE, "today": date(2026, 11, 24)}
REMINDERS = ["ladder.reminder", "ladder.team_reminder"]


def move(check, by, answer_by=LATER, *, now=MONDAY, **more):
    return give_more_time(
        round_=check, answer_by=answer_by, because=MoreTime.POST_LATE, by=by, now=now, **more
    )


def at(month, day, hour=10):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def told(kind="ladder.date_changed", **which):
    return Notice.objects.filter(kind=kind, **which)


# Which days


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (date(2026, 12, 8), ""),
        (date(2027, 1, 22), ""),
        (BEFORE, "Choose a day after Monday 7 December 2026"),
        (date(2026, 12, 1), "A check never gets less time"),
        (date(2026, 12, 12), "Choose a working day"),
        (date(2026, 12, 25), "Choose a working day"),
        (date(2027, 1, 25), "Choose Friday 22 January 2027 or sooner"),
    ],
)
def test_a_later_working_day_within_60_days_of_the_opening_is_fair(chosen, said):
    found = why_not_that_day(chosen, **DAY)
    assert said in found
    assert bool(said) == bool(found)


def test_once_the_day_to_answer_by_is_past_the_new_day_lies_ahead():
    late = DAY | {"today": date(2026, 12, 10)}
    assert why_not_that_day(date(2026, 12, 10), **late) == "Choose a day after today"
    assert first_day(answer_by=BEFORE, today=late["today"]) == date(2026, 12, 11)
    assert last_day(DAY["opens_on"]) == date(2027, 1, 22)


def test_there_is_a_reason_why_a_check_gets_no_more():
    assert why_no_more(given=1, **DAY) == ""
    assert "more time 2 times" in why_no_more(given=2, **DAY)
    assert "as long as a check may last" in why_no_more(given=0, **DAY | {"answer_by": date(2027, 1, 22)})


def test_everyone_reads_each_reason_and_none_tells_how_many_answered():
    assert why_more_time([]) == ""
    assert (
        why_more_time(["The post was late"]) == "We gave everyone more time. The reason: the post was late."
    )
    assert why_more_time(["A", "B"]) == "We gave everyone more time, twice. The reasons: a, then b."
    assert not any("answer" in reason.label for reason in MoreTime)


# What moves


@pytest.mark.django_db
def test_the_dates_are_those_of_a_check_that_had_opened_with_the_later_day(check, involvement):
    change = move(check, involvement)
    check.refresh_from_db()
    assert (check.answer_by, check.closes_at) == (LATER, at(12, 21, 17))
    assert check.reminder_days == (LATER - timedelta(days=7), date(2026, 12, 10))
    assert check.rest_until == london_date(check.closes_at) + timedelta(days=60)
    assert (change.answer_by_before, change.closes_at_before) == (BEFORE, at(12, 14, 17))
    line = Event.objects.get(what="round.got_more_time")
    assert line.details == {"because": "post-late"}


@pytest.mark.django_db
def test_the_councils_numbers_are_those_of_the_day_it_opened(check, involvement):
    DatedFigure.objects.create(key=Figure.CLOSING_DAYS, value=8, starts_on=date(2026, 11, 24))
    DatedFigure.objects.create(key=Figure.REST_DAYS, value=90, starts_on=date(2026, 11, 24))
    move(check, involvement, now=at(11, 25))
    check.refresh_from_db()
    assert check.closes_at == at(12, 21, 17)
    assert check.rest_until == date(2027, 2, 19)


@pytest.mark.django_db
def test_it_may_move_until_it_closes_and_only_twice(check, involvement):
    with pytest.raises(Refused, match="A check never gets less time"):
        move(check, involvement, date(2026, 12, 4))
    move(check, involvement, now=at(12, 11))  # the day to answer by is past, and post may still come
    move(check, involvement, LATEST, now=at(12, 20), after=1)
    with pytest.raises(Refused, match="more time 2 times"):
        move(check, involvement, date(2026, 12, 29), now=at(12, 21), after=2)
    assert Round.objects.get(pk=check.pk).answer_by == LATEST
    assert list(check.date_changes.order_by("number").values_list("answer_by", flat=True)) == [LATER, LATEST]


@pytest.mark.django_db
def test_nothing_moves_once_its_time_has_come_or_it_is_closed(check, involvement):
    with pytest.raises(StaleState, match="is closed"):
        move(check, involvement, now=check.closes_at)
    close_round(round_=check, by="system", now=check.closes_at)
    with pytest.raises(StaleState, match="is closed"):
        move(check, involvement, now=check.closes_at)
    with pytest.raises(IntegrityError, match="is closed, or its dates are others"), transaction.atomic():
        row(check, involvement)
    assert not DateChange.objects.exists()


def row(check, by, **other):
    return DateChange.objects.create(
        **{
            "round": check, "number": 1, "answer_by_before": check.answer_by, "answer_by": LATER,
            "closes_at_before": check.closes_at, "closes_at": at(12, 21, 17), "reason": MoreTime.HOLIDAY,
            "changed_by": by, "changed_at": MONDAY, **other,
        }
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "name"),
    [
        ({"answer_by": BEFORE}, "the_dates_of_a_check_are_only_ever_moved_later"),
        ({"closes_at": at(12, 11, 17)}, "the_dates_of_a_check_are_only_ever_moved_later"),
        ({"number": 3}, "a_check_gets_more_time_twice_at_most"),
        ({"number": 0}, "a_check_gets_more_time_twice_at_most"),
        ({"reason": ""}, "more_time_is_given_for_a_reason"),
        ({"answer_by_before": date(2026, 12, 6)}, "its dates are others"),
    ],
)
def test_the_database_refuses_what_would_not_be_fair(check, involvement, other, name):
    with pytest.raises(IntegrityError, match=name):
        row(check, involvement, **other)


@pytest.mark.django_db
def test_a_change_stays_and_nothing_but_a_change_moves_the_day_or_the_rest(check, involvement):
    with pytest.raises(IntegrityError, match="the day that they were told"), transaction.atomic():
        Round.objects.filter(pk=check.pk).update(answer_by=LATER)
    move(check, involvement)
    for spoil in (lambda rows: rows.update(reason=MoreTime.HOLIDAY), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            spoil(DateChange.objects.all())
    check.refresh_from_db()
    for change in ({"answer_by": BEFORE}, {"answer_by": LATEST}, {"rest_until": date(2027, 3, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=check.pk).update(**change)


@pytest.mark.django_db
def test_a_check_that_got_more_time_may_still_close_early_and_rests_as_long(check, involvement):
    move(check, involvement)
    promise(only=REMINDERS, now=at(12, 7))
    deliver(now=at(12, 7))
    check.refresh_from_db()
    close_round(round_=check, by=involvement, now=at(12, 8), early_because=ClosedEarly.DATES_CLASH)
    check.refresh_from_db()
    assert check.rest_until == date(2026, 12, 8) + timedelta(days=60)


@pytest.mark.django_db
def test_only_the_involvement_team_may_and_never_for_a_project_of_their_own(check, involvement, lead, expert):
    for person in (lead, expert):
        with pytest.raises(Refused, match="Only the involvement team"):
            move(check, person)
    TeamMember.objects.create(project=check.project, user=involvement, starts_on=MONDAY.date())
    with pytest.raises(Refused, match="never for a project of their own"):
        move(check, involvement)


@pytest.mark.django_db
def test_links_open_it_until_the_later_day(check, involvement):
    invitation = check.invitations.first()
    link = make_key(invitation=invitation, now=MONDAY).link
    closed_before = check.closes_at
    move(check, involvement)
    assert find_by_link(link, now=closed_before) == invitation
    assert find_by_link(link, now=at(12, 21, 17)) is None
    with time_machine.travel(closed_before):
        assert close(check.pk) is False  # a worker that was handed the check before it moved


# Who is told


@pytest.mark.django_db
def test_whoever_has_not_answered_is_told_once_and_the_others_have_a_reason_kept(
    check, involvement, mailoutbox
):
    deliver(now=MONDAY)
    people = list(check.invitations.order_by("pk"))
    for invitation in people[:5]:
        answer(invitation, now=MONDAY)
    say_no_thank_you(invitation=people[5], now=MONDAY)
    deliver(now=MONDAY)
    mailoutbox.clear()
    change = move(check, involvement)
    for _ in range(2):
        deliver(now=MONDAY)
    assert set(told().values_list("period", flat=True)) == {str(change.pk)}
    assert told(skipped_because=Skip.ANSWERED).count() == 5
    assert told(skipped_because=Skip.DECLINED).count() == 1
    mails = [mail for mail in mailoutbox if mail.subject.startswith("You have more time")]
    assert sorted(mail.to[0] for mail in mails) == sorted(each.expert.contact.email for each in people[6:])
    assert "Please answer by Monday 14 December 2026. Before it was Monday 7 December 2026." in mails[0].body
    assert "The check closes on Monday 21 December 2026." in mails[0].body
    assert "The reason: the post was late." in mails[0].body
    assert "/c/" in mails[0].body
    (to_lead,) = [mail for mail in mailoutbox if mail not in mails]
    assert to_lead.subject == f"The check of {check.project.name} has more time"


@pytest.mark.django_db
def test_somebody_who_has_not_heard_of_the_first_change_hears_of_the_second_alone(
    check, involvement, mailoutbox
):
    first = move(check, involvement)
    second = move(check, involvement, LATEST, after=1)
    deliver(now=MONDAY)
    assert told(period=str(first.pk), skipped_because=Skip.TOO_LATE).count() == 12
    assert told(period=str(second.pk)).exclude(sent_at=None).count() == 12
    assert told("ladder.team_date_changed").exclude(sent_at=None).count() == 1


# Reminders


def remind(now):
    promise(only=REMINDERS, now=now)
    deliver(now=now)


def sent(period):
    return told("ladder.reminder", period=period).exclude(sent_at=None).count()


@pytest.mark.django_db
def test_reminders_that_had_not_gone_move_and_two_is_the_most(check, involvement, mailoutbox):
    move(check, involvement, now=at(11, 27))
    for day in (at(11, 30), at(12, 3)):  # the days of before
        remind(day)
    assert not told("ladder.reminder").exists()
    for day in (7, 8, 10, 21):
        remind(at(12, day))
    assert (sent("1"), sent("2")) == (12, 12)
    assert set(told("ladder.reminder").values_list("due_at", flat=True)) == {at(12, 7, 9), at(12, 10, 9)}


@pytest.mark.django_db
def test_a_reminder_that_has_gone_never_goes_again(check, involvement, mailoutbox):
    remind(at(11, 30))
    move(check, involvement, now=at(12, 1))
    check.refresh_from_db()
    assert check.reminders_gone == 1
    for day in (2, 7, 10, 14):
        remind(at(12, day))
    assert (sent("1"), sent("2")) == (12, 12)
    move(check, involvement, LATEST, now=at(12, 15), after=1)
    for day in (16, 17, 21):
        remind(at(12, day))
    assert told("ladder.reminder").count() == 24
    assert told("ladder.team_reminder").count() == 3


@pytest.mark.django_db
def test_a_reminder_that_waits_for_somebody_waits_for_its_new_day(check, involvement, mailoutbox):
    person = check.invitations.first().expert.contact
    Contact.objects.filter(pk=person.pk).update(paused_at=MONDAY, paused_until=date(2026, 12, 2))
    remind(at(11, 30))
    waiting = told("ladder.reminder", contact=person)
    assert waiting.get().held_because == NotNow.PAUSED
    move(check, involvement, now=at(12, 1))
    remind(at(12, 2))
    assert waiting.get().due_at == at(12, 7, 9)
    remind(at(12, 7))
    assert (waiting.get().period, waiting.get().sent_at) == ("1", at(12, 7))
    assert told("ladder.reminder").exclude(sent_at=None).count() == 12


@pytest.mark.django_db
def test_the_involvement_team_hears_what_waits_before_the_later_close_too(check, involvement):
    came(check.invitations.first(), by=involvement)
    promise(only=["ladder.to_type"], now=at(12, 13))
    move(check, involvement, now=at(12, 13))
    for now in (at(12, 14), at(12, 19, 17), at(12, 20), at(12, 21, 14)):
        promise(only=["ladder.to_type"], now=now)
    said = told("ladder.to_type").order_by("due_at").values_list("period", flat=True)
    assert list(said) == ["2-days", "2-days-2", "4-hours-2"]
