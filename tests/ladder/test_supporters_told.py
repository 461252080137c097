"""Supporters hear what helping needs, and nothing that tells whether the person has answered beyond that."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from experts.supporting import add_supporter, change_supporter, end_supporter
from ladder.actions.answering import say_no_thank_you
from ladder.actions.closing import close_round
from ladder.actions.keys import find_by_link
from ladder.actions.more_time import give_more_time
from ladder.choices import ClosedEarly, MoreTime
from ladder.models import InvitationKey
from notices.actions import deliver, promise, send_now, stop, sum_up
from notices.choices import Channel, HowOften, NotNow, Skip
from notices.models import Contact, HowToReach, Notice
from notices.preview import Coming, look_at, preview
from notices.reaching import pause, start_again
from tests.factories import MONDAY, answer, make_open_round
from tests.fixtures_made_once import made_once
from words.errors import Refused

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^http\S+/c/([\w-]+)/$", re.MULTILINE)
LATER = date(2026, 12, 14)
DAY_1, DAY_2 = (datetime(2026, month, day, 9, tzinfo=UTC) for month, day in ((11, 30), (12, 3)))
"""The two reminders of a check that asks for answers by 7 December."""
SOON = timedelta(minutes=10)
REMINDED, MORE_TIME = "ladder.supporter_reminder", "ladder.supporter_date_changed"


def chosen(person, name, **rights):
    """Somebody whom the person chose on that Monday."""
    may = {"may_help_answer": False, "may_see_results": False, "gets_copies": False} | rights
    email = f"{name.lower()}@example.org"
    return add_supporter(expert=person, name=name, email=email, by=person.contact, now=MONDAY, **may)


@made_once
def person(expert):
    """The Expert who is asked."""
    return expert.contact.expert


@made_once
def helper(person):
    """Who may help to answer."""
    return chosen(person, "Merryn", may_help_answer=True)


@made_once
def copied(person):
    """Who gets copies alone."""
    return chosen(person, "Jory", gets_copies=True)


@made_once
def check(project, involvement, helper, copied):
    """A check of which they were told, with 7 December as the day to answer by."""
    check = make_open_round(project, by=involvement, now=MONDAY)
    deliver(now=MONDAY)
    assert check.reminder_days == (DAY_1.date(), DAY_2.date())
    return check


@made_once
def invitation(check, person):
    """The person's own."""
    return check.invitations.select_related("round", "expert__contact").get(expert=person)


@pytest.fixture
def to(mailoutbox):
    """What came to one supporter since."""
    return lambda who: [mail for mail in mailoutbox if mail.to == [who.contact.email]]


def move(check, by, answer_by=LATER, *, after=0):
    return give_more_time(
        round_=check, answer_by=answer_by, because=MoreTime.POST_LATE, by=by, now=MONDAY, after=after
    )


def told(kind, who):
    return Notice.objects.filter(kind=kind, contact=who.contact)


def remind(now):
    """The person's reminder goes, and the schedule runs again ten minutes later."""
    for moment in (now, now + SOON):
        promise(only=["ladder.reminder", REMINDED], now=moment)
        deliver(now=moment)


# More time


def test_both_hear_that_dates_moved_and_only_who_may_help_gets_a_key(check, involvement, helper, copied, to):
    move(check, involvement)
    for _ in range(2):
        deliver(now=MONDAY)
    (help_,), (copy,) = to(helper), to(copied)
    assert help_.subject == "You have more time to help Sam Trewin answer"
    assert copy.subject == "More time: the check that we wrote to Sam Trewin about"
    for mail in (help_, copy):
        assert "Monday 14 December 2026. Before it was Monday 7 December 2026." in mail.body
        assert "The check closes on Monday 21 December 2026." in mail.body
    assert find_by_link(LINK.search(help_.body)[1], now=MONDAY).supporter == helper
    assert not re.search(r"/c/|code", copy.body)


@pytest.mark.parametrize("done", [lambda one: answer(one, now=MONDAY), lambda one: say_no(one), None])
def test_a_copy_reads_the_same_whatever_the_person_did(check, involvement, invitation, copied, to, done):
    if done:
        done(invitation)
    move(check, involvement)
    deliver(now=MONDAY)
    (copy,) = to(copied)
    assert "You do not have to do anything. We tell everyone who had the old dates." in copy.body
    assert "answered" not in copy.body


def say_no(invitation):
    say_no_thank_you(invitation=invitation, now=MONDAY)


@pytest.mark.parametrize(
    ("done", "reason"), [(lambda one: answer(one, now=MONDAY), Skip.ANSWERED), (say_no, Skip.DECLINED)]
)
def test_who_may_help_hears_no_more_when_nothing_is_left_to_help_with(
    check, involvement, invitation, helper, done, reason
):
    move(check, involvement)
    done(invitation)
    deliver(now=MONDAY)
    assert told(MORE_TIME, helper).get().skipped_because == reason


