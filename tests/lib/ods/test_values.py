"""Codes, dates, texts: every spelling seen, and whatever else may come."""

import datetime as dt
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpleadership.lib.ods import Status
from gpleadership.lib.ods.errors import BadValue
from gpleadership.lib.ods.values import (
    address_line,
    code,
    count,
    date,
    day,
    in_order,
    optional_code,
    optional_date,
    parse_date,
    postcode,
    quote,
    status,
    text,
)

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
CODES = st.text(string.ascii_uppercase + string.digits, min_size=3, max_size=9)
SPELLINGS = {
    "20260801": "%Y%m%d",
    "2026-08-01": "%Y-%m-%d",
    "01Aug2026": "%d%b%Y",
    "01-Aug-26": "%d-%b-%y",
    "1 August 2026": "%d %B %Y",
    "2026-08-01 00:00:00": "%Y-%m-%d 00:00:00",
}


@pytest.mark.parametrize("raw", [*SPELLINGS, "01AUG2026", "01aug2026", " 20260801 ", "1-Aug-2026"])
def test_every_spelling_of_a_date_that_was_seen(raw: str) -> None:
    assert parse_date(raw) == dt.date(2026, 8, 1)


@given(DAYS, st.sampled_from(list(SPELLINGS.values())), st.sampled_from([str, str.upper, str.lower]))
def test_a_date_is_the_same_in_every_spelling(value: dt.date, spelling: str, case: type[str]) -> None:
    assert parse_date(case(value.strftime(spelling))) == value


@given(st.text())
def test_any_text_is_a_date_or_none(raw: str) -> None:
    found = parse_date(raw)

    assert found is None or 1800 <= found.year <= 2199


@given(st.text(st.characters(categories=["Nd", "L", "P"]), max_size=12))
def test_a_date_that_is_none_is_refused_in_words(raw: str) -> None:
    if (found := parse_date(raw)) is not None:
        assert date(raw, "opening date") == found
    else:
        with pytest.raises(BadValue, match=r"^the opening date .*\. Download the file again\.$"):
            date(raw, "opening date")


@pytest.mark.parametrize(
    "raw", ["20260229", "2026-13-01", "31Apr2026", "01Foo2026", "17990101", "today", "1/8/2026", "0"]
)
def test_what_is_no_date(raw: str) -> None:
    assert parse_date(raw) is None


def test_a_blank_date_is_none_only_where_it_may_be_blank() -> None:
    assert optional_date("  ", "closing date") is None
    with pytest.raises(BadValue, match=r"^the opening date is missing"):
        date("  ", "opening date")


@given(DAYS, DAYS)
def test_a_spell_may_end_on_the_day_it_starts_and_not_before(start: dt.date, end: dt.date) -> None:
    in_order(start, None, "the spell")
    in_order(None, end, "the spell")
    if start <= end:
        in_order(start, end, "the spell")
    else:
        with pytest.raises(BadValue, match=f"ends on {day(end)}, before it starts on {day(start)}"):
            in_order(start, end, "the spell")


def test_days_are_written_as_the_portal_writes_them() -> None:
    assert day(dt.date(2018, 8, 6)) == "6 August 2018"


@given(CODES, st.sampled_from(["", " ", "\t"]))
def test_a_code_survives_case_and_spaces(value: str, space: str) -> None:
    assert code(f"{space}{value.lower()}{space}") == code(value) == value


@given(st.text())
def test_any_text_is_a_code_or_refused(raw: str) -> None:
    if re.fullmatch("[A-Za-z0-9]{3,9}", raw.strip()):
        assert code(raw) == raw.strip().upper()
    else:
        with pytest.raises(BadValue, match=r"^the code .{1,140}$"):
            code(raw)


@pytest.mark.parametrize("raw", ["A81００1", "A8100é", "A8-001", "A81 001", "ab", "ﬁx", "ABCDEFGHIJ"])
def test_what_is_no_code(raw: str) -> None:
    with pytest.raises(BadValue, match=r"^the code “.*” is not 3 to 9 capital letters and digits"):
        code(raw)


def test_a_code_may_be_blank_where_it_may() -> None:
    assert optional_code(" ") is None
    assert optional_code("q99") == "Q99"


@pytest.mark.parametrize(
    ("raw", "meant"),
    [("A", "ACTIVE"), ("C", "INACTIVE"), ("D", "DORMANT"), ("P", "PROPOSED"), ("dormant ", "DORMANT")],
)
def test_statuses_of_both_formats(raw: str, meant: str) -> None:
    assert status(raw) is Status(meant)


@given(st.text())
def test_any_text_is_tidied_or_refused_and_never_a_formula(raw: str) -> None:
    try:
        found = text(raw)
    except BadValue:
        return
    assert found == " ".join(found.split())
    assert found.isprintable()
    assert not found.startswith(("=", "+", "-", "@"))


def test_an_address_may_begin_with_at_and_a_space_and_no_other_text_may() -> None:
    assert address_line("@ LOUDOUN") == "@ LOUDOUN"
    for raw in ("@LOUDOUN", "@ =1+1", "=@ A", "@  +1"):
        with pytest.raises(BadValue, match=r"^the address .* begins like a spreadsheet formula"):
            address_line(raw)
    with pytest.raises(BadValue, match=r"^the name “@ LOUDOUN” begins"):
        text("@ LOUDOUN")


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [("ts18 1hu", "TS18 1HU"), ("N11AA", "N1 1AA"), ("EC2A  4EG", "EC2A 4EG"), ("", ""), ("JE2 3", "JE2 3")],
)
def test_postcodes(raw: str, tidy: str) -> None:
    assert postcode(raw) == tidy


@given(st.integers(0, 9_999_999))
def test_counts(patients: int) -> None:
    assert count(f" {patients} ", "number") == patients


@pytest.mark.parametrize("raw", ["", "-1", "1.5", "1,000", "NA", "10000000", "١"])
def test_what_is_no_count(raw: str) -> None:
    with pytest.raises(BadValue, match="is not a whole number"):
        count(raw, "number of patients")


def test_what_is_quoted_is_short_and_can_be_printed() -> None:
    assert quote("a\tb\u202e") == "“a?b?”"
    assert quote("x" * 41) == f"“{'x' * 40}…”"
