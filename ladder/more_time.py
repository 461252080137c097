"""More time for an open check: which days are fair, and what pages say of it. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from words.plain_dates import plain_date
from words.working_days import add_working_days, is_working_day, working_days_before

AT_MOST = 2
"""Nobody gives a check more time more often."""
LONGEST = timedelta(days=60)
"""So long after a check opens people may be asked to answer by, however often it gets more time."""
TWICE = f"This check got more time {AT_MOST} times. That is the most there is"
CLOSED = "This check is closed. Its dates stay as they are"
CHANGED_MEANWHILE = "Someone else changed these dates first. Look at them again"


def first_day(*, answer_by: date, today: date) -> date:
    """The first day that people can be asked to answer by now: dates only ever move later."""
    return add_working_days(max(answer_by, today), 1)


def last_day(opens_on: date) -> date:
    """The last working day that people can be asked to answer by."""
    last = opens_on + LONGEST
    return last if is_working_day(last) else working_days_before(last, 1)


def why_no_more(*, given: int, opens_on: date, answer_by: date, today: date) -> str:
    """Why an open check that was given more time so often gets no more, as one sentence, or ""."""
    if given >= AT_MOST:
        return TWICE
    if first_day(answer_by=answer_by, today=today) > last_day(opens_on):
        return f"People already have as long as a check may last, {LONGEST.days} days"
    return ""


def why_not_that_day(chosen: date, *, opens_on: date, answer_by: date, today: date) -> str:
    """Why people cannot be asked to answer by this day instead, as one sentence, or "" when they can."""
    if chosen <= answer_by:
        return f"Choose a day after {plain_date(answer_by)}. A check never gets less time"
    if chosen <= today:
        return "Choose a day after today"
    if chosen > last_day(opens_on):
        return f"Choose {plain_date(last_day(opens_on))} or sooner. That is {LONGEST.days} days at most"
    if not is_working_day(chosen):
        return "Choose a working day. That is Monday to Friday, and no bank holiday"
    return ""


def in_a_sentence(reason: str) -> str:
    """A reason as it stands inside a sentence: "the post was late"."""
    return reason[:1].lower() + reason[1:]


def why_more_time(reasons: Sequence[str]) -> str:
    """What everyone reads of a check that got more time, with each reason in its order. "" where none did."""
    said = ", then ".join(map(in_a_sentence, reasons))
    if not said:
        return ""
    if len(reasons) == 1:
        return f"We gave everyone more time. The reason: {said}."
    return f"We gave everyone more time, twice. The reasons: {said}."