def test_of_two_changes_only_the_newest_is_told(check, involvement, helper, copied, to):
    move(check, involvement)
    second = move(check, involvement, date(2026, 12, 21), after=1)
    deliver(now=MONDAY)
    for who in (helper, copied):
        assert len(to(who)) == 1
        assert told(MORE_TIME, who).exclude(sent_at=None).get().period == str(second.pk)


def test_who_was_never_told_the_old_day_is_not_told_that_it_moved(check, person, involvement):
    late = chosen(person, "Nia", gets_copies=True)
    move(check, involvement)
    assert not told(MORE_TIME, late).exists()


def test_a_right_that_was_taken_back_since_counts_for_nothing(check, involvement, person, helper, copied, to):
    move(check, involvement)
    change_supporter(
        supporter=helper, may_help_answer=False, may_see_results=False, gets_copies=True,
        by=person.contact, now=MONDAY,
    )  # fmt: skip
    end_supporter(supporter=copied, by=person.contact, now=MONDAY)
    deliver(now=MONDAY)
    assert not LINK.search(to(helper)[0].body)
    assert told(MORE_TIME, copied).get().skipped_because == Skip.HELP_ENDED


def test_nobody_in_the_projects_team_is_told_anything_about_somebody(check, involvement, project, copied, to):
    friend = chosen_who_joins_the_team(check, project)
    move(check, involvement)
    deliver(now=MONDAY)
    assert not told(MORE_TIME, friend).exists()


def chosen_who_joins_the_team(check, project):
    other = check.invitations.select_related("expert__contact").order_by("pk").last().expert
    friend = chosen(other, "Bea", may_help_answer=True, may_see_results=True)
    project.team.create(user=friend.contact.user, starts_on=MONDAY.date())
    return friend


# Reminders


def test_who_may_help_is_reminded_after_the_person_twice_at_most_and_copies_never(check, helper, copied, to):
    for day in (DAY_1, DAY_2, DAY_2 + timedelta(days=1)):
        remind(day)
    first, second = to(helper)
    assert first.subject == second.subject == "You can still help Sam Trewin answer"
    assert "We will remind you once more." in first.body
    assert "This is the last reminder." in second.body
    assert find_by_link(LINK.search(first.body)[1], now=DAY_1).supporter == helper
    for row, day in zip(told(REMINDED, helper).order_by("period"), (DAY_1, DAY_2), strict=True):
        assert (row.due_at, row.sent_at) == (day, day + SOON)
    assert not to(copied)


def test_no_copy_of_a_reminder_that_did_not_go(check, invitation, involvement, person, helper):
    promise(only=["ladder.reminder"], now=DAY_1)
    own = Notice.objects.get(kind="ladder.reminder", contact=person.contact, period="1")
    stop(notice=own, by=involvement, now=DAY_1)
    answer(invitation, now=DAY_1 + SOON)
    for day in (DAY_1, DAY_2):
        remind(day + SOON)
    assert not told(REMINDED, helper).exists()


def test_none_while_the_persons_letter_is_not_posted(check, person, helper):
    Contact.objects.filter(pk=person.contact_id).update(email="")
    remind(DAY_1)
    own = Notice.objects.get(kind="ladder.reminder", contact=person.contact)
    assert own.attempts.get().channel == Channel.LETTER
    assert not told(REMINDED, helper).exists()


def test_a_reminder_that_went_with_others_went_too(check, person, helper, to):
    HowToReach.objects.create(contact=person.contact, how_often=HowOften.WEEKLY, changed_at=MONDAY)
    first_monday = DAY_1 - timedelta(days=3)
    type(check).objects.filter(pk=check.pk).update(reminder_on=first_monday.date())
    remind(first_monday)
    assert not told(REMINDED, helper).exists()
    sum_up(now=DAY_1)
    deliver(now=DAY_1)
    promise(only=[REMINDED], now=DAY_1 + SOON)
    assert told(REMINDED, helper).get().due_at == DAY_1


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (lambda one, _: answer(one, now=DAY_1), Skip.ANSWERED),
        (lambda one, _: say_no_thank_you(invitation=one, now=DAY_1), Skip.DECLINED),
        (lambda one, helper: end_supporter(supporter=helper, by=helper.contact, now=DAY_1), Skip.HELP_ENDED),
        (lambda one, _: close_round(round_=one.round, by="system", now=one.round.closes_at), Skip.CLOSED),
    ],
    ids=["answered", "no thank you", "help ended", "closed"],
)  # fmt: skip
def test_what_happens_between_the_two_holds(check, invitation, helper, happens, reason, to):
    for only in ("ladder.reminder", REMINDED):
        promise(only=[only], now=DAY_1 + SOON)
        if only == "ladder.reminder":
            deliver(now=DAY_1 + SOON)
    happens(invitation, helper)
    deliver(now=DAY_1 + 2 * SOON)
    assert told(REMINDED, helper).get().skipped_because == reason
    assert not to(helper)


