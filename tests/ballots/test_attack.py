"""One dump of the database links voters to their ballots no better than chance, and other designs do not withstand.

A thousand electors cast in a known order, really committed. The attacker has one dump: taken when half have voted,
or after the count. See `tests.ballots.attack`.
"""

import logging
from dataclasses import dataclass, field
from itertools import permutations
from math import factorial, log10
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connections
from django.test import override_settings

from groups.ballots.models import Ballot
from tests import database
from tests.ballots.attack import elections
from tests.ballots.attack.designs import DESIGNS, NAIVE, Beside
from tests.ballots.attack.dump import Dump
from tests.ballots.attack.finding import Scene, traces
from tests.ballots.attack.scoring import Finding, attack, log10_of_hits, log10_of_ranks
from tests.cast import Cast, make_cast

log = logging.getLogger(__name__)  # to see the figures: --log-cli-level=INFO
SIZES = {"pcn": 600, "lmc": 200, "federation": 120, "ccg": 80}
HALF = 500
QUICK: Any = {
    "JOBS_WAKE": "tests.ballots.attack.elections.nobody_listens",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "SECOND_FACTOR_REQUIRED": False,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
}


@dataclass
class Simulated:
    """What the attacker made of each dump, and what there was to be found."""

    traces: dict[str, set[str]] = field(default_factory=dict)
    portal: dict[str, Finding] = field(default_factory=dict)
    naive: dict[str, Finding] = field(default_factory=dict)
    designs: dict[str, Finding] = field(default_factory=dict)
    counted: Ballot | None = None


@pytest.fixture(scope="module")
def simulated(django_db_setup: None, django_db_blocker: Any) -> Simulated:
    """The thousand ballots, once for all tests here; nothing of them is left."""
    with django_db_blocker.unblock(), override_settings(**QUICK):
        try:
            return simulate()
        finally:
            for connection in connections.all(initialized_only=True):
                connection.close()
            database.empty()


def simulate() -> Simulated:
    found, election = Simulated(), elections.opened(make_cast(), SIZES)
    beside = Beside(election)
    try:
        with elections.logged(election.log):
            elections.letters()
            elections.vote(election, election.electors[:HALF], beside.cast)
            elections.reminders()
            middle = election.dump()
            look(found, "in the middle", middle, election)
            found.designs = dict(zip(DESIGNS, beside.attacked(middle, DESIGNS.values()), strict=True))
            elections.vote(election, election.electors[HALF:], beside.cast)
            found.counted = elections.close(election)
        after = election.dump()
        look(found, "after the count", after, election)
        [found.naive["after the count"]] = beside.attacked(after, [NAIVE])
    finally:
        beside.drop()
    return found


def look(found: Simulated, when: str, dump: Dump, election: elections.Election) -> None:
    scene = Scene(dump, "groups_ballotroll", "groups_ballotbox", tuple(election.order))
    found.traces[when] = set(traces(scene))
    found.portal[when] = attack(scene, election.truth)


@pytest.mark.slow
@pytest.mark.parametrize(("when", "cast"), [("in the middle", HALF), ("after the count", 1000)])
def test_a_dump_links_voters_no_better_than_chance(simulated: Simulated, when: str, cast: int) -> None:
    found = simulated.portal[when]
    log.info("%s: %s", when, found)
    assert found.voters == cast
    assert not found.caught, str(found)
    assert found.most_hits < 25


@pytest.mark.slow
def test_the_ballots_were_really_cast_and_counted(simulated: Simulated) -> None:
    assert simulated.counted is not None
    assert (simulated.counted.ending, simulated.counted.cast) == ("counted", 1000)


@pytest.mark.slow
def test_there_was_much_to_be_found(simulated: Simulated) -> None:
    """Otherwise the attack would prove nothing."""
    about = {"django_session", "groups_person", "groups_job", "groups_seatterm", "groups_ballotroll"}
    assert {when: about - tables for when, tables in simulated.traces.items()} == {
        "in the middle": set(),
        "after the count": set(),
    }


@pytest.mark.slow
@pytest.mark.parametrize("design", list(DESIGNS)[:-1])
def test_other_designs_are_seen_through(simulated: Simulated, design: str) -> None:
    found = simulated.designs[design]
    log.info("%s: %s", design, found)
    assert found.caught
    assert found.hits == found.voters == HALF, "every single voter"


@pytest.mark.slow
def test_the_naive_design_after_the_count(simulated: Simulated) -> None:
    found = simulated.naive["after the count"]
    log.info(found)
    assert found.caught
    assert found.hits == found.voters == 1000


@pytest.mark.slow
def test_it_is_the_rewritten_box_that_keeps_the_secret(simulated: Simulated) -> None:
    """To tick the roll in place shows in which order people voted, and one dump alone makes nothing of that."""
    found = simulated.designs[list(DESIGNS)[-1]]
    log.info(found)
    assert not found.caught


# ---- What it cannot withstand: docs/trust-ballot.md says so ----


@pytest.fixture
def small(committed_cast: Cast, settings: Any) -> elections.Election:
    settings.JOBS_WAKE = QUICK["JOBS_WAKE"]
    return elections.opened(committed_cast, {"pcn": 5, "lmc": 4})


def test_two_dumps_around_one_vote_show_whose_it_was(small: elections.Election) -> None:
    elections.vote(small, small.electors[:6])
    before = small.dump()
    elections.vote(small, small.electors[6:7])
    new = marks(small.dump()) - marks(before)
    assert new == {small.truth[small.electors[6][1].pk]}


def test_whoever_alone_has_voted_in_a_pool_can_be_seen(small: elections.Election) -> None:
    elections.vote(small, small.electors[:1])
    assert marks(small.dump()) == {*small.truth.values()}


def marks(dump: Dump) -> set[str]:
    return {row["receipt"] for row in dump.tables["groups_ballotbox"]}


def test_the_server_keeps_no_sample_of_roll_and_box(small: elections.Election) -> None:
    """A sample for its planner would say which ballots were in the box when it was taken."""
    with database.owner(portal.DATABASES["owner"]["NAME"]) as connection:
        connection.execute("ANALYZE groups_ballotroll, groups_ballotbox")
        found = connection.execute(
            "SELECT attrelid::regclass::text, array_agg(DISTINCT attstattarget) FROM pg_attribute"
            " WHERE attrelid IN ('groups_ballotroll'::regclass, 'groups_ballotbox'::regclass)"
            " AND attnum > 0 AND NOT attisdropped GROUP BY 1 ORDER BY 1"
        ).fetchall()
    assert found == [("groups_ballotbox", [0]), ("groups_ballotroll", [0])]


# ---- The measure itself ----


def test_the_bound_of_hits_holds_for_every_permutation() -> None:
    size = 6
    hits = [sum(a == b for a, b in enumerate(each)) for each in permutations(range(size))]
    for least in range(size + 1):
        assert sum(each >= least for each in hits) / factorial(size) <= 10 ** log10_of_hits(least, 1) + 1e-12


def test_few_hits_are_chance_and_many_are_not() -> None:
    assert log10_of_hits(4, 4) > log10(0.05)
    assert log10_of_hits(40, 4) < -20


def test_ranks_that_rise_or_fall_together_are_no_chance() -> None:
    rising, mixed = list(range(200)), [(each * 77) % 200 for each in range(200)]
    assert log10_of_ranks([rising]) == log10_of_ranks([rising[::-1]]) < -40
    assert log10_of_ranks([mixed]) > -2
    assert log10_of_ranks([[3], []]) == 0
