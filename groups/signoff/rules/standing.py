"""Where the organisations stand, and whether that is enough. Pure: values in, words out.

- An objection blocks, whoever else agrees.
- Until the day to answer by has passed, every organisation must have answered.
- After it, those that gave no word do not block.
- Always at least half of the organisations must agree, and the agreeing ones must make the group's quorum:
  their core seats count as its members (all of them where the group asks for more than there are), and of
  each constituency that is needed for a quorum one needed organisation is among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gpleadership.lib.dates import long_date
from gpleadership.lib.words import capital, listed, plural
from groups.seats.enums import Constituency
from groups.seats.rules.quorum import THE
from groups.signoff.enums import AGREEING, Stance
from groups.signoff.rules.wording import NOW, THEN, agreeing_with, headline, how_many, some


@dataclass(frozen=True, slots=True)
class Voice:
    """An organisation that is asked: its name, its core seats, and whether one of them is needed for a quorum."""

    key: int
    name: str
    constituency: str = Constituency.OTHER
    seats: int = 1
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The word of an organisation, by its key."""

    key: int
    stance: Stance


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the organisations stand. `headline` counts them; `why` says whether that is enough."""

    stances: dict[int, Stance]
    voices: tuple[Voice, ...]
    adoptable: bool
    may_close: bool
    why: str

    def named(self, *stances: Stance) -> list[str]:
        """The organisations that say one of these."""
        return [voice.name for voice in self.voices if self.stances.get(voice.key) in stances]

    @property
    def silent(self) -> list[str]:
        """The organisations that have given no word."""
        return [voice.name for voice in self.voices if voice.key not in self.stances]

    @property
    def agreed(self) -> int:
        """How many agree, those with a reservation among them."""
        return len(self.named(*AGREEING))

    @property
    def headline(self) -> str:
        """Who stands where, counted: “6 of 7 organisations agree, 1 stands aside”."""
        return headline(self._each(), NOW)

    @property
    def past(self) -> str:
        """The same once it is over: “6 of 7 organisations agreed, 1 stood aside”."""
        return headline(self._each(), THEN)

    @property
    def record(self) -> str:
        """Everything by name, in the past: what is kept when a round closes."""
        lines = [f"{label}: {listed(names)}." for label, names in self._by_name() if names]
        return " ".join([self.past, *lines])

    def _each(self) -> list[tuple[str, Stance | None]]:
        return [(voice.name, self.stances.get(voice.key)) for voice in self.voices]

    def _by_name(self) -> Iterable[tuple[str, list[str]]]:
        yield "Objected", self.named(Stance.OBJECT)
        yield "Agreed with a reservation", self.named(Stance.RESERVATION)
        yield "Stood aside", self.named(Stance.STAND_ASIDE)
        yield "Agreed", self.named(Stance.AGREE)
        yield "Gave no word", self.silent


def standing(voices: Iterable[Voice], words: Iterable[Said], *, quorum: int, today: date, answer_by: date) -> Standing:
    """Where everybody stands on a day. Of several words of one organisation the last counts."""
    asked = tuple(voices)
    known = {voice.key for voice in asked}
    stances = {word.key: word.stance for word in words if word.key in known}
    found = Standing(stances, asked, adoptable=False, may_close=False, why="")
    waiting = bool(found.silent) and today <= answer_by
    objections = bool(found.named(Stance.OBJECT))
    blocks = _blocks(found, quorum)
    why = _waits(found, answer_by) if waiting and not objections else blocks or _enough(found)
    return Standing(
        stances,
        asked,
        adoptable=not blocks and not waiting,
        may_close=bool(asked) and (objections or not waiting),
        why=why,
    )


def _blocks(found: Standing, quorum: int) -> str:
    """What stands in the way as the words are now."""
    objections = found.named(Stance.OBJECT)
    if not found.voices:
        return "No organisation has a core seat, so there is nobody who could agree."
    if objections:
        return f"It cannot be adopted while {some(objections)} {agreeing_with(objections, 'objects', 'object')}."
    if found.agreed * 2 < len(found.voices):
        do = how_many(found.agreed, len(found.voices))
        return f"It cannot be adopted: at least half of the organisations must agree, and {do}."
    return _short_of_quorum(found, quorum)


def _short_of_quorum(found: Standing, quorum: int) -> str:
    agreeing = [voice for voice in found.voices if found.stances.get(voice.key) in AGREEING]
    seats, number = sum(voice.seats for voice in agreeing), min(quorum, sum(voice.seats for voice in found.voices))
    if seats < number:
        has = plural(seats, "seat")
        return f"It cannot be adopted: the quorum is {plural(number, 'member')}, and those who agree have {has}."
    there = {voice.constituency for voice in agreeing if voice.needed}
    needed = dict.fromkeys(voice.constituency for voice in found.voices if voice.needed)
    missing = [THE[Constituency(each)] for each in needed if each not in there]
    if missing:
        return f"It cannot be adopted: the quorum needs {listed(missing)} among those who agree."
    return ""


def _waits(found: Standing, answer_by: date) -> str:
    silent = found.silent
    return (
        f"{capital(some(silent))} {agreeing_with(silent, 'has', 'have')} until {long_date(answer_by)} to answer."
        f" After that it can be adopted without {agreeing_with(silent, 'it', 'them')}, if enough of the others agree."
    )


def _enough(found: Standing) -> str:
    if found.silent:
        return "It can be adopted: the day to answer by has passed, and enough of the organisations agree."
    return "It can be adopted: everybody has answered, and nobody objects."
