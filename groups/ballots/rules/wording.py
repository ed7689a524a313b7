"""A result in words, from what is published and from nothing else, so that no sentence can say more."""

from collections.abc import Iterable, Mapping
from typing import Final

from gpleadership.lib.words import capital, in_words, listed
from groups.ballots.rules.counting import Step
from groups.ballots.rules.disclosure import Published, Shown
from groups.ballots.rules.electorate import SMALL, Pool
from groups.ballots.rules.steps import steps, trusted_by

__all__ = ["headline", "in_pool", "sentence", "steps", "withheld"]

NAMED: Final = 4
"""A headline names so many people; more are counted."""


def headline(published: Published, names: Mapping[int, str]) -> str:
    """The result in a sentence."""
    if published.elected is not None:
        return f"{names[published.elected]} is trusted in every constituency{_how_chosen(published)}."
    if published.contest:
        return f"{'No' if published.cast else 'Nobody voted, so no'} one is yet trusted by all."
    return _judged_alone(published, names) if published.cast else "Nobody voted, so there is no answer."


def sentence(published: Published, position: int, name: str = "") -> str:
    """One candidate's result in a sentence, which begins with their name if one is given."""
    start = f"{name} is" if name else ""
    return capital(f"{start} {_how_trusted(published, position)}".strip())


def withheld(published: Published) -> tuple[str, ...]:
    """Why counts are missing: nobody's totals are shown, and some counts may not be either."""
    if not published.cast:
        return ()
    held = _held_back(published)
    found = [
        f"{capital(pool.where)} fewer than {SMALL} people voted, so only “met” or “not met” is shown."
        for pool in published.pools
        if any(not shown.count for shown in _shown_in(published, pool, held))
    ]
    if held:
        found.append(
            "The counts of those trusted by all are not shown: with who was chosen, they could give an answer away."
        )
    return (*found, "There are no totals for anybody, because they could give away what is not shown.")


def in_pool(shown: Shown) -> str:
    """What is said of a candidate in one pool: “5 or more of 6”, “floor met”."""
    return shown.count or ("floor met" if shown.met else "floor not met")


def _how_chosen(published: Published) -> str:
    if published.step is Step.FLOOR:
        return ""
    if published.step is Step.LOT:
        return ", and was chosen by lot"
    return f", and was chosen from the {in_words(len(published.trusted))} who are"


def _judged_alone(published: Published, names: Mapping[int, str]) -> str:
    everybody = [each.position for each in published.answers]
    yes, no = ([names[each] for each in everybody if (each in published.trusted) is is_so] for is_so in (True, False))
    if len(everybody) > NAMED:
        return f"{len(yes)} of {len(everybody)} people are trusted in every constituency."
    if not yes:
        return (
            f"{no[0] if len(no) == 1 else 'No one'} is {'not ' if len(no) == 1 else ''}trusted in every constituency."
        )
    rest = f"; {listed(no)} {_be(no)} not" if no else ""
    return f"{listed(yes)} {_be(yes)} trusted in every constituency{rest}."


def _be(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _how_trusted(published: Published, position: int) -> str:
    if position in published.trusted:
        counts = _counts(published, position)
        return f"{trusted_by(published)}{': ' if counts else ''}{counts}."
    missed = [shown.pool for shown in published.of(position) if not shown.met]
    where = listed(pool.where for pool in _widest_last(published.pools) if pool.key in missed)
    why = f"the floor of {published.floor}% was not met {where}" if published.cast else "nobody voted"
    return f"not {'yet ' if published.contest else ''}trusted by all: {why}."


def _counts(published: Published, position: int) -> str:
    """A pool's name with commas in it makes the list one of semicolons. No list where there is nothing to count."""
    shown = {each.pool: each for each in published.of(position)}
    if not any(each.count for each in shown.values()):
        return ""
    between = "; " if any("," in pool.name for pool in published.pools) else ", "
    return between.join(f"{pool.name} {in_pool(shown[pool.key])}" for pool in published.pools)


def _widest_last(pools: Iterable[Pool]) -> list[Pool]:
    return sorted(pools, key=lambda pool: len(pool.constituencies))


def _held_back(published: Published) -> frozenset[int]:
    """Those whose counts a contest keeps back."""
    seen = any(shown.count for each in published.trusted for shown in published.of(each))
    return (
        frozenset(published.trusted) if published.contest and len(published.trusted) > 1 and not seen else frozenset()
    )


def _shown_in(published: Published, pool: Pool, held: frozenset[int]) -> list[Shown]:
    """What is said in a pool of those who are not held back."""
    answers = (each.shown for each in published.answers if each.position not in held)
    return [shown for each in answers for shown in each if shown.pool == pool.key]
