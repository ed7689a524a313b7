"""A trend of several pulses publishes nothing beyond what each pulse published of its own cells.

The reader of a trend is given every pulse's words. They are built again here from two counts that the pulses
cannot tell apart, and must be the same; and each word of them must be one that its own pulse published.
"""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from groups.ballots.rules.counting import Tally, decide
from groups.ballots.rules.disclosure import Published, published
from groups.ballots.rules.wording import in_pool
from groups.models import Ballot, LeadershipGroup, Person, Pulse, PulseSubject
from groups.pulse.presenters import trend, words
from groups.pulse.queries import Round
from groups.pulse.rules import below, missed_in
from groups.pulse.subjects import Speaker
from tests.ballots.counts import pools_for, tallies_for

GROUP = LeadershipGroup(pk=1, slug="eastmere", name="Eastmere")
PEOPLE = [Person(pk=number, full_name=f"Dr Somebody {number}") for number in (1, 2)]
NOW = [Speaker(each, ("Chair",), date(2026, 1, 1)) for each in PEOPLE]
FLOORS = st.sampled_from((50, 60, 75, 100))
Cells = list[tuple[int, int]]


def counts(casts: list[int]) -> st.SearchStrategy[list[list[int]]]:
    """The approvals of each person in each pool."""
    pools = st.tuples(*(st.integers(0, cast) for cast in casts)).map(list)
    return st.lists(pools, min_size=len(PEOPLE), max_size=len(PEOPLE))


PULSES = st.lists(
    st.lists(st.integers(0, 7), min_size=1, max_size=4).flatmap(
        lambda casts: st.tuples(st.just(casts), FLOORS, counts(casts), counts(casts))
    ),
    min_size=1,
    max_size=4,
)


def result(casts: list[int], floor: int, approvals: list[list[int]]) -> Published:
    """What such a pulse publishes."""
    tallies: tuple[Tally, ...] = tallies_for(casts, *approvals)
    outcome = decide(tallies, floor, "seed", contest=False)
    return published(tallies, outcome, pools_for(casts), floor, sum(casts), contest=False)


def a_round(number: int, found: Published) -> Round:
    """A pulse that published this, half a year after the one before."""
    closed = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=190 * number)
    stored = json.loads(json.dumps(found.to_json()))
    kept = {"result": stored, "floor": found.floor, "cast": found.cast, "electors": found.electors, "names": 2}
    ballot = Ballot(pk=number, group=GROUP, number=number, kind="pulse", closes_at=closed, ended_at=closed, **kept)
    pulse = Pulse(pk=number, group=GROUP, ballot=ballot, half_year=date(2020, 1, 1), due=date(2020, 1, 1))
    asked = (PulseSubject(pulse=pulse, person=each, position=each.pk, roles=["Chair"]) for each in PEOPLE)
    return Round(pulse, tuple(asked))


def seen(results: list[Published]) -> Any:
    """All that a reader is given of these pulses: page, file, answer, and what is talked about."""
    rounds = [a_round(number, each) for number, each in enumerate(results, start=1)][::-1]
    trends = trend.trends(rounds, rounds, NOW, everybody=True)
    file = list(trend.values(rounds, [each.pk for each in PEOPLE]))
    raised = [(below(each), [missed_in(each, position) for position in below(each)]) for each in results]
    return trends, file, words.answer(rounds), raised


@settings(max_examples=300, deadline=None)
@given(PULSES)
def test_what_no_pulse_tells_apart_no_trend_does(pulses: list[tuple[list[int], int, Any, Any]]) -> None:
    one = [result(casts, floor, approvals) for casts, floor, approvals, _ in pulses]
    other = [
        result(casts, floor, others) if result(casts, floor, others) == first else first
        for first, (casts, floor, _, others) in zip(one, pulses, strict=True)
    ]
    assert seen(one) == seen(other)


@settings(max_examples=300, deadline=None)
@given(PULSES)
def test_every_cell_of_a_trend_is_one_that_its_own_pulse_published(
    pulses: list[tuple[list[int], int, Any, Any]],
) -> None:
    results = [result(casts, floor, approvals) for casts, floor, approvals, _ in pulses]
    trends, file, _, _ = seen(results)
    for person, each in zip(PEOPLE, trends, strict=True):
        for found, line in zip(results[::-1], each.lines, strict=True):
            names = {pool.key: pool.name for pool in found.pools}
            said = {names[shown.pool]: shown for shown in found.of(person.pk)}
            shown_here = {pool: cell for pool, cell in zip(each.pools, line.cells, strict=True) if cell is not None}
            assert shown_here.keys() == said.keys()
            for pool, cell in shown_here.items():
                assert (cell.count or cell.floor.lower().replace("not met", "floor not met")) == in_pool(said[pool])
                assert bool(cell.width) == bool(said[pool].count), "no bar where no count is published"
    assert len(file) == sum(len(each.pools) for each in results) * len(PEOPLE)


def test_a_unanimous_pool_and_all_but_one_read_alike_in_every_pulse() -> None:
    everybody, all_but_one = result([6, 5], 60, [[6, 5], [6, 5]]), result([6, 5], 60, [[5, 4], [5, 4]])
    assert seen([everybody, all_but_one]) == seen([all_but_one, everybody]) == seen([everybody] * 2)


def test_the_proof_bites() -> None:
    """Counts that are published apart are told apart."""
    assert seen([result([6], 60, [[4], [4]])]) != seen([result([6], 60, [[3], [4]])])
