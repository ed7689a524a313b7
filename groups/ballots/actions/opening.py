"""Opening a ballot: the electorate is frozen and its hash published, the names are drawn into an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.ballots import keeper
from groups.ballots.models import Ballot, Candidate
from groups.ballots.policies import check_can_open
from groups.ballots.queries import electorate
from groups.ballots.rules.electorate import Elector, Pool, canonical, fingerprint, pool_key_of, pools_of
from groups.ballots.rules.lot import paper_order
from groups.ballots.timing import plan
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Named:
    """A name for a ballot, with the words that voters read beside it."""

    person: Person
    about: str = ""
    statement: str = ""


@whole()
def open_ballot(
    group: LeadershipGroup,
    kind: str,
    *,
    names: Sequence[Named],
    floor: int,
    closes_at: datetime,
    round_number: int = 1,
    by: Person | None,
) -> Ballot:
    """Open a ballot over these names to the electors of this moment. Raises `Refused`.

    `floor`: the least share of approval in every pool, in per cent. Letters to electors and the count at the
    closing time are planned in the same act.
    """
    group, now = LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk), timezone.now()
    check_can_open(group, kind, floor=floor, closes_at=closes_at, now=now)
    if not names:
        raise Refused("Nobody stands: a ballot needs at least one name.")
    electors = [each.elector for each in electorate(group, now)]
    pools = pools_of(electors)
    last = group.ballots.order_by("-number").values_list("number", flat=True).first() or 0
    draft = Ballot(group=group, number=last + 1)
    ballot_id, commitment = keeper.open_ballot(
        group_id=group.pk,
        kind=kind,
        number=draft.number,
        round_number=round_number,
        floor=floor,
        names=len(names),
        closes_at=closes_at,
        pools=[_pool(each) for each in pools],
        roll=[_elector(each, pools) for each in electors],
        roll_hash=fingerprint(canonical(draft.reference, electors, pools)),
    )
    _put_names(group, ballot_id, commitment, names)
    ballot = Ballot.objects.select_related("group").get(group_id=group.pk, pk=ballot_id)
    record(group.pk, "trust ballot opened", by=by, subject=ballot, after=_values(ballot))
    plan(ballot)
    return ballot


def _put_names(group: LeadershipGroup, ballot_id: int, commitment: str, names: Sequence[Named]) -> None:
    by_person = {str(each.person.pk): each for each in names}
    Candidate.objects.bulk_create(
        Candidate(
            group=group,
            ballot_id=ballot_id,
            position=position,
            person=by_person[key].person,
            name=by_person[key].person.full_name,
            about=by_person[key].about,
            statement=by_person[key].statement,
        )
        for position, key in enumerate(paper_order(commitment, by_person), start=1)
    )


def _pool(pool: Pool) -> dict[str, object]:
    return {
        "key": pool.key,
        "name": pool.name,
        "constituencies": list(pool.constituencies),
        "electors": pool.electors,
    }


def _elector(elector: Elector, pools: tuple[Pool, ...]) -> dict[str, object]:
    return {"seat": elector.seat_id, "person": elector.person_id, "pool": pool_key_of(elector, pools)}


def _values(ballot: Ballot) -> dict[str, object]:
    return {
        "number": ballot.number,
        "kind": ballot.kind,
        "round": ballot.round,
        "floor": ballot.floor,
        "electors": ballot.electors,
        "names": ballot.names,
        "closes": ballot.closes_at,
        "roll": ballot.roll_hash,
        "lot": ballot.lot_commitment,
    }
