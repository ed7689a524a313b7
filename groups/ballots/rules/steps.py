"""How a ballot was counted, step by step in words, from what is published and from nothing else."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from gpleadership.lib.words import capital, in_words, listed
from groups.ballots.rules.counting import Step
from groups.ballots.rules.disclosure import Published, Shown

DECIDED: Final = "That decides it."
ORDER: Final = (Step.FLOOR, Step.LOWEST, Step.TOTAL, Step.LOT)
NOT_NEEDED: Final = {
    Step.FLOOR: "Not needed: the highest lowest share, then the highest total, then a drawn lot.",
    Step.LOWEST: "Not needed: the highest total, then a drawn lot.",
    Step.TOTAL: "Not needed: a drawn lot.",
}


def steps(published: Published, names: Mapping[int, str]) -> tuple[str, ...]:
    """How it was counted, as far as the step that decided."""
    if published.elected is None:
        return (_floor(published, names),)
    taken = ORDER[: ORDER.index(published.step) + 1]
    found = [_SAID[step](published, names) for step in taken]
    found[-1] = f"{found[-1]} {DECIDED}"
    return (*found, NOT_NEEDED[published.step]) if published.step in NOT_NEEDED else tuple(found)


def trusted_by(published: Published) -> str:
    """What it takes: “trusted by at least 60% in every constituency”."""
    return f"trusted by at least {published.floor}% in every constituency"


def _floor(published: Published, names: Mapping[int, str]) -> str:
    trusted = [names[each] for each in published.trusted]
    if not trusted:
        return f"Floor. Nobody was {trusted_by(published)}."
    people = f"{in_words(len(trusted))} {'person was' if len(trusted) == 1 else 'people were'}"
    return f"Floor. {capital(people)} {trusted_by(published)}: {listed(trusted)}."


def _lowest(published: Published, names: Mapping[int, str]) -> str:
    """With numbers where every count of the trusted is exact."""
    start, numbers = "Highest lowest.", _lowest_shares(published, names)
    if numbers:
        start = f"{start} {listed(numbers)}."
    if published.step is not Step.LOWEST:
        return f"{start} The lowest shares of more than one person were equally high."
    whose = _chosen(published, names)
    return start if numbers else f"{start} {whose}’s lowest share in any constituency was higher than anybody else’s."


def _total(published: Published, names: Mapping[int, str]) -> str:
    if published.step is not Step.TOTAL:
        return "Highest total. More than one of these people had the most answers of yes."
    return f"Highest total. Of these people {_chosen(published, names)} had the most answers of yes."


def _lot(published: Published, names: Mapping[int, str]) -> str:
    order = listed([names[each] for each in published.lot], "then")
    first = f"{_chosen(published, names)} is the first of those who were level."
    return f"Lot. From the seed that was fixed before anybody voted, the order drawn is {order}. {first}"


def _chosen(published: Published, names: Mapping[int, str]) -> str:
    return "" if published.elected is None else names[published.elected]


def _lowest_shares(published: Published, names: Mapping[int, str]) -> list[str]:
    """“Ruth Calder’s lowest is 7 of 10 (70%)” for each who is trusted, or nothing if a count is not exact."""
    found = []
    for position in published.trusted:
        cells = [_share(shown) for shown in published.of(position)]
        exact = [each for each in cells if each is not None]
        if len(exact) < len(cells):
            return []
        share, count = min(exact)
        found.append(f"{names[position]}’s lowest is {count} ({round(share * 100)}%)")
    return found


def _share(shown: Shown) -> tuple[Fraction, str] | None:
    if shown.approvals is None or not shown.cast or shown.edge:
        return None
    return Fraction(shown.approvals, shown.cast), shown.count


_SAID: Final = {Step.FLOOR: _floor, Step.LOWEST: _lowest, Step.TOTAL: _total, Step.LOT: _lot}
