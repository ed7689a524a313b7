"""From a box to what is published: the pure rules, given what the keeper holds."""

from collections.abc import Iterable, Sequence

from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.ballots.rules.counting import Outcome, Paper, Tally, decide, tally
from groups.ballots.rules.disclosure import Published, published
from groups.ballots.rules.electorate import Pool


def pools_on(ballot: Ballot) -> tuple[Pool, ...]:
    """The pools as they were frozen."""
    return tuple(
        Pool(each["key"], each["name"], tuple(each["constituencies"]), each["electors"]) for each in ballot.pools
    )


def recount(ballot: Ballot, box: Iterable[tuple[str, Sequence[int]]]) -> tuple[tuple[Tally, ...], Outcome]:
    """Approvals in each pool, and what follows from them."""
    papers = [Paper(pool, frozenset(approved)) for pool, approved in box]
    tallies = tally(papers, pools_on(ballot), range(1, ballot.names + 1))
    return tallies, decide(tallies, ballot.floor, ballot.lot_seed, contest=kind_of(ballot).contest)


def counted(ballot: Ballot, box: Iterable[tuple[str, Sequence[int]]]) -> Published:
    """The result as it is published."""
    tallies, outcome = recount(ballot, box)
    contest = kind_of(ballot).contest
    return published(tallies, outcome, pools_on(ballot), ballot.floor, ballot.electors, contest=contest)