def test_it_is_foretold_for_the_day_and_nobody_lets_it_go_before_the_persons_own(check, helper, involvement):
    now = DAY_1 - timedelta(hours=20)
    coming, _ = [each for each in preview(now=now).coming if each.notice.kind == REMINDED]
    assert (coming.at, coming.notice.period, coming.channel) == (DAY_1, "1", Channel.EMAIL)
    with pytest.raises(Refused, match="follows the message to the person"):
        send_now(notice=coming.notice, by=involvement, now=now)
    stop(notice=coming.notice, by=involvement, now=now)
    remind(DAY_1)
    assert told(REMINDED, helper).get().skipped_because == Skip.STOPPED


# While the person, or the supporter, asked us to wait


def test_while_the_person_has_paused_everything_nothing_about_them_goes_to_anyone(
    check, involvement, person, helper, copied, to
):
    pause(contact=person.contact, until=None, by=person.contact, now=MONDAY)
    move(check, involvement)
    deliver(now=MONDAY)
    assert not to(helper) + to(copied)
    row = told(MORE_TIME, copied).get()
    assert row.held_because == NotNow.PAUSED
    assert look_at(row, now=MONDAY).because == NotNow.PAUSED
    start_again(contact=person.contact, by=person.contact, now=MONDAY + SOON)
    assert isinstance(look_at(told(MORE_TIME, copied).get(), now=MONDAY + SOON), Coming)
    deliver(now=MONDAY + SOON)
    assert len(to(helper)) == len(to(copied)) == 1


def test_a_pause_until_a_day_ends_for_both_and_the_later_of_two_counts(
    check, involvement, person, helper, to
):
    later = MONDAY + timedelta(days=3)
    pause(contact=person.contact, until=later.date(), by=person.contact, now=MONDAY)
    pause(contact=helper.contact, until=date(2026, 11, 25), by=person.contact, now=MONDAY)
    move(check, involvement)
    for day in range(4):
        deliver(now=MONDAY + timedelta(days=day))
        assert len(to(helper)) == (day == 3)


def test_a_line_about_somebody_who_paused_waits_for_a_later_summary(check, involvement, person, helper, to):
    HowToReach.objects.create(contact=helper.contact, how_often=HowOften.WEEKLY, changed_at=MONDAY)
    move(check, involvement)
    deliver(now=MONDAY)
    assert told(MORE_TIME, helper).get().held_because == NotNow.FOR_SUMMARY
    pause(contact=person.contact, until=None, by=person.contact, now=MONDAY)
    assert not sum_up(now=DAY_1)
    start_again(contact=person.contact, by=person.contact, now=DAY_1)
    assert sum_up(now=DAY_1 + timedelta(days=7))
    deliver(now=DAY_1 + timedelta(days=7))
    (mail,) = to(helper)
    assert "You have more time to help Sam Trewin answer" in mail.body


def test_no_supporters_key_is_made_for_a_message_that_does_not_go(check, invitation, involvement, helper):
    before = InvitationKey.objects.filter(supporter=helper).count()
    move(check, involvement)
    answer(invitation, now=MONDAY)
    deliver(now=MONDAY)
    assert InvitationKey.objects.filter(supporter=helper).count() == before


# Closed early


@pytest.mark.parametrize("answers", [True, False])
def test_nobody_is_left_with_a_later_day_when_a_check_closes_early(
    check, invitation, involvement, person, helper, copied, to, answers
):
    reads = chosen(person, "Una", gets_copies=True, may_see_results=True)
    late = chosen(person, "Nia", gets_copies=True)
    if answers:
        answer(invitation, now=MONDAY)
    remind(DAY_1)
    close_round(
        round_=check, by=involvement, now=DAY_1 + timedelta(hours=1), early_because=ClosedEarly.DATES_CLASH
    )
    deliver(now=DAY_1 + timedelta(hours=1))
    for who in (helper, copied):
        mail = to(who)[-1]
        assert mail.subject == "It closed early: the check that we wrote to Sam Trewin about"
        assert "That check closed early, on Monday 30 November 2026." in mail.body
        assert "/c/" not in mail.body
    assert [mail.subject for mail in to(reads)] == [f"The check has closed: {check.project.name}"]
    assert not to(late)
    assert not Notice.objects.filter(kind="ladder.supporter_closed", contact=reads.contact).exists()


def test_one_that_closes_on_its_day_is_told_by_the_day_that_they_know(check, helper, copied, to):
    close_round(round_=check, by="system", now=check.closes_at)
    deliver(now=check.closes_at)
    assert not Notice.objects.filter(kind="ladder.supporter_closed").exists()
