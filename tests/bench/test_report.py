"""Targets and the page that is written: what was missed is said, and nothing is said that was not measured."""

import re
from dataclasses import replace

import pytest

from script.benchmarks.figures import Figure
from script.benchmarks.profiling import Line, Profile
from script.benchmarks.report import markdown
from script.benchmarks.targets import misses, of_page
from script.benchmarks.values import Effort, Fact, Journey, PageResult, Results, Step


def figure(rate: float, p95: float = 10.0) -> Figure:
    return Figure(rate, 5.0, 6.0, rate, 8.0, p95, 100, 30_000)


def a_page(**changes: object) -> PageResult:
    figures = {"portal": figure(200.0), "limit": figure(600.0), "plain": figure(10.0), "admin": figure(50.0)}
    page = PageResult(
        "members",
        "Members and seats",
        public=False,
        rows=35,
        parts={"transaction": 2, "scope": 2, "session": 1, "user": 1, "standing": 1, "own": 5},
        own_of_tenfold=5,
        bytes_gzip=5_000,
        bytes_brotli=4_000,
        figures=figures,
        memory=70.0,
    )
    return replace(page, **changes)


def results(page: PageResult) -> Results:
    return Results((Fact("Processor", "of a test"),), Effort(), 16, pages=[page])


def test_all_targets_met() -> None:
    assert [(verdict.promised, verdict.measured, verdict.met) for verdict in of_page(a_page())] == [
        ("at most 5 queries of its own", "5", True),
        ("as many queries with ten times the rows", "5 and 5", True),
        ("at least 1/4 of the limit’s rate", "0.33 (1/3.0)", True),
        ("p95 at four clients at most 25 ms", "10.0 ms", True),
        ("worker’s own memory at most 90 MB after 1,000 requests", "70.0 MB", True),
    ]
    assert not misses(a_page())


@pytest.mark.parametrize(
    ("changes", "missed"),
    [
        ({"parts": {"own": 6}, "own_of_tenfold": 6}, "at most 5 queries of its own"),
        ({"own_of_tenfold": 50}, "as many queries with ten times the rows"),
        ({"figures": {"portal": figure(100.0), "limit": figure(401.0)}}, "at least 1/4 of the limit’s rate"),
        ({"figures": {"portal": figure(200.0, 25.1), "limit": figure(401.0)}}, "p95 at four clients at most 25 ms"),
        ({"memory": 90.1}, "worker’s own memory at most 90 MB after 1,000 requests"),
    ],
)
def test_a_missed_target_is_said(changes: dict[str, object], missed: str) -> None:
    page = a_page(**changes)
    assert [verdict.promised for verdict in of_page(page) if not verdict.met] == [missed]
    assert misses(page)
    assert f"| {missed} |" in markdown(results(page))
    assert "4 of 5 met." in markdown(results(page))
    assert "**missed**" in markdown(results(page))


def test_a_public_page_has_a_stricter_share_and_no_rows() -> None:
    figures = {"portal": figure(100.0), "limit": figure(301.0)}
    page = a_page(name="sign-in", title="Sign-in", public=True, rows=0, figures=figures)
    assert [(verdict.promised, verdict.met) for verdict in of_page(page)] == [
        ("at most 5 queries of its own", True),
        ("at least 1/3 of the limit’s rate", False),
        ("worker’s own memory at most 90 MB after 1,000 requests", True),
    ]


def test_subjects_are_compared_in_one_table() -> None:
    text = markdown(results(a_page()))
    assert "| limit | 600 | 1/3.0 as fast |" in text
    assert "| plain Django | 10 | 20.0 × as fast |" in text
    assert "Statements: 12 (transaction 2, scope 2, session 1, user 1, standing 1, own 5); with ten times" in text


def test_what_was_not_measured_is_not_in_it() -> None:
    text = markdown(results(a_page()))
    assert "## Where the time goes" not in text
    assert "## Loading and starting" not in text
    assert "## Not measured" not in text


def test_journeys_loading_and_profiles_are_in_it() -> None:
    profile = Profile(9.5, (Line("~ scrypt|x", 3.0, 3.0, 1),), (Line("groups/seats/views.py:1 members", 8.0, 0.1, 1),))
    found = results(a_page(profile=profile))
    found.journeys.append(Journey("founding", "Founding a group", (Step("basis", 20.4, 31.0, 5),), "Five times."))
    found.loading.append(Fact("Import", "12.3 s", "seven files"))
    text = markdown(found)
    assert "| basis | 20 ms | 31 ms | 5 |" in text
    assert "| Import | 12.3 s | seven files |" in text
    assert "| `groups/seats/views.py:1 members` | 8.00 | 0.10 | 1 |" in text
    assert "scrypt\\|x" in text


def test_every_table_is_whole() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", markdown(results(a_page())), re.MULTILINE)
    assert len(tables) == 3
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1
