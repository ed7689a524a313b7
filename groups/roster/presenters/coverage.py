"""Coverage in words: the answer first, then what is missing and where to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gpleadership.lib.parts import Dot, Strip
from gpleadership.lib.words import listed, number, plural
from groups.roster.rules import LARGEST, SMALLEST, Coverage, NetworkSize, Practice

WHY: Final = {"empty": "Its seat is empty", "none": "It has no seat", "filled": ""}


@dataclass(frozen=True, slots=True)
class Unheard:
    """Practices without a voice, under the PCN whose seat would give them one."""

    name: str
    code: str
    why: str
    patients: str
    practices: tuple[Practice, ...]


def lede(found: Coverage, place: str) -> tuple[str, str]:
    """Whether every practice is represented: one sentence with the share of patients, and who is left out."""
    count = len(found.practices)
    if not count:
        return f"No practices are known in {place} yet.", ""
    if not found.unheard:
        return "Yes.", f"Somebody at the table speaks for every one of {place}’s {number(count)} practices."
    left = f"{plural(len(found.unheard), 'practice')} of {number(count)}"
    rest = f"{left} {'has' if len(found.unheard) == 1 else 'have'} nobody who speaks for them."
    if not found.patients:
        return "Not yet.", rest
    share = percent(found.share)
    return f"Not yet: the table speaks for {share} of {place}’s {plural(found.patients, 'patient')}.", rest


def percent(share: float) -> str:
    """Never all or nothing unless it is."""
    if share in {0.0, 1.0}:
        return "none" if share == 0.0 else "all"
    return "under 1%" if share < 0.01 else "over 99%" if share > 0.99 else f"{share:.0%}"


def unheard(found: Coverage) -> list[Unheard]:
    """PCNs for which nobody sits, with their practices that nobody else speaks for; then practices in no such PCN."""
    left = dict.fromkeys(found.unheard)
    groups = []
    for each in found.silent:
        own = tuple(practice for practice in each.practices if practice in left)
        for practice in own:
            del left[practice]
        if own or each.seat == "empty":
            groups.append(Unheard(each.network.name, each.network.code, WHY[each.seat], size(each), own))
    if left:
        rest = tuple(left)
        groups.append(Unheard("In no PCN of the place", "", "They have no seat", patients(rest), rest))
    return groups


def patients(practices: Iterable[Practice]) -> str:
    """How many patients, and whether that is all of them."""
    lists = [each.patients for each in practices]
    known = [each for each in lists if each is not None]
    if not known:
        return "list sizes not known"
    return f"{'' if len(known) == len(lists) else 'at least '}{plural(sum(known), 'patient')}"


def size(each: NetworkSize) -> str:
    """A PCN's size in words."""
    return patients(each.practices) if each.practices else "no practices"


# ---- Sizes ----


def strip(found: Coverage) -> Strip:
    """PCNs of a known size, with the band that the contract expects."""
    dots = tuple(
        Dot(each.network.name, each.patients, f"{size(each)} in {plural(len(each.practices), 'practice')}")
        for each in sorted(found.networks, key=lambda each: -each.patients)
        if each.band != "unknown"
    )
    ticks = ((0.0, "0"), (float(SMALLEST), "30,000"), (float(LARGEST), "50,000"))
    return Strip(dots, SMALLEST, LARGEST, ticks)


def strip_words(found: Coverage) -> str:
    """The chart in sentences: how many lie in the band, and each that does not."""
    inside = sum(each.band == "inside" for each in found.networks)
    count = len(found.networks)
    have = "has" if count == 1 else "have"
    say = [f"{inside} of {plural(count, 'PCN')} {have} 30,000 to 50,000 patients, as their contract expects."]
    for band, words in (("below", "Smaller"), ("above", "Larger"), ("unknown", "Not known")):
        if named := [_named(each) for each in found.networks if each.band == band]:
            say.append(f"{words}: {listed(named)}.")
    return " ".join(say)


def _named(each: NetworkSize) -> str:
    return f"{each.network.name} ({size(each).removesuffix(' patients')})" if each.patients else each.network.name


def unknown(found: Coverage) -> str:
    """Which list sizes nobody told us, by name and code."""
    if not found.unknown:
        return ""
    one = len(found.unknown) == 1
    named = listed(f"{each.name} ({each.code})" for each in found.unknown)
    return (
        f"{plural(len(found.unknown), 'practice')} {'has' if one else 'have'} no known list size, and"
        f" {'is' if one else 'are'} left out of every count of patients here: {named}."
    )
