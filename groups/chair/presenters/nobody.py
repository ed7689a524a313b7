"""What to do when no one is yet trusted by all: talk, name others, and who leads meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.parts import Link
from groups.ballots.models import Ballot
from groups.ballots.rules.disclosure import Published
from groups.ballots.rules.wording import sentence
from groups.chair.queries import chair_of
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.rules.spans import holds


@dataclass(frozen=True, slots=True)
class Next:
    """One thing to do, in order, with what it rests on."""

    title: str
    text: str
    points: tuple[str, ...] = ()
    button: Link | None = None


TALK: Final = (
    "Where somebody missed the floor, ask there what would have to be true for them to be trusted, or who could be. "
    "The ballot says where; it does not say who answered what, and nobody should be asked."
)
AGAIN: Final = (
    "Name others, or the same people once they have talked. Those who stood still stand, unless they withdraw. "
    "Then everybody votes anew."
)


def what_next(
    ballot: Ballot, names: Mapping[int, str], terms: Sequence[OfficeTerm], now: datetime, *, again: Link | None
) -> list[Next]:
    """Three things, in order. `again`: where those who run the group open nominations again."""
    published = Published.from_json(ballot.result)
    missed = tuple(sentence(published, each.position, names[each.position]) for each in published.answers)
    return [
        Next("Talk first", TALK, missed),
        Next("Then open nominations again", AGAIN, button=again),
        Next("Meanwhile somebody leads", meanwhile(terms, now)),
    ]


def meanwhile(terms: Sequence[OfficeTerm], now: datetime) -> str:
    """Who leads until a chair is appointed."""
    chair = chair_of(list(terms), now)
    deputy = next((each for each in terms if each.office == Office.DEPUTY_CHAIR and holds(each.period, now)), None)
    acts = f"{deputy.person}, the deputy chair, acts after that." if deputy else "Name a deputy chair who can act then."
    if chair is None:
        return f"The group has no chair now. {acts.replace(' after that', '').replace(' then', '')}"
    last = last_day(chair.period)
    if chair.acting:
        return f"{chair.person} acts as chair until a chair is appointed."
    return f"{chair.person} is chair until {long_date(last)}. {acts}" if last else f"{chair.person} stays chair."
