"""Years pass, day by day, through the real candidates, queue and claim: every reminder that should go goes
once, at 9am on London's clocks or as soon as the schedule runs again, and every other has a reason."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ladder.messages import REMINDER
from notices import kinds
from notices.choices import Channel, Outcome, Skip
from notices.models import Attempt, Notice
from tests.attacks.years import A_DAY, COPIED, HELPED, LONDON, Check, Years, at, working_days
from tests.attacks.years_expected import ONE_BY_ONE, Expected
from words.working_days import london_date

pytestmark = pytest.mark.django_db
FEW_HOURS, MANY_HOURS = (9, 13, 22), (0, 1, 8, 9, 10, 12, 13, 15, 17, 19, 20, 22)
BY_DAY = range(9, 20)
SOON_OVER = {"ladder.reminder", "ladder.team_reminder", "ladder.to_type", "ladder.conversation_late"}
AUTUMN = (
    # Both reminders stand on either side of the night when the clocks go back, 25 October 2026. People get
    # more time between them.
    Check(
        1,
        date(2026, 10, 12),
        date(2026, 10, 28),
        is_seen_badly=True,
        team_sends=True,
        moves_on=date(2026, 10, 23),
    ),
    # Its first reminder is over when beat comes back, and its second is still of use.
    Check(2, date(2026, 11, 9), date(2026, 11, 24), team_sends=True),
)
ON_THE_SAME_DAYS = (
    (date(2027, 2, 8), date(2027, 3, 3)),
    # Without beat on the day of the first reminders.
    (date(2028, 3, 20), date(2028, 4, 25)),
    # Their last day is a Friday.
    (date(2029, 5, 8), date(2029, 6, 1)),
)
A_WEEK_WITHOUT_BEAT = (at(date(2026, 11, 14), 12), at(date(2026, 11, 21), 12))


def autumn(**changed):
    usual = {
        "begins": date(2026, 10, 12),
        "ends": date(2026, 12, 1),
        "checks": AUTUMN,
        "hours": FEW_HOURS,
        "outages": [A_WEEK_WITHOUT_BEAT],
        "only": [kind.key for kind in kinds.every_kind() if kind.key.startswith("ladder.")],
    }
    return Years(**usual | changed)


def _moves_on(check, number):
    """Some get more time: before the first reminder, on its day, the day after, or after the last day."""
    days = (
        check.reminders[0] - A_DAY, check.reminders[0], check.reminders[0] + A_DAY, check.answer_by + A_DAY
    )  # fmt: skip
    return days[number // 2 % 4] if check.project > 1 and number % 2 else None


def three_years():
    """Six projects with a check every few months, four more whose checks open and end on the same days, weeks
    without beat in every season, and both clock changes of each year."""
    begins, ends = date(2026, 10, 5), date(2029, 10, 8)
    checks, lengths = [], (9, 14, 16, 21, 30, 44)
    for project in range(6):
        day, number = begins + project * 9 * A_DAY, project
        while day < ends - 80 * A_DAY:
            opens_on = working_days(day, 1)
            answer_by = working_days(opens_on + lengths[number % 6] * A_DAY, 1)
            check = Check(project, opens_on, answer_by, number % 2 == 0, number % 3 == 0)
            checks.append(replace(check, moves_on=_moves_on(check, number)))
            day, number = answer_by + (75 + 7 * project) * A_DAY, number + 1
    for opens_on, answer_by in ON_THE_SAME_DAYS:
        checks += [Check(each, opens_on, answer_by, each % 2 == 0, each == 9) for each in range(6, 10)]
    weeks = [date(2026, 12, 23), date(2027, 3, 25), date(2027, 10, 28), date(2028, 4, 12), date(2029, 2, 1)]
    outages = [(at(day, 15), at(day + 7 * A_DAY, 15)) for day in weeks]
    return Years(begins=begins, ends=ends, checks=checks, hours=MANY_HOURS, outages=outages)


@pytest.fixture
def years(full, mailoutbox):
    lived = three_years() if full else autumn()
    lived.live()
    return lived


def test_every_reminder_comes_once_at_its_time_and_every_other_has_a_reason(years, full):
    expected = Expected(years)
    should_come = expected.should_come()
    assert expected.came == should_come
    assert len(should_come) > 15

    rows = {
        (row.kind, row.subject_id, row.contact_id, row.period): row
        for row in Notice.objects.filter(kind="ladder.reminder")
    }
    assert set(rows) == {key for key in expected.reminders if key.kind == "ladder.reminder"}
    reasons = Counter(row.skipped_because for key, row in rows.items() if key not in should_come)
    assert reasons[""] == 0
    assert {Skip.ANSWERED, Skip.DECLINED, Skip.TOO_LATE} <= set(reasons)

    no_more_than_two_reminders_a_check(expected)
    nothing_comes_at_night(years)
    what_left_on_time_left_at_nine(years, should_come)
    each_message_went_once(years)
    each_thing_is_said_once(years)
    nobody_has_more_than_three_a_day(expected)
    whoever_needs_it_is_told_once_of_more_time(years)
    whoever_helps_is_reminded_only_after_the_person(expected, should_come)
    supporters_hear_once_of_more_time_and_copies_whatever_the_person_did(years)
    staff_are_told_of_forms_and_late_conversations(years)
    # In the short size it is who wants one message a week, in the full size also a lead with much at once.
    with_others = Counter(key.kind for key, arrival in should_come.items() if arrival.with_others)
    assert with_others["ladder.reminder"]
    assert with_others["ladder.team_reminder"] or not full


def no_more_than_two_reminders_a_check(expected):
    came = Counter(key.subject_id for key in expected.came if key.kind == "ladder.reminder")
    assert set(came.values()) == {1, 2}


def nothing_comes_at_night(years):
    """What somebody waits for now may: a thank-you follows the press of a button."""
    urgent = [kind.key for kind in kinds.every_kind() if kind.urgent]
    sent = Notice.objects.exclude(kind__in=urgent).exclude(sent_at=None).values_list("sent_at", flat=True)
    assert {moment.astimezone(LONDON).hour for moment in sent} <= set(BY_DAY)


def what_left_on_time_left_at_nine(years, should_come):
    """On London's clocks, in summer and in winter: 8 and 9 o'clock in UTC."""
    late = {begins.date() + each * A_DAY for begins, _ in years.outages for each in range(8)}
    # Whoever helps hears it afterwards, by the next run.
    first = [each.moment for key, each in should_come.items() if key.kind != "ladder.supporter_reminder"]
    moments = [moment for moment in first if moment.date() not in late]
    hours = {(moment.hour, moment.utcoffset()) for moment in moments}
    assert hours == {(9, timedelta(0)), (9, timedelta(hours=1))}


def each_message_went_once(years):
    """As many e-mails reached each address as there are messages that went there, each tried once."""
    by_mail = Attempt.objects.filter(channel=Channel.EMAIL)
    assert set(by_mail.values_list("number", "outcome")) == {(1, Outcome.SENT)}
    assert years.mails() == Counter(by_mail.values_list("notice__contact__email", flat=True))


def each_thing_is_said_once(years):
    """Every message went by itself, or is a line of one other that went, or has a reason. Only what became
    due in the last days may wait."""
    together = Counter()
    for row in Notice.objects.select_related("contact", "summary"):
        ended = bool(row.sent_at) + bool(row.skipped_because)
        assert ended == 1 or row.due_at > at(years.ends - 7 * A_DAY, 0), row
        if row.summary and row.summary.sent_at:
            together[row.contact.email] += 1
    assert years.said_together() == together


def nobody_has_more_than_three_a_day(expected):
    """But for what would be of no use next morning."""
    for day in expected.by_day.values():
        assert {key.kind for _, key in day[ONE_BY_ONE:]} <= SOON_OVER


def whoever_needs_it_is_told_once_of_more_time(years):
    """Everyone who was asked has one row. It reached them unless they had answered, or said no."""
    moved = [pk for pk, check in years.checks.items() if check.moves_at]
    assert moved
    for pk in moved:
        done, people = years.done[pk], years.people[pk]
        rows = Notice.objects.filter(kind="ladder.date_changed", subject_id__in=[each.pk for each in people])
        told = {row.subject_id: row for row in rows.select_related("summary")}
        assert len(told) == len(rows) == len(people)
        for place, invitation in enumerate(people):
            row = told[str(invitation.pk)]
            came = (row.summary or row).sent_at
            ended = [did[place] for did in (done.answered, done.declined) if place in did]
            assert bool(came) != any(moment <= (came or row.skipped_at) for moment in ended), row


def whoever_helps_is_reminded_only_after_the_person(expected, should_come):
    """Each reminder that went to somebody who is helped has one more row, which went or has a reason."""
    followed = {key: row for key, row in expected.of_helpers.items() if expected.follows(row[0])}
    rows = {
        (row.kind, row.subject_id, row.contact_id, row.period): row
        for row in Notice.objects.filter(kind="ladder.supporter_reminder")
    }
    assert set(rows) == set(followed)
    came = {key for key in should_come if key.kind == "ladder.supporter_reminder"}
    assert {key for key, row in rows.items() if row.sent_at} == came
    assert 0 < len(came) < len(expected.of_helpers)
    assert all(row.skipped_because for key, row in rows.items() if key not in came)


def supporters_hear_once_of_more_time_and_copies_whatever_the_person_did(years):
    """A copy says the same at the same moment whether the person answered, said no or neither: on the day, or
    when the person wants messages again. Whoever helps hears it while there is something to help with."""
    for pk, check in years.checks.items():
        if not check.moves_at:
            continue
        done, people = years.done[pk], years.people[pk]
        ids = [each.pk for each in people]
        rows = Notice.objects.filter(kind="ladder.supporter_date_changed", subject_id__in=ids)
        told = {(row.subject_id, row.contact_id): row for row in rows}
        assert len(told) == len(rows) == len(HELPED) + len(COPIED)
        for place in HELPED + COPIED:
            invitation = people[place]
            day = _hears_of_it_on(years, check, done.paused_until.get(place))
            if place in HELPED:
                row = told[str(invitation.pk), years.helpers[invitation.expert_id].pk]
                ended = [did[place] for did in (done.answered, done.declined) if place in did]
                assert bool(row.sent_at) != any(moment <= (row.sent_at or row.skipped_at) for moment in ended)
                assert row.sent_at is None or london_date(row.sent_at) == day
            if place in COPIED:
                row = told[str(invitation.pk), years.copied[invitation.expert_id].pk]
                assert london_date(row.sent_at) == day


def _hears_of_it_on(years, check, paused_until):
    """The day on which supporters hear that dates moved: when they do, or when whom they help paused until
    then, or when beat is back."""
    pauses = paused_until and check.moves_on >= check.reminders[0] - A_DAY
    day = max(check.moves_on, paused_until) if pauses else check.moves_on
    return next((ends.date() for begins, ends in years.outages if begins <= at(day, 12) < ends), day)


def staff_are_told_of_forms_and_late_conversations(years):
    told = Notice.objects.filter(kind="ladder.to_type").exclude(sent_at=None)
    assert set(told.values_list("period", flat=True)) == {"2-days", "4-hours", "2-days-2", "4-hours-2"}
    for row in told:
        assert row.sent_at < row.due_at + 2 * A_DAY
    late = Notice.objects.filter(kind="ladder.conversation_late").exclude(sent_at=None)
    for row in late:
        assert london_date(row.sent_at) == london_date(row.due_at) or row.sent_at < row.due_at + 5 * A_DAY


def test_a_rule_that_knows_only_the_exact_day_loses_reminders(mailoutbox, monkeypatch):
    """The control: the same weeks, with the window that many products have."""
    ask = REMINDER.candidates

    def only_today(found, until):
        return (each for each in ask.says(found, until) if london_date(each.due_at) == london_date(until))

    monkeypatch.setitem(
        kinds._kinds, REMINDER.key, replace(REMINDER, candidates=replace(ask, says=only_today))
    )
    lived = autumn(begins=date(2026, 11, 9), ends=date(2026, 11, 25), checks=AUTUMN[1:])
    lived.live()
    expected = Expected(lived)
    should_come = {key for key in expected.should_come() if key.kind == REMINDER.key}
    lost = should_come - set(expected.came)
    assert len(lost) >= 4
    assert not Notice.objects.filter(kind=REMINDER.key, skipped_because=Skip.TOO_LATE).exists()
