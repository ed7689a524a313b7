"""Days, instants and their words, in London."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpleadership.lib import dates


@dataclass(frozen=True)
class Span:
    upper: datetime | None


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_dates_read_as_everybody_writes_them() -> None:
    day = date(2018, 8, 6)
    assert dates.long_date(day) == "6 August 2018"
    assert dates.short_date(day) == "6 August"
    assert dates.day_and_date(date(2026, 12, 3)) == "Thursday 3 December 2026"


def test_an_instant_is_shown_on_its_london_day() -> None:
    late = at(2026, 7, 31, 23, 30)  # half past midnight in London's summer
    assert dates.long_date(late) == "1 August 2026"
    assert dates.date_and_clock(late) == "1 August 2026 at 12.30am"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (time(7), "7am"),
        (time(17, 30), "5.30pm"),
        (time(17, 4), "5.04pm"),
        (time(0), "midnight"),
        (time(12), "midday"),
        (time(12, 5), "12.05pm"),
        (at(2026, 7, 1, 6, 0), "7am"),
        (at(2026, 12, 1, 6, 0), "6am"),
    ],
)
def test_the_clock(when: datetime | time, words: str) -> None:
    assert dates.clock(when) == words


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)],
    ids=["clocks go forward", "clocks go back", "an ordinary day"],
)
def test_a_day_ends_when_london_says(day: date, hours: int) -> None:
    assert dates.end_of_day(day) - dates.start_of_day(day) == timedelta(hours=hours)
    assert dates.end_of_day(day) == dates.start_of_day(day + timedelta(days=1))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_term_until_the_end_of_a_day_has_that_last_day(day: date) -> None:
    assert dates.last_day(Span(dates.end_of_day(day))) == day


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_a_term_ended_in_the_course_of_a_day_has_that_last_day(upper: datetime) -> None:
    if upper != dates.start_of_day(dates.london_day(upper)):
        assert dates.last_day(Span(upper)) == dates.london_day(upper)


def test_an_open_term_has_no_last_day() -> None:
    assert dates.last_day(Span(None)) is None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 4, 15), date(2026, 4, 30), "15 to 30 April 2026"),
        (date(2026, 4, 3), date(2026, 5, 6), "3 April to 6 May 2026"),
        (date(2023, 7, 1), date(2026, 4, 14), "1 July 2023 to 14 April 2026"),
        (date(2026, 5, 1), None, "1 May 2026 to now"),
        (date(2026, 5, 1), date(2026, 5, 1), "1 May 2026"),
    ],
)
def test_a_period_says_no_more_than_it_must(first: date, last: date | None, words: str) -> None:
    assert dates.period(first, last) == words


@pytest.mark.parametrize(
    ("days", "left", "ago"),
    [
        (0, "today", "today"),
        (1, "1 day left", "tomorrow"),
        (3, "3 days left", "in 3 days"),
        (-1, "1 day late", "yesterday"),
        (-1200, "1,200 days late", "1,200 days ago"),
    ],
)
def test_time_left_and_gone_in_words(days: int, left: str, ago: str) -> None:
    on = date(2026, 11, 23)
    assert dates.days_left(on + timedelta(days=days), on) == left
    assert dates.days_ago(on + timedelta(days=days), on) == ago
