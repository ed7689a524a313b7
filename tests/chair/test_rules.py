"""The transition table, its diagram, and the days that are offered."""

from datetime import date, timedelta

import pytest

from groups.chair.enums import OVER, AppointmentStatus
from groups.chair.rules import (
    TRANSITIONS,
    at_hour,
    may_become,
    offered_first_day,
    offered_last_day,
)
from tests.chair.drawing import FILE, drawn

S = AppointmentStatus
TODAY = date(2026, 11, 23)


def test_the_reference_page_is_drawn_from_the_table() -> None:
    assert FILE.read_text() == drawn(), "run python -m tests.chair.drawing --write"


def test_what_is_over_goes_nowhere_and_all_else_may_be_withdrawn() -> None:
    assert {then for now, then in TRANSITIONS if now in OVER} == set()
    assert {now for now, then in TRANSITIONS if then == S.WITHDRAWN} == set(S) - set(OVER)


def test_a_chair_is_appointed_only_after_somebody_was_chosen_by_a_count() -> None:
    assert {now for now, then in TRANSITIONS if then == S.APPOINTED} == {S.CHOSEN}
    assert {now for now, then in TRANSITIONS if then == S.CHOSEN} == {S.BALLOTING}


@pytest.mark.parametrize(
    ("now", "then", "may"),
    [
        ("again", "balloting", True),
        ("nobody", "balloting", False),
        ("chosen", "nominating", True),
        ("proposed", "balloting", False),
        ("appointed", "withdrawn", False),
    ],
)
def test_steps(now: str, then: str, *, may: bool) -> None:
    assert may_become(now, then) is may


@pytest.mark.parametrize(
    ("until", "first"),
    [
        (date(2027, 1, 31), date(2027, 2, 1)),
        (TODAY, date(2026, 11, 24)),
        (date(2026, 11, 22), TODAY + timedelta(days=28)),
        (None, TODAY + timedelta(days=28)),
    ],
)
def test_a_term_begins_the_day_after_the_present_one(until: date | None, first: date) -> None:
    assert offered_first_day(until, TODAY) == first


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 2, 1), date(2029, 1, 31)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2027, 1, 1), date(2028, 12, 31)),
    ],
)
def test_a_term_is_two_years(first: date, last: date) -> None:
    assert offered_last_day(first) == last


@pytest.mark.parametrize(("day", "utc"), [(date(2026, 12, 10), 17), (date(2027, 6, 10), 16)])
def test_five_is_five_in_london(day: date, utc: int) -> None:
    assert at_hour(day, 17).astimezone(None).utctimetuple().tm_hour == utc
