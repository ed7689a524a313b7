"""What the pages of ballots show, found through the group: ballots, who votes for what, the roll as it was frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from groups.ballots import keeper
from groups.ballots.counting import pools_on
from groups.ballots.enums import BallotKind, BallotState, Ending
from groups.ballots.keeper import Vote
from groups.ballots.models import Ballot
from groups.ballots.rules.electorate import Elector, Pool, canonical
from groups.home.needs import Asking
from groups.people.models import Person
from groups.seats.enums import SeatClass
from groups.tenancy.models import LeadershipGroup

# ---- The list ----

NEWEST, OLDEST = "newest", "oldest"


class Asked(NamedTuple):
    """What the address asks of the list; what means nothing is left out."""

    kind: str
    state: str
    sort: str


def asked(query: Mapping[str, Any]) -> Asked:
    """Read it off the address."""
    kind, state = str(query.get("kind", "")), str(query.get("state", ""))
    return Asked(
        kind if kind in BallotKind.values else "",
        state if state in BallotState.values else "",
        OLDEST if query.get("sort") == OLDEST else NEWEST,
    )


def ballots(group: LeadershipGroup, wanted: Asked) -> QuerySet[Ballot]:
    """The group's ballots that are asked for, in order."""
    found = group.ballots.order_by("number" if wanted.sort == OLDEST else "-number")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    return found.filter(**_in_state(BallotState(wanted.state), timezone.now())) if wanted.state else found


def _in_state(state: BallotState, now: datetime) -> dict[str, Any]:
    wheres: dict[BallotState, dict[str, Any]] = {
        BallotState.OPEN: {"ended_at": None, "closes_at__gt": now},
        BallotState.CLOSED: {"ended_at": None, "closes_at__lte": now},
        BallotState.COUNTED: {"ending": Ending.COUNTED},
        BallotState.ABANDONED: {"ending": Ending.ABANDONED},
    }
    return wheres[state]


def names_of(group: LeadershipGroup, found: Iterable[Ballot]) -> dict[int, dict[int, str]]:
    """The names on these ballots, by ballot and position. One query."""
    names: dict[int, dict[int, str]] = {}
    rows = group.candidates.filter(ballot__in=[each.pk for each in found])
    for ballot, position, name in rows.values_list("ballot_id", "position", "name"):
        names.setdefault(ballot, {})[position] = name
    return names


# ---- Who votes ----


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot paper of the person's: for which seat, in which pool, and whether it was cast."""

    seat_id: int
    seat: str
    pool: Pool
    voted: bool


def papers(ballot: Ballot) -> list[Paper]:
    """The open scope's person's papers in a ballot that has not ended, by seat. Two queries."""
    mine = [vote for vote in keeper.mine([ballot.group_id]) if vote.ballot_id == ballot.pk]
    if not mine:
        return []
    seats = _seats(ballot, [vote.seat_id for vote in mine])
    pools = {pool.key: pool for pool in pools_on(ballot)}
    return sorted((_paper(vote, seats, pools) for vote in mine), key=lambda paper: list(seats).index(paper.seat_id))


def _paper(vote: Vote, seats: Mapping[int, str], pools: Mapping[str, Pool]) -> Paper:
    return Paper(vote.seat_id, seats[vote.seat_id], pools[vote.pool], vote.voted)


def _seats(ballot: Ballot, ids: Iterable[int]) -> dict[int, str]:
    """The names of seats in the order of the table."""
    found = ballot.group.seats.filter(pk__in=list(ids)).order_by("position", "pk")
    return dict(found.values_list("pk", "title"))


class Line(NamedTuple):
    """One line of a roll."""

    seat_id: int
    seat: str
    person: str
    pool: str


def roll(ballot: Ballot) -> list[Line]:
    """The roll as it was frozen, in the order of the table; nothing of who has voted. Three queries."""
    frozen = {seat: (person, pool) for seat, person, pool in keeper.roll(ballot.pk)}
    names = dict(Person.objects.filter(pk__in=[who for who, _ in frozen.values()]).values_list("pk", "full_name"))
    pools = {pool.key: pool.name for pool in pools_on(ballot)}
    return [
        Line(seat, title, names[frozen[seat][0]], pools[frozen[seat][1]])
        for seat, title in _seats(ballot, frozen).items()
    ]


def roll_text(ballot: Ballot) -> str:
    """The text whose SHA-256 is the ballot's `roll_hash`; empty once the roll was destroyed."""
    pools = pools_on(ballot)
    first = {pool.key: pool.constituencies[0] for pool in pools}
    electors = [Elector(seat, person, first[pool]) for seat, person, pool in keeper.roll(ballot.pk)]
    return canonical(ballot.reference, electors, pools) if electors else ""


def own_seats(ballot: Ballot, person: Person) -> list[tuple[int, str]]:
    """The core seats that a person holds, or is deputy in, at this moment."""
    held = ballot.group.seat_terms.filter(
        person=person, period__contains=timezone.now(), seat__seat_class=SeatClass.CORE, seat__withdrawn_at=None
    )
    return list(held.order_by("seat__position", "seat_id").values_list("seat_id", "seat__title").distinct())


# ---- What waits for somebody ----

_RUNNING: Final = """
SELECT b.group_id, b.number, b.kind, b.closes_at, count(m.seat_id) FILTER (WHERE NOT m.voted) AS to_cast
FROM groups_ballot b LEFT JOIN gpl_ballot_mine(%(groups)s::bigint[]) m ON m.ballot_id = b.id
WHERE b.group_id = ANY (%(groups)s::bigint[]) AND b.ended_at IS NULL GROUP BY b.id
"""


class Running(NamedTuple):
    """A ballot that has not ended, and for how many seats the open scope's person has still to vote in it."""

    group_id: int
    number: int
    kind: str
    closes_at: datetime
    to_cast: int

    @classmethod
    def from_facts(cls, row: Mapping[str, Any]) -> "Running":
        """One row of what `running_in` asks for."""
        return cls(**{**row, "closes_at": datetime.fromisoformat(row["closes_at"])})


def running_in(asking: Asking) -> str:
    """The ballots of somebody's groups that have not ended, as `home.needs` asks for them."""
    return _RUNNING
