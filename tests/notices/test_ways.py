"""Which way next: what is safe before any order, quiet hours, pauses, and clocks that change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.choices import Channel, NotNow
from notices.ways import Held, Reach, is_mobile, is_paused, is_whole_mobile, may_arrive, next_way, ways_of
from words.working_days import LONDON, at_london

EMAIL, TEXT, LETTER, PHONE = Channel.EMAIL, Channel.TEXT, Channel.LETTER, Channel.PHONE
EVERY_WAY = Reach(has_email=True, has_mobile=True, has_phone=True, has_address=True)
NOTHING_SAID = Reach(has_email=True)
TUESDAY = date(2026, 12, 1)
SUNDAY = date(2026, 12, 6)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)  # both are Sundays


def on(day, hour, minute=0):
    return at_london(day, time(hour, minute)).astimezone(UTC)


NOON = on(TUESDAY, 12)


def way(reach, *, tried=(), urgent=False, now=NOON, **more):
    return next_way(reach, tried=frozenset(tried), urgent=urgent, now=now, **more)


@pytest.mark.parametrize(
    ("reach", "tried", "expected"),
    [
        pytest.param(NOTHING_SAID, (), EMAIL, id="an e-mail where nothing was said"),
        pytest.param(Reach(has_email=False), (), LETTER, id="a letter where there is no address to mail"),
        pytest.param(NOTHING_SAID, (EMAIL,), LETTER, id="a letter after a mail that came back"),
        pytest.param(NOTHING_SAID, (EMAIL, LETTER), Held(NotNow.NO_WAY, None), id="nothing left"),
        pytest.param(replace(EVERY_WAY, order=(TEXT, EMAIL)), (), TEXT, id="theirs first"),
        pytest.param(replace(EVERY_WAY, order=(TEXT, EMAIL)), (TEXT,), EMAIL, id="then theirs"),
        pytest.param(replace(EVERY_WAY, order=(TEXT, EMAIL)), (TEXT, EMAIL), LETTER, id="then the others"),
        pytest.param(
            replace(EVERY_WAY, order=(TEXT, EMAIL), never=frozenset({TEXT})), (), EMAIL, id="never wins"
        ),
        pytest.param(
            replace(NOTHING_SAID, never=frozenset({LETTER})), (EMAIL,), Held(NotNow.NO_WAY, None),
            id="no letter where post is not safe",
        ),
        pytest.param(Reach(has_email=False, order=(LETTER,)), (), Held(NotNow.NO_WAY, None), id="no address"),
        pytest.param(
            Reach(has_email=False, has_phone=True, order=(PHONE,)), (), PHONE, id="a call and nothing else"
        ),
        pytest.param(
            Reach(has_email=False, has_phone=True, order=(TEXT,)), (), PHONE, id="no text to a house"
        ),
    ],
)  # fmt: skip
def test_the_order_is_theirs_and_what_is_not_safe_is_never_used(reach, tried, expected):
    assert way(reach, tried=tried) == expected


NOT_BEFORE_TEN = replace(NOTHING_SAID, safe_from=time(10))
SUNDAYS = replace(NOTHING_SAID, safe_days=frozenset({7}))
AT_NIGHT = replace(NOTHING_SAID, safe_from=time(21), safe_until=time(23))
PAUSED = replace(NOTHING_SAID, paused=True)
UNTIL_SUNDAY = replace(PAUSED, paused_until=SUNDAY)


@pytest.mark.parametrize(
    ("reach", "now", "expected"),
    [
        (NOTHING_SAID, on(TUESDAY, 8, 59), Held(NotNow.QUIET_HOURS, on(TUESDAY, 9))),
        (NOTHING_SAID, on(TUESDAY, 9), EMAIL),
        (NOTHING_SAID, on(TUESDAY, 19, 59), EMAIL),
        (NOTHING_SAID, on(TUESDAY, 20), Held(NotNow.QUIET_HOURS, on(TUESDAY + timedelta(days=1), 9))),
        (NOT_BEFORE_TEN, on(TUESDAY, 9, 30), Held(NotNow.NOT_SAFE_NOW, on(TUESDAY, 10))),
        (NOT_BEFORE_TEN, on(TUESDAY, 21), Held(NotNow.QUIET_HOURS, on(TUESDAY + timedelta(days=1), 10))),
        (SUNDAYS, NOON, Held(NotNow.NOT_SAFE_NOW, on(SUNDAY, 9))),
        (SUNDAYS, on(SUNDAY, 20), Held(NotNow.QUIET_HOURS, on(SUNDAY + timedelta(days=7), 9))),
        (AT_NIGHT, NOON, LETTER),
        (PAUSED, NOON, Held(NotNow.PAUSED, None)),
        (UNTIL_SUNDAY, NOON, Held(NotNow.PAUSED, on(SUNDAY, 9))),
        (UNTIL_SUNDAY, on(SUNDAY, 9), EMAIL),
        (replace(UNTIL_SUNDAY, paused_until=TUESDAY), NOON, EMAIL),
    ],
)
def test_what_waits_says_why_and_until_when(reach, now, expected):
    assert way(reach, now=now) == expected


def test_an_urgent_message_comes_at_night_but_never_outside_their_own_hours():
    night = on(TUESDAY, 22)
    assert way(NOTHING_SAID, urgent=True, now=night) == EMAIL
    tomorrow = TUESDAY + timedelta(days=1)
    hours = replace(NOTHING_SAID, safe_from=time(7), safe_until=time(21))
    assert way(hours, urgent=True, now=night) == Held(NotNow.NOT_SAFE_NOW, on(tomorrow, 7))
    assert way(SUNDAYS, urgent=True) == Held(NotNow.NOT_SAFE_NOW, on(SUNDAY, 0))
    assert way(AT_NIGHT, urgent=True, now=night) == EMAIL


def test_a_message_about_their_own_signing_in_goes_in_a_pause():
    assert way(PAUSED, despite_pause=True) == EMAIL
    assert way(replace(PAUSED, safe_days=frozenset({7})), despite_pause=True) == Held(
        NotNow.NOT_SAFE_NOW, on(SUNDAY, 9)
    )
    assert way(PAUSED, urgent=True) == Held(NotNow.PAUSED, None)


def test_a_letter_or_a_call_is_given_to_a_person_at_any_hour():
    by_post = Reach(has_email=False, has_address=True, order=(LETTER,), safe_days=frozenset({7}))
    assert way(by_post, now=on(TUESDAY, 23)) == LETTER
    until_sunday = replace(by_post, paused=True, paused_until=SUNDAY)
    assert way(until_sunday) == Held(NotNow.PAUSED, on(SUNDAY, 0))


def early(begins, ends):
    return replace(NOTHING_SAID, safe_from=begins, safe_until=ends)


@pytest.mark.parametrize(
    ("reach", "now", "until"),
    [
        pytest.param(
            early(time(1, 30), time(5)), on(SPRING, 0, 30), datetime(2027, 3, 28, 1, tzinfo=UTC),
            id="a time that the clocks leave out",
        ),
        pytest.param(
            early(time(1, 15), time(1, 45)), on(SPRING, 0, 30), datetime(2027, 3, 29, 0, 15, tzinfo=UTC),
            id="all its hours left out",
        ),
        pytest.param(
            replace(early(time(1, 15), time(1, 45)), safe_days=frozenset({7})), on(SPRING, 0, 30),
            datetime(2027, 4, 4, 0, 15, tzinfo=UTC), id="and no other day before a week",
        ),
        pytest.param(
            early(time(1, 15), time(1, 45)), datetime(2026, 10, 25, 0, 50, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 15, tzinfo=UTC), id="hours that come twice",
        ),
        pytest.param(
            early(time(0, 45), time(1, 30)), datetime(2026, 10, 25, 0, 40, tzinfo=UTC),
            datetime(2026, 10, 25, 1, tzinfo=UTC), id="clocks put back into its hours",
        ),
    ],
)  # fmt: skip
def test_the_next_safe_moment_is_found_when_the_clocks_change(reach, now, until):
    assert way(reach, urgent=True, now=now) == Held(NotNow.NOT_SAFE_NOW, until)


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_quiet_hours_end_at_nine_on_londons_clocks_on_the_day_they_change(day):
    assert way(NOTHING_SAID, now=on(day, 0, 30)) == Held(NotNow.QUIET_HOURS, on(day, 9))


quarters = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
near_clock_changes = st.builds(
    lambda day, minutes: datetime.combine(day, time(), tzinfo=UTC) + timedelta(minutes=minutes),
    st.sampled_from((SPRING - timedelta(days=1), AUTUMN - timedelta(days=1), TUESDAY)),
    st.integers(0, 3 * 24 * 60),
)


@st.composite
def reaches(draw):
    begins, ends = sorted(draw(st.sets(quarters, min_size=2, max_size=2)))
    return Reach(
        **{name: draw(st.booleans()) for name in ("has_email", "has_mobile", "has_phone", "has_address")},
        order=tuple(draw(st.lists(st.sampled_from(Channel), unique=True))),
        never=draw(st.frozensets(st.sampled_from(Channel))),
        safe_days=draw(st.frozensets(st.integers(1, 7), min_size=1)),
        safe_from=draw(st.sampled_from((None, begins))),
        safe_until=draw(st.sampled_from((None, ends))),
        paused=draw(st.booleans()),
        paused_until=draw(st.sampled_from((None, SPRING, AUTUMN, TUESDAY))),
    )


@given(reaches(), st.frozensets(st.sampled_from(Channel)), st.booleans(), near_clock_changes)
def test_whatever_they_said_is_kept(reach, tried, urgent, now):
    found = way(reach, tried=tried, urgent=urgent, now=now)
    if isinstance(found, Channel):
        assert found in ways_of(reach, urgent=urgent)
        assert found not in reach.never | tried
        assert not is_paused(reach, now=now)
        if found in (EMAIL, TEXT):
            here = now.astimezone(LONDON)
            assert here.isoweekday() in reach.safe_days
            assert (reach.safe_from or time.min) <= here.time() < (reach.safe_until or time.max)
            assert urgent or time(9) <= here.time() < time(20)
    elif found.until:
        assert found.until > now
        assert isinstance(way(reach, tried=tried, urgent=urgent, now=found.until), Channel)
    else:
        assert found.because in (NotNow.NO_WAY, NotNow.PAUSED)


@given(reaches(), st.booleans(), near_clock_changes)
def test_no_safe_moment_is_passed_over(reach, urgent, now):
    """Every quarter of an hour is looked at: none before `until` was one in which it could have gone."""
    reach = replace(reach, paused=False, paused_until=None, never=frozenset(), has_email=True, order=(EMAIL,))
    found = way(reach, urgent=urgent, now=now)
    if isinstance(found, Held) and found.until:
        quarter = timedelta(minutes=15)
        moment = now.replace(minute=now.minute // 15 * 15) + quarter
        while moment < found.until:
            assert not may_arrive(reach, urgent=urgent, at=moment)
            moment += quarter


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("07700 900 321", True),
        ("+44 7700 900321", True),
        ("+44 (0)7700 900321", True),
        ("0044 7700 900 321", True),
        ("01632 960 001", False),
        ("+49 170 1234567", False),
        ("", False),
    ],
)
def test_a_text_goes_only_to_a_mobile(number, expected):
    assert is_mobile(number) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("07700 900 321", True),
        ("+44 7700 900321", True),
        ("+44 (0)7700 900321", True),
        ("0044 7700 900321", True),
        ("07700 900 32", False),
        ("07700 900 3211", False),
    ],
)
def test_a_mobile_number_lacks_no_figure(number, expected):
    assert is_whole_mobile(number) is expected
