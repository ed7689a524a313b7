"""The quorum in words: a number of members, and the kinds of organisation that have to be among them.

A seat that is needed for the quorum stands for its kind: one of the needed seats of a constituency has
to be there, not each of them (design §2: a minimum number plus required kinds of organisation).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gpleadership.lib.words import capital, in_words, listed, plural
from groups.seats.enums import Constituency

State = Literal["unset", "met", "tight", "not met"]
THE: Final = {
    Constituency.PCN: "a PCN",
    Constituency.LMC: "the LMC",
    Constituency.FEDERATION: "the federation",
    Constituency.CCG: "the CCG",
    Constituency.OTHER: "one of the other leaders",
    Constituency.PARTNER: "a partner",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A core seat as the quorum sees it. `by`: who would count for it today, or nobody."""

    constituency: str
    needed: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether the group can meet its quorum today, and why: the rule, a lead, the strong words, the rest."""

    state: State
    rule: str
    lead: str = ""
    strong: str = ""
    rest: str = ""


def quorum(number: int, seats: Iterable[Counted]) -> Quorum:
    """What the quorum is, and whether the people who sit today could meet it."""
    core = list(seats)
    kinds = _needed_kinds(core)
    if not number and not kinds:
        return Quorum("unset", "The group has not said how many members it needs to decide.")
    rule = _rule(number, kinds)
    present = sum(1 for seat in core if seat.by)
    nobody = [kind for kind, names in kinds.items() if not names]
    if nobody:
        of_nobody = listed([THE[kind] for kind in nobody], "or")
        return Quorum("not met", rule, strong=f"Nobody sits for {of_nobody}", rest=", so nothing can be decided.")
    if present < number:
        short = number - present
        words = f": {in_words(short)} more {'is' if short == 1 else 'are'} needed before anything can be decided."
        return Quorum("not met", rule, strong=f"Only {plural(present, 'seat is', 'seats are')} filled", rest=words)
    return _met(rule, number, present, kinds)


def _met(rule: str, number: int, present: int, kinds: dict[Constituency, list[str]]) -> Quorum:
    lone = {kind: names[0] for kind, names in kinds.items() if len(names) == 1}
    if present == number and number:
        rest = ": if one is away or recused, nothing is decided."
        return Quorum("tight", rule, strong="Everybody who sits has to come", rest=rest)
    if lone:
        kind, name = next(iter(lone.items()))
        others = f" The same goes for {listed(list(lone.values())[1:])}." if len(lone) > 1 else ""
        who = f"only {name} sits for {THE[kind]}"
        return Quorum("tight", rule, "The group can meet it, but", who, f": without them nothing is decided.{others}")
    spare = present - number
    rest = f": up to {in_words(spare)} can be away." if number else ", whoever else is away."
    return Quorum("met", rule, strong="The group can meet it", rest=rest)


def _needed_kinds(core: Sequence[Counted]) -> dict[Constituency, list[str]]:
    """Who could count for each kind that is needed."""
    kinds: dict[Constituency, list[str]] = {}
    for seat in core:
        if seat.needed:
            who = kinds.setdefault(Constituency(seat.constituency), [])
            if seat.by:
                who.append(seat.by)
    return kinds


def _rule(number: int, kinds: dict[Constituency, list[str]]) -> str:
    among = listed(THE[kind] for kind in kinds)
    if not number:
        return f"{capital(among)} must be there."
    return f"{plural(number, 'member')}, with {among} among them." if among else f"{plural(number, 'member')}."
