"""Hours by London months: nothing gets lost between months, and over is over only when it is."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.support.rules import (
    MonthUse,
    Spell,
    by_month,
    days_in,
    last_of,
    later,
    month_of,
    months_to,
    paid_in,
    two_months_over,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
QUARTERS = st.integers(1, 240).map(lambda quarters: Decimal(quarters) / 4)


@given(DAYS, st.integers(0, 900), QUARTERS)
def test_the_months_of_a_spell_add_up_to_the_spell(start: date, length: int, hours: Decimal) -> None:
    end = start + timedelta(days=length)
    months = months_to(month_of(end), 40)
    total = sum((paid_in(month, Spell(1, hours, start, end)) for month in months), Fraction(0))
    assert total == Fraction(hours) * (length + 1) / 7


@given(DAYS, DAYS, st.integers(1, 500), QUARTERS)
def test_a_spell_that_is_cut_in_two_is_paid_for_as_before(month: date, start: date, days: int, hours: Decimal) -> None:
    month, end = month.replace(day=1), start + timedelta(days=2 * days)
    cut = start + timedelta(days=days)
    halves = Spell(1, hours, start, cut), Spell(2, hours, cut + timedelta(days=1), end)
    assert sum(paid_in(month, half) for half in halves) == paid_in(month, Spell(3, hours, start, end))


@given(DAYS, DAYS, st.none() | DAYS)
def test_days_in_a_month_are_no_more_than_it_has(month: date, start: date, end: date | None) -> None:
    month = month.replace(day=1)
    assert 0 <= days_in(month, start, end) <= last_of(month).day


@given(DAYS, st.integers(-60, 60))
def test_going_on_and_back_is_where_one_was(month: date, months: int) -> None:
    month = month.replace(day=1)
    assert later(later(month, months), -months) == month


def test_a_february_of_four_weeks_is_four_times_the_week() -> None:
    assert paid_in(date(2027, 2, 1), Spell(1, Decimal("22.5"), date(2026, 1, 1), None)) == 90


@pytest.mark.parametrize(
    ("instant", "month"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 1)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),  # British summer time
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_months_are_londons(instant: datetime, month: date) -> None:
    assert month_of(instant) == month


def test_six_months_end_with_this_one() -> None:
    assert [f"{month:%Y-%m}" for month in months_to(date(2026, 2, 1))] == [
        "2025-09",
        "2025-10",
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]


def test_a_month_says_what_is_missing() -> None:
    spells = [Spell(1, Decimal(7), date(2026, 1, 1), None), Spell(2, Decimal(14), date(2026, 10, 25), None)]
    found = by_month([date(2026, 10, 1), date(2026, 11, 1)], spells, {(1, date(2026, 10, 1)): Decimal(33)})
    assert found == [
        MonthUse(date(2026, 10, 1), Fraction(45), Decimal(33), 1),
        MonthUse(date(2026, 11, 1), Fraction(90), None, 2),
    ]
    assert (found[0].left, found[0].over, found[1].over) == (12, False, False)


def _used(month: int, used: int | None) -> MonthUse:
    return MonthUse(date(2026, month, 1), Fraction(60), None if used is None else Decimal(used), 0)


@pytest.mark.parametrize(
    ("used", "over"),
    [
        ([61, 61, 0], True),  # November is not over yet and does not count
        ([61, 60, 0], False),  # as much as was paid for is not more
        ([60, 61, 99], False),
        ([61, None, 99], False),  # not running
        ([None, 61, 99], False),
        ([], False),
    ],
)
def test_two_months_running(used: list[int | None], over: bool) -> None:
    found = [_used(9 + n, each) for n, each in enumerate(used)]
    last = two_months_over(found, date(2026, 11, 23))
    assert (last is not None) == over
    assert last is None or last.month == date(2026, 10, 1)


def test_what_is_long_past_says_nothing() -> None:
    found = [_used(6, 90), _used(7, 90)]
    assert two_months_over(found, date(2026, 9, 30)) is not None
    assert two_months_over(found, date(2026, 10, 1)) is None
