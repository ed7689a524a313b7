"""When a pulse is due, until when it is open, and who is below the floor."""

from datetime import UTC, date, datetime

import pytest

from groups.pulse.rules import below, closing, due, half_year, later, missed_in
from groups.pulse.subjects import roles_in_words
from tests.ballots.counts import result


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later(day: date, months: int, then: date) -> None:
    assert later(day, months) == then


def test_half_a_year_after_the_last_closed_or_the_chairs_term_began() -> None:
    closed = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)  # the 1st of April in London
    assert due(closed, date(2020, 1, 1)) == date(2026, 10, 1)
    assert due(None, date(2026, 2, 1), [date(2025, 1, 1)]) == date(2026, 8, 1)
    assert due(None, None, [date(2026, 5, 1), date(2026, 3, 1)]) == date(2026, 9, 1)
    assert due(closed, None) is None
    assert due(None, None) is None


def test_a_half_year_has_a_first_day() -> None:
    assert half_year(date(2026, 6, 30)) == date(2026, 1, 1)
    assert half_year(date(2026, 7, 1)) == date(2026, 7, 1)


@pytest.mark.parametrize("now", [datetime(2026, 3, 25, 9, tzinfo=UTC), datetime(2026, 10, 21, 23, 30, tzinfo=UTC)])
def test_a_week_until_five_also_where_the_clocks_change(now: datetime) -> None:
    end = closing(now)
    assert (end.hour, end.minute, end.second, end.tzname()) == (17, 0, 0, "BST" if now.month == 3 else "GMT")
    assert 6 <= (end - now).days <= 7


def test_below_the_floor_in_any_pool() -> None:
    found = result((6, 4), (5, 4), (5, 1), (1, 4), contest=False)
    assert below(found) == (2, 3)
    assert missed_in(found, 2) == ["in the LMC"]
    assert missed_in(found, 3) == ["among the PCNs"]


def test_where_nobody_voted_there_is_nothing_to_talk_about() -> None:
    assert below(result((0, 0), (0, 0), sizes=(6, 4), contest=False)) == ()


def test_where_one_pool_was_silent_its_floor_is_not_met() -> None:
    assert below(result((6, 0), (6, 0), sizes=(6, 4), contest=False)) == (1,)


def test_roles_in_words() -> None:
    assert roles_in_words(["Chair", "Representative on the ICB board"]) == "Chair and representative on the ICB board"
    assert roles_in_words([]) == ""
