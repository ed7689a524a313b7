"""Arithmetic of days, gaps and the quorum: properties, and the examples that people will read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpleadership.lib.dates import end_of_day, last_day, london_day, start_of_day
from groups.seats.enums import Constituency
from groups.seats.rules.history import empty_for, spells
from groups.seats.rules.labels import labels
from groups.seats.rules.quorum import Counted, quorum
from groups.seats.rules.spans import Span, holds, instant_it_begins, instant_it_ends, instant_of, span

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Term:
    """A term for the rules: all they look at."""

    period: Span


def term(first: date, last: date | None) -> Term:
    return Term(span(start_of_day(first), instant_it_ends(last)))


# ---- Days and instants ----


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_term_until_a_day_has_that_last_day(day: date) -> None:
    ends = instant_it_ends(day)
    assert ends is not None
    assert last_day(span(start_of_day(day), ends)) == day
    assert holds(span(start_of_day(day), ends), instant_of(day, NOW))


def test_today_means_now_and_another_day_its_beginning() -> None:
    assert instant_it_begins(TODAY, NOW) == NOW
    assert instant_it_begins(date(2026, 7, 1), NOW) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "summer time"


def test_as_at_a_day_is_its_last_instant_but_today_is_now() -> None:
    assert instant_of(TODAY, NOW) == NOW
    assert instant_of(date(2026, 7, 1), NOW) == datetime(2026, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)


def test_a_term_ended_now_holds_no_longer() -> None:
    assert not holds(span(NOW - DAY, NOW), NOW)
    assert holds(span(NOW - DAY, NOW), NOW - timedelta(microseconds=1))


# ---- History ----

lengths = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 400)), max_size=8)


@given(lengths, st.booleans())
def test_terms_and_gaps_tile_the_days(parts: list[tuple[int, int]], last_is_open: bool) -> None:
    day = since = date(2020, 2, 1)
    terms = []
    for gap, length in parts:
        first = day + gap * DAY
        day = first + length * DAY
        terms.append(term(first, day - DAY))
    if terms and last_is_open:
        terms[-1] = Term(span(terms[-1].period.lower, None))
    found = spells(terms, since=since, now=end_of_day(day + 30 * DAY))[::-1]
    assert [spell.term for spell in found if spell.term] == terms
    expected = since
    for spell in found:
        assert spell.first == expected
        assert spell.last is None or spell.first <= spell.last
        expected = (spell.last or day) + DAY
    assert found[-1].last is None
    assert not any(one.term is None and other.term is None for one, other in pairwise(found))


def test_the_mocks_history_has_its_gap() -> None:
    terms = [term(date(2023, 7, 1), date(2026, 4, 14)), term(date(2026, 5, 1), None)]
    gap = spells(terms, since=date(2023, 7, 1), now=NOW)[1]
    assert (gap.first, gap.last, gap.days(TODAY), gap.term) == (date(2026, 4, 15), date(2026, 4, 30), 16, None)


def test_a_seat_refilled_the_same_day_has_no_gap() -> None:
    ended = Term(span(NOW - 9 * DAY, NOW - 2 * DAY))
    begun = Term(span(NOW - 2 * DAY + timedelta(hours=1), None))
    assert [spell.term for spell in spells([ended, begun], since=date(2026, 11, 14), now=NOW)] == [begun, ended]


def test_a_seat_that_never_was_filled_is_one_gap() -> None:
    assert [(spell.first, spell.last) for spell in spells([], since=TODAY - DAY, now=NOW)] == [(TODAY - DAY, None)]


def test_a_term_to_come_ends_the_gap_before_it() -> None:
    coming = term(TODAY + 10 * DAY, None)
    found = spells([coming], since=TODAY, now=NOW)
    assert [(spell.first, spell.last) for spell in found] == [(TODAY + 10 * DAY, None), (TODAY, TODAY + 9 * DAY)]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (end_of_day(date(2026, 9, 30)), (date(2026, 9, 30), 54)),
        (end_of_day(date(2026, 10, 31)), (date(2026, 10, 31), 23)),
        (NOW - timedelta(minutes=1), (TODAY, 0)),
        (None, (date(2026, 11, 1), 22)),
    ],
)
def test_empty_since(left: datetime | None, expected: tuple[date, int]) -> None:
    assert empty_for(left, start_of_day(date(2026, 11, 1)), NOW) == expected


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.integers(1, 900))
def test_a_day_later_a_seat_is_empty_a_day_longer(left: datetime, days: int) -> None:
    last, count = empty_for(left, left, start_of_day(london_day(left) + days * DAY))
    _, after = empty_for(left, left, start_of_day(london_day(left) + (days + 1) * DAY))
    assert after == count + 1
    assert last <= london_day(left)


# ---- Names ----


@given(st.lists(st.sampled_from(["Harbour PCN", "Tidewater LMC", "Federation"]), max_size=12))
def test_no_two_seats_are_called_alike(titles: list[str]) -> None:
    found = labels(titles)
    assert len(set(found)) == len(titles)
    assert all(label.startswith(title) for label, title in zip(found, titles, strict=True))


def test_a_single_seat_keeps_its_name() -> None:
    assert labels(["A", "B", "A"]) == ["A, seat 1", "B", "A, seat 2"]


# ---- Quorum ----

PCN, LMC = Constituency.PCN, Constituency.LMC
BUT, WITHOUT = "The group can meet it, but only", "without them nothing is decided."


def seats(*kinds: tuple[str, bool, str]) -> list[Counted]:
    return [Counted(kind, needed, by) for kind, needed, by in kinds]


def said(number: int, *kinds: tuple[str, bool, str]) -> tuple[str, str]:
    found = quorum(number, seats(*kinds))
    return found.state, " ".join(f"{found.rule} {found.lead} {found.strong}{found.rest}".split())


@pytest.mark.parametrize(
    ("number", "core", "expected"),
    [
        (0, [(PCN, False, "A")], ("unset", "The group has not said how many members it needs to decide.")),
        (
            1,
            [(PCN, False, "A"), (PCN, False, "B"), (PCN, False, "C")],
            ("met", "1 member. The group can meet it: up to two can be away."),
        ),
        (
            2,
            [(PCN, False, "A"), (PCN, False, "B")],
            ("tight", "2 members. Everybody who sits has to come: if one is away or recused, nothing is decided."),
        ),
        (
            4,
            [(PCN, False, "A"), (PCN, False, "")],
            (
                "not met",
                "4 members. Only 1 seat is filled: three more are needed before anything can be decided.",
            ),
        ),
        (
            1,
            [(PCN, False, "A"), (LMC, True, "")],
            ("not met", "1 member, with the LMC among them. Nobody sits for the LMC, so nothing can be decided."),
        ),
        (
            1,
            [(PCN, False, "A"), (LMC, True, "Dr Tan"), (LMC, True, "")],
            (
                "tight",
                f"1 member, with the LMC among them. {BUT} Dr Tan sits for the LMC: {WITHOUT}",
            ),
        ),
        (
            1,
            [(PCN, True, "A"), (PCN, False, "B"), (LMC, True, "C")],
            (
                "tight",
                f"1 member, with a PCN and the LMC among them. {BUT} A sits for a PCN: {WITHOUT} The same goes for C.",
            ),
        ),
        (
            0,
            [(LMC, True, "A"), (LMC, True, "B")],
            ("met", "The LMC must be there. The group can meet it, whoever else is away."),
        ),
    ],
)
def test_the_quorum_in_words(number: int, core: list[tuple[str, bool, str]], expected: tuple[str, str]) -> None:
    assert said(number, *core) == expected


a_seat = st.builds(Counted, st.sampled_from(list(Constituency)), st.booleans(), st.sampled_from(["", "Dr Tan"]))


@given(st.integers(0, 12), st.lists(a_seat, max_size=12))
def test_a_quorum_is_met_by_number_and_by_kind(number: int, core: list[Counted]) -> None:
    found = quorum(number, core)
    enough = sum(1 for seat in core if seat.by) >= number
    kinds = {seat.constituency for seat in core if seat.needed}
    covered = all(any(seat.needed and seat.by and seat.constituency == kind for seat in core) for kind in kinds)
    assert (found.state == "unset") == (not number and not kinds)
    assert (found.state in {"met", "tight"}) == (enough and covered and found.state != "unset")
    assert found.rule
