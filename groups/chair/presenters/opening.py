"""Before nominations or a ballot open: who votes with whom, what can be worked out, and who stands."""

from collections.abc import Iterable, Sequence

from gpleadership.lib.parts import Fact
from gpleadership.lib.words import plural
from groups.ballots.policies import LEAST_FLOOR, MOST_FLOOR
from groups.ballots.rules.electorate import Pool
from groups.ballots.rules.telling import told
from groups.chair.enums import NominationState
from groups.chair.models import Nomination
from groups.chair.queries import Nominee
from groups.chair.rules import USUAL_FLOOR


def pools(found: Iterable[Pool]) -> list[Fact]:
    """Who votes with whom, and how many they are."""
    return [Fact(pool.name, _electors(pool)) for pool in found]


def _electors(pool: Pool) -> str:
    count = plural(pool.electors, "elector")
    return f"{count}, counted together" if len(pool.constituencies) > 1 else count


def floor_of(typed: object) -> int:
    """The floor as it was typed; the usual one if it is none."""
    text = str(typed or "").strip()
    floor = int(text) if text.isdecimal() and len(text) < 4 else USUAL_FLOOR
    return floor if LEAST_FLOOR <= floor <= MOST_FLOOR else USUAL_FLOOR


def says(found: Sequence[Pool], floor: int, candidates: int) -> tuple[str, ...]:
    """What the published result will let anybody work out."""
    return told(found, floor, max(candidates, 1)) if found else ()


def names(nominees: Iterable[Nominee]) -> tuple[list[Nomination], list[str]]:
    """Those who stand, and the names of those who have not answered."""
    everybody = list(nominees)
    stand = [each.nomination for each in everybody if each.state == NominationState.ACCEPTED]
    waiting = [each.nomination.shown_name for each in everybody if each.state == NominationState.PROPOSED]
    return stand, waiting
