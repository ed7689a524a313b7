"""What voters are told before they vote: what the published result will let anybody work out."""

from collections.abc import Iterator, Sequence
from typing import Final

from gpleadership.lib.words import capital, small
from groups.ballots.rules.counting import needed
from groups.ballots.rules.electorate import SMALL, Pool

COUNTS: Final = (
    f"Where {SMALL} or more people vote, a count can be shown. “All” and “all but one” read alike in it, and so do "
    "“one” and “none”: no count says that everybody answered the same. "
    "Where fewer vote, only “met” or “not met” is shown."
)
CHOICE: Final = (
    "Who is chosen, and by which step, is always published. "
    "In a small group that can show that everybody in a constituency said yes."
)
OWN: Final = "Whoever votes also knows their own answer, and can sometimes work out more with it."
ALL: Final = "“met” {}means that everybody who voted said yes"
NOBODY: Final = "“not met” {}means that nobody who voted said yes"


def told(pools: Sequence[Pool], floor: int, candidates: int, *, contest: bool = True) -> tuple[str, ...]:
    """Sentences for the ballot page, the general ones first. `contest` as it will be given to `decide`."""
    whom = "the person named" if candidates == 1 else "each person named"
    found = [f"How many people voted is published, and for {whom} whether each constituency met the floor of {floor}%."]
    found += [_together(pool) for pool in pools if len(pool.constituencies) > 1]
    if any(pool.electors >= SMALL for pool in pools):
        found.append(COUNTS)
    if any(pool.electors > 1 for pool in pools):
        found.append(_low_turnout(floor))
    found += [_of_pool(pool, floor) for pool in pools if pool.electors < SMALL or _all_needed(pool.electors, floor)]
    found.append(OWN)
    return (*found, CHOICE) if contest and candidates > 1 else tuple(found)


def _together(pool: Pool) -> str:
    return f"The {small(pool.name)} have fewer than {SMALL} voters each, so they vote together as one constituency."


def _all_needed(cast: int, floor: int) -> bool:
    """Whether “met” says that everybody said yes; then it does so with fewer ballots, too."""
    return needed(floor, cast) == cast


def _low_turnout(floor: int) -> str:
    one = "Where only one person votes in a constituency, whether it met the floor is that person’s answer."
    return " ".join((one, *_where_few_vote(floor)))


def _where_few_vote(floor: int) -> Iterator[str]:
    """How few ballots make a yes or no of the floor into everybody's, if it is more than one."""
    if floor == 100:
        yield f"At a floor of 100% {ALL.format('')}."
        return
    all_up_to = max(cast for cast in range(1, 100) if _all_needed(cast, floor))
    nobody_up_to = max(cast for cast in range(1, 101) if needed(floor, cast) == 1)
    if all_up_to > 1:
        yield f"Where {all_up_to} or fewer vote, {ALL.format('')}."
    if nobody_up_to > 1:
        yield f"Where {nobody_up_to} or fewer vote, {NOBODY.format('')}."


def _of_pool(pool: Pool, floor: int) -> str:
    """A pool in which answers may show even if everybody votes."""
    start = capital(pool.where)
    if pool.electors == 1:
        return f"{start} there is 1 voter, so whether the floor is met there is that one person’s answer."
    few = ", so only “met” or “not met” is shown" if pool.electors < SMALL else ""
    says = [text.format("there ") for text, so in _certain(pool.electors, floor) if so]
    return f"{start} there are {pool.electors} voters{few}{': ' if says else ''}{', and '.join(says)}."


def _certain(electors: int, floor: int) -> tuple[tuple[str, bool], ...]:
    return (ALL, _all_needed(electors, floor)), (NOBODY, needed(floor, electors) == 1)
