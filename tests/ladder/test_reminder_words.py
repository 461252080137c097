"""What pages say of reminder days."""

from datetime import date

import pytest

from ladder.reminder_words import days_in_words, reminders_go_out, where_reminders_are

FIRST, SECOND = date(2026, 12, 4), date(2026, 12, 9)


def test_the_days_are_said_in_full_or_short():
    assert days_in_words((FIRST, SECOND)) == "Friday 4 December 2026 and Wednesday 9 December 2026"
    assert days_in_words((SECOND,)) == "Wednesday 9 December 2026"
    assert reminders_go_out((FIRST, SECOND)) == "Reminders go out on 4 December 2026 and 9 December 2026"
    assert reminders_go_out((SECOND,)) == "The reminder goes out on 9 December 2026"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (1, "Reminders go out on 4 December 2026 and 9 December 2026"),
        (4, "The first reminder goes out today. The second goes out on 9 December 2026"),
        (5, "The first reminder was due on 4 December 2026. The second goes out on 9 December 2026"),
        (9, "The first reminder was due on 4 December 2026. The second goes out today"),
        (10, "Both reminder days are over. We send no more"),
    ],
)
def test_which_of_two_reminders_are_to_come(day, said):
    assert where_reminders_are((FIRST, SECOND), today=date(2026, 12, day)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (8, "The reminder goes out on 9 December 2026"),
        (9, "The reminder goes out today"),
        (10, "The reminder was due on 9 December 2026. We send no more"),
    ],
)
def test_whether_the_only_reminder_is_to_come(day, said):
    assert where_reminders_are((SECOND,), today=date(2026, 12, day)) == said
