"""Where organisations stand, in a sentence. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from gpleadership.lib.words import in_words, listed
from groups.signoff.enums import AGREEING, Stance

Each = Sequence[tuple[str, Stance | None]]
"""The name of each organisation and its word, if it gave one."""
Tense = Mapping[str, tuple[str, str]]
NOW: Final[Tense] = {
    "agree": ("agrees", "agree"),
    "object": ("objects", "object"),
    "aside": ("stands aside", "stand aside"),
    "silent": ("has not answered", "have not answered"),
    "nobody": ("has answered yet", ""),
}
THEN: Final[Tense] = {
    "agree": ("agreed", "agreed"),
    "object": ("objected", "objected"),
    "aside": ("stood aside", "stood aside"),
    "silent": ("gave no word", "gave no word"),
    "nobody": ("gave a word", ""),
}
VERBS: Final = {None: "silent", Stance.OBJECT: "object", Stance.STAND_ASIDE: "aside"}
NAMED: Final = 4
"""So many organisations are named in a sentence; more are counted."""


def headline(each: Each, tense: Tense) -> str:
    """Who stands where, counted."""
    if not each:
        return "No organisation was asked." if tense is THEN else "There is no organisation to ask."
    if len(each) == 1:
        return _alone(*each[0], tense)
    stances = [stance for _, stance in each]
    if not any(stances):
        return f"None of the {len(each)} organisations {tense['nobody'][0]}."
    rest = [(stances.count(stance), tense[VERBS[stance]]) for stance in (Stance.OBJECT, Stance.STAND_ASIDE, None)]
    parts = [_agree(stances, tense), *(f"{count} {verbs[count > 1]}" for count, verbs in rest if count)]
    return f"{', '.join(parts)}."


def _agree(stances: Sequence[Stance | None], tense: Tense) -> str:
    asked, agreed = len(stances), sum(stance in AGREEING for stance in stances)
    reserved = stances.count(Stance.RESERVATION)
    how = f", {reserved} of them with a reservation" if reserved else ""
    if not agreed:
        return f"None of the {asked} organisations {tense['agree'][0]}"
    if agreed == asked:
        return f"All {asked} organisations {tense['agree'][1]}{how}"
    return f"{agreed} of {asked} organisations {tense['agree'][agreed > 1]}{how}"


def _alone(name: str, stance: Stance | None, tense: Tense) -> str:
    """One organisation is asked: its name says more than “1 of 1”."""
    how = ", with a reservation" if stance == Stance.RESERVATION else ""
    return f"{name}, the only organisation, {tense[VERBS.get(stance, 'agree')][0]}{how}."


def how_many(count: int, of: int) -> str:
    """“two of 7 do”, to end a sentence about what must be."""
    return f"{in_words(count) if count else 'none'} of {of} {'do' if count > 1 else 'does'}"


def some(names: Sequence[str]) -> str:
    """The names, or how many there are where a sentence would grow long."""
    return listed(names) if len(names) <= NAMED else f"{in_words(len(names))} organisations"


def agreeing_with(names: Sequence[str], one: str, many: str) -> str:
    """The verb or pronoun that goes with these."""
    return one if len(names) == 1 else many
