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
from tests.attacks.years import A_DAY, LONDON, Check, Years, at, working_days
from words.working_days import london_date

pytestmark = pytest.mark.django_db
FEW_HOURS, MANY_HOURS = (9, 13, 22), (0, 1, 8, 9, 10, 12, 13, 15, 17, 19, 20, 22)
BY_DAY = range(9, 20)
AUTUMN = (
    # Both reminders stand on either side of the night when the clocks go back, 25 October 2026.
    Check(1, date(2026, 10, 12), date(2026, 10, 28), is_seen_badly=True, team_sends=True),
    # Its first reminder is over when beat comes back, and its second is still of use.
    Check(2, date(2026, 11, 9), date(2026, 11, 24), team_sends=True),
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


def three_years():
    """Six projects with a check every few months, weeks without beat in every season, and both clock changes
    of each year."""
    begins, ends = date(2026, 10, 5), date(2029, 10, 8)
    checks, lengths = [], (9, 14, 16, 21, 30, 44)
    for project in range(6):
        day, number = begins + project * 9 * A_DAY, project
        while day < ends - 80 * A_DAY:
            opens_on = working_days(day, 1)
            answer_by = working_days(opens_on + lengths[number % 6] * A_DAY, 1)
            checks.append(Check(project, opens_on, answer_by, number % 2 == 0, number % 3 == 0))
            day, number = answer_by + (75 + 7 * project) * A_DAY, number + 1
    weeks = [date(2026, 12, 23), date(2027, 3, 25), date(2027, 10, 28), date(2028, 4, 12), date(2029, 2, 1)]
    outages = [(at(day, 15), at(day + 7 * A_DAY, 15)) for day in weeks]
    return Years(begins=begins, ends=ends, checks=checks, hours=MANY_HOURS, outages=outages)


@pytest.fixture
def years(full, mailoutbox):
    lived = three_years() if full else autumn()
    lived.live()
    return lived


def test_every_reminder_goes_once_at_its_time_and_every_other_has_a_reason(years):
    expected, went = years.expected(), years.what_went()
    should_go = {key: moment for key, moment in expected.items() if moment}
    assert went == should_go
    assert len(should_go) > 15

    rows = {
        (row.kind, row.subject_id, row.contact_id, row.period): row
        for row in Notice.objects.filter(kind="ladder.reminder")
    }
    assert set(rows) == {key for key in expected if key[0] == "ladder.reminder"}
    reasons = Counter(row.skipped_because for key, row in rows.items() if key not in should_go)
    assert reasons[""] == 0
    assert {Skip.ANSWERED, Skip.DECLINED, Skip.TOO_LATE} <= set(reasons)

    no_more_than_two_reminders_a_check(rows)
    nothing_comes_at_night(years)
    what_left_on_time_left_at_nine(years, should_go)
    each_message_went_once(years)
    staff_are_told_of_forms_and_late_conversations(years)


def no_more_than_two_reminders_a_check(rows):
    sent = Counter(row.subject_id for row in rows.values() if row.taken_at)
    assert set(sent.values()) == {1, 2}


def nothing_comes_at_night(years):
    """What somebody waits for now may: a thank-you follows the press of a button."""
    urgent = [kind.key for kind in kinds.every_kind() if kind.urgent]
    sent = Notice.objects.exclude(kind__in=urgent).exclude(sent_at=None).values_list("sent_at", flat=True)
    assert {moment.astimezone(LONDON).hour for moment in sent} <= set(BY_DAY)


def what_left_on_time_left_at_nine(years, should_go):
    """On London's clocks, in summer and in winter: 8 and 9 o'clock in UTC."""
    late = {begins.date() + each * A_DAY for begins, _ in years.outages for each in range(8)}
    hours = {(moment.hour, moment.utcoffset()) for moment in should_go.values() if moment.date() not in late}
    assert hours == {(9, timedelta(0)), (9, timedelta(hours=1))}


def each_message_went_once(years):
    """As many e-mails reached each address as there are messages that went there, each tried once."""
    by_mail = Attempt.objects.filter(channel=Channel.EMAIL)
    assert set(by_mail.values_list("number", "outcome")) == {(1, Outcome.SENT)}
    assert years.mails() == Counter(by_mail.values_list("notice__contact__email", flat=True))


def staff_are_told_of_forms_and_late_conversations(years):
    told = Notice.objects.filter(kind="ladder.to_type").exclude(sent_at=None)
    assert set(told.values_list("period", flat=True)) == {"2-days", "4-hours"}
    for row in told:
        assert row.sent_at < row.due_at + 2 * A_DAY
    late = Notice.objects.filter(kind="ladder.conversation_late").exclude(sent_at=None)
    for row in late:
        assert london_date(row.sent_at) == london_date(row.due_at) or row.sent_at < row.due_at + 5 * A_DAY


def test_a_rule_that_knows_only_the_exact_day_loses_reminders(mailoutbox, monkeypatch):
    """The control: the same weeks, with the window that many products have."""
    ask = REMINDER.candidates

    def only_today(until):
        return (each for each in ask(until) if london_date(each.due_at) == london_date(until))

    monkeypatch.setitem(kinds._kinds, REMINDER.key, replace(REMINDER, candidates=only_today))
    lived = autumn(begins=date(2026, 11, 9), ends=date(2026, 11, 25), checks=AUTUMN[1:])
    lived.live()
    should_go = {key for key, moment in lived.expected().items() if moment and key[0] == REMINDER.key}
    lost = should_go - set(lived.what_went())
    assert len(lost) >= 4
    assert not Notice.objects.filter(kind=REMINDER.key, skipped_because=Skip.TOO_LATE).exists()
