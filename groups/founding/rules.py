"""Which seats a new group might have: one for each GP organisation of the place, and guests worth asking."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from groups.reference.enums import Kind
from groups.seats.enums import Constituency, SeatClass


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the place, as the proposal sees it."""

    pk: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class SeatProposal:
    """A seat that could be added. `key` names it in a form; ticked ones are proposed, the others only offered."""

    key: str
    title: str
    constituency: str
    seat_class: str = SeatClass.CORE
    organisation_id: int | None = None
    needed_for_quorum: bool = False
    ticked: bool = True
    why: str = ""


ORDER: Final = (Kind.PCN, Kind.LMC, Kind.FEDERATION, Kind.OTHER)
OF_KIND: Final = {
    Kind.PCN: Constituency.PCN,
    Kind.LMC: Constituency.LMC,
    Kind.FEDERATION: Constituency.FEDERATION,
    Kind.OTHER: Constituency.OTHER,
}
TWICE: Final = {Kind.LMC, Kind.FEDERATION}
"""Kinds that often have two seats: the second is offered, not ticked."""
OTHERS: Final = (
    SeatProposal(
        "managers",
        "Practice managers",
        Constituency.OTHER,
        ticked=False,
        why="They know what a decision takes. Chosen by the practice managers themselves.",
    ),
    SeatProposal(
        "new-gps",
        "New GPs",
        Constituency.OTHER,
        ticked=False,
        why="Leadership is grown: a seat for a GP in the first years.",
    ),
)
COUNCIL_WHY: Final = "A partner at place. In attendance: no vote, no quorum, never in the closed room."
LMC_WHY: Final = "Needed for a quorum: contract and pay are its own, so nothing is agreed without it."


def propose_seats(bodies: Iterable[Body], council: Body | None = None) -> list[SeatProposal]:
    """One seat for each organisation in the order of constituencies, then those that are only offered."""
    ordered = sorted(
        (body for body in bodies if body.kind in OF_KIND), key=lambda body: (ORDER.index(Kind(body.kind)), body.name)
    )
    found = [proposal for body in ordered for proposal in _of(body)]
    title = council.name if council else "Council partner"
    partner = SeatProposal(
        "council",
        title,
        Constituency.PARTNER,
        SeatClass.IN_ATTENDANCE,
        organisation_id=council.pk if council else None,
        ticked=council is not None,
        why=COUNCIL_WHY,
    )
    return [*found, *OTHERS, partner]


def _of(body: Body) -> list[SeatProposal]:
    kind = Kind(body.kind)
    lmc = kind == Kind.LMC
    first = SeatProposal(
        f"org-{body.pk}",
        body.name,
        OF_KIND[kind],
        organisation_id=body.pk,
        needed_for_quorum=lmc,
        why=LMC_WHY if lmc else "",
    )
    if kind not in TWICE:
        return [first]
    second = replace(first, key=f"{first.key}-2", ticked=False, why="A second seat, if it is to have two.")
    return [first, second]


def still_to_propose(
    proposals: Iterable[SeatProposal], seats: Sequence[tuple[int | None, str]], *, again: bool
) -> list[SeatProposal]:
    """What is not a seat yet; `seats` are (organisation, title). Asked `again`, nothing is ticked unbidden."""
    organisations = Counter(organisation for organisation, _ in seats if organisation)
    titles = {title.casefold() for _, title in seats}
    found = []
    for proposal in proposals:
        if proposal.organisation_id and organisations[proposal.organisation_id]:
            organisations[proposal.organisation_id] -= 1
        elif proposal.organisation_id or proposal.title.casefold() not in titles:
            found.append(replace(proposal, ticked=proposal.ticked and not again))
    return found


def propose_quorum(core_seats: int) -> int:
    """More than half of the core seats, and two at least where there are two."""
    return min(core_seats, max(2, core_seats // 2 + 1))
