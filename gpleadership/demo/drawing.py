"""Draws the plan of the demo: in one fixed order, so that a smaller scale is the beginning of a larger one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from random import Random
from string import ascii_uppercase
from typing import Final

from . import names, tidewater
from .plan import Council, Pcn, Place, Plan, Practice, Region, Scale, Spell, SubIcb, System, Trust
from .tidewater import PcnSketch, PlaceSketch

_SEED: Final = "gp-leadership"
_BEGAN: Final = dt.date(2019, 7, 1)
"""When networks began: the first day of the contract for them."""
_ENDS: Final = (dt.date(2021, 3, 31), dt.date(2022, 3, 31), dt.date(2023, 9, 30), dt.date(2024, 6, 30))
LATEST: Final = dt.date(2024, 7, 1)
"""No date of the plan is later, so a file may be of any day from then on."""

_MARKS: Final = "T123456789ABCDEFGHIJKLMNOPQRSUVWXYZ0"
_AREAS: Final = tuple(f"{a}{b}" for a in "QV" for b in ascii_uppercase)
_LETTERS: Final = "ABCDEFGHJKLMNP"
_NUMBERS: Final = range(100, 800)

_SIZES: Final = (
    *((13, 7), (10, 6), (9, 6), (8, 5), (8, 5)),
    *[(7, 4)] * 3,
    *[(6, 4)] * 4,
    *[(5, 3)] * 8,
    *[(3, 2)] * 7,
    *[(2, 1)] * 8,
)
"""Places and sub-ICBs of the 35 systems after Tidewater: 170 and 103 in all."""
_PCNS_OF_A_PLACE: Final = (4, 5, 6, 7, 7, 8, 8, 9, 10, 11)
_PATIENTS_OF_A_PRACTICE: Final = 10_550
_GROUPS: Final = ("GP Leadership Group", "GP Leaders", "General Practice Forum", "GP Collaborative")
_COUNCILS: Final = ("Borough Council", "District Council", "City Council", "Council")
_FEDERATIONS: Final = ("GP Federation", "Primary Care Federation", "Practices Limited", "Health Alliance")


@cache
def plan(scale: Scale | str) -> Plan:
    """The country at a scale: Eastmere alone, all Tidewater, or England. Raises ValueError for another word."""
    scale = Scale(scale)
    pen = _Pen(scale)
    systems = [pen.tidewater()]
    if scale is Scale.ENGLAND:
        sizes = list(_SIZES)
        _random("sizes").shuffle(sizes)
        systems += [pen.system(number, *size) for number, size in enumerate(sizes, 1)]
    return Plan(scale, tuple(systems))


def _random(*what: str | int) -> Random:
    return Random(" ".join(map(str, (_SEED, *what))))


def _practice_codes() -> Iterator[str]:
    by_hand = {f"A99{number}" for number in range(tidewater.FIRST_FREE)}
    return (code for a, n in product(_LETTERS, _NUMBERS) if (code := f"{a}99{n}") not in by_hand)


def _postcode(rng: Random, number: int) -> str:
    """In the area of system `number`; no real area begins with Q or V."""
    district, sector = rng.randrange(1, 40), rng.randrange(1, 10)
    return f"{_AREAS[number]}{district} {sector}{rng.choice('ABDEFGHJ')}{rng.choice('LNPQRSTUWXYZ')}"


def _patients_of_a_pcn(rng: Random) -> int:
    """Three in five between 32,000 and 50,000, most others larger, as in England."""
    match rng.randrange(100):
        case n if n < 62:
            return rng.randrange(32_000, 50_000)
        case n if n < 92:
            return rng.randrange(50_000, 72_000)
        case n if n < 97:
            return rng.randrange(75_000, 112_000)
        case _:
            return rng.randrange(17_000, 30_000)


def _deal(rng: Random, total: int, parts: int) -> list[int]:
    """`total` in uneven whole parts."""
    weights = [rng.uniform(0.45, 1.6) for _ in range(parts)]
    shares = [int(total * weight / sum(weights)) for weight in weights]
    shares[0] += total - sum(shares)
    return shares


class _Pen:
    """What has been handed out so far: each code, town and PCN's name once."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.practice_codes = _practice_codes()
        self.pcn_codes = (f"U99{letter}{n:02}" for letter in ascii_uppercase for n in range(1, 100))
        self.sub_icb_codes = enumerate(f"X99{letter}{n}" for letter in ascii_uppercase for n in range(10))
        self.council_codes = enumerate(f"X{a}{b}" for a, b in product(ascii_uppercase, repeat=2))
        self.towns = iter(names.towns(_SEED))
        self.pcn_names = {names.SHARED_PCN}
        self.sharing_systems = {1, 2}
        self.practice_names: set[str] = set()

    def tidewater(self) -> System:
        """By hand. At the smallest scale it is Eastmere alone."""
        eastmere_alone = ((tidewater.EASTMERE,),)
        sub_icbs = []
        for n, sketches in enumerate(eastmere_alone if self.scale is Scale.PLACE else tidewater.SUB_ICBS):
            rng = _random(0, n)
            special = (self._special(rng, 0, tidewater.SPECIAL_PRACTICE),) if n == 0 else ()
            sub_icbs.append(self._sub_icb(0, [self._place(rng, 0, sketch) for sketch in sketches], special))
        return self._system(0, sub_icbs)

    def system(self, number: int, places: int, sub_icbs: int) -> System:
        """One of the others, its places dealt to its sub-ICBs as evenly as may be."""
        drawn = []
        for n in range(sub_icbs):
            rng = _random(number, n)
            special = (self._special(rng, number, None),) if n == 0 else ()
            some = [self._place(rng, number, self._sketch(rng)) for _ in range(n, places, sub_icbs)]
            drawn.append(self._sub_icb(number, some, special))
        return self._system(number, drawn)

    def _system(self, number: int, sub_icbs: Sequence[SubIcb]) -> System:
        rng = _random("system", number)
        mark, name, town = _MARKS[number], names.SYSTEMS[number], sub_icbs[0].places[0].name
        region = (number + 3) % len(names.REGIONS)
        return System(
            code=f"QZ{mark}",
            short_name=name,
            ons_code=f"E5499{number + 1:04}",
            region=Region(f"Y9{region + 1}", names.REGIONS[region], f"E4099{region + 1:04}"),
            sub_icbs=tuple(sub_icbs),
            trusts=(
                Trust(f"RZ{mark}", f"{town} General Hospitals NHS Trust", town, _postcode(rng, number)),
                Trust(f"TZ{mark}", f"{name} Community and Mental Health NHS Trust", town, _postcode(rng, number)),
            ),
            lmc=f"{name} LMC",
        )

    def _sub_icb(self, number: int, places: Sequence[Place], special: tuple[Practice, ...]) -> SubIcb:
        n, code = next(self.sub_icb_codes)
        name = f"NHS {names.SYSTEMS[number]} ICB - {code}"
        return SubIcb(code, name, f"E3899{n:04}", tuple(places), special)

    def _sketch(self, rng: Random) -> PlaceSketch:
        name = next(self.towns)
        return PlaceSketch(
            name=name,
            council=f"{name} {rng.choice(_COUNCILS)}",
            pcns=tuple(PcnSketch("", _patients_of_a_pcn(rng)) for _ in range(rng.choice(_PCNS_OF_A_PLACE))),
            federations=(f"{name} {rng.choice(_FEDERATIONS)}",),
            group_name=f"{name} {rng.choice(_GROUPS)}",
            has_group=True,
            patients_without_pcn=rng.randrange(900, 6_000) if rng.randrange(12) == 0 else 0,
        )

    def _place(self, rng: Random, number: int, sketch: PlaceSketch) -> Place:
        self.practice_names.clear()
        pcns = [self._pcn(rng, number, sketch, pcn) for pcn in sketch.pcns]
        former_pcn = self._former_pcn(rng, sketch)
        n, council_code = next(self.council_codes)
        return Place(
            name=sketch.name,
            council=Council(council_code, sketch.council, f"E0699{n:04}"),
            pcns=tuple(_with_history(rng, pcn, pcns, former_pcn) for pcn in pcns),
            practices_without_pcn=self._without_pcn(rng, number, sketch),
            former_pcns=(former_pcn,) if former_pcn else (),
            former_practices=self._former_practices(rng, number, sketch, pcns),
            federations=sketch.federations,
            others=sketch.others,
            group_name=sketch.group_name if sketch.has_group or self.scale is Scale.ENGLAND else None,
        )

    def _pcn(self, rng: Random, number: int, place: PlaceSketch, sketch: PcnSketch) -> Pcn:
        code, town = next(self.pcn_codes), next(self.towns)
        size = sketch.patients / _PATIENTS_OF_A_PRACTICE + rng.uniform(-1.2, 1.2)
        shares = _deal(rng, sketch.patients, len(sketch.practices) or max(1, round(size)))
        given: Sequence[tuple[str, str] | None] = sketch.practices or [None] * len(shares)
        spells = (Spell(code, _BEGAN),)
        where = place.name if sketch.practices else town
        practices = [
            replace(self._practice(rng, number, where, known), patients=patients, spells=spells)
            for known, patients in zip(given, shares, strict=True)
        ]
        return Pcn(code, sketch.name or self._pcn_name(rng, number, place.name, town), _BEGAN, tuple(practices))

    def _pcn_name(self, rng: Random, number: int, place: str, town: str) -> str:
        """A new one, but for one PCN in each of two systems: they share theirs, as two real ones do."""
        if number in self.sharing_systems:
            self.sharing_systems.remove(number)
            return names.SHARED_PCN
        while (name := names.pcn_name(rng, place, town)) in self.pcn_names:
            continue
        self.pcn_names.add(name)
        return name

    def _practice(self, rng: Random, number: int, town: str, given: tuple[str, str] | None) -> Practice:
        code, name = given or (next(self.practice_codes), self._practice_name(rng, town))
        opened = dt.date(rng.randrange(1974, 2019), 4, 1)
        return Practice(code, name, names.street(rng), town, _postcode(rng, number), 0, opened)

    def _practice_name(self, rng: Random, town: str) -> str:
        """Another may have it, but not one of the same place."""
        while (name := names.practice_name(rng, town)) in self.practice_names:
            continue
        self.practice_names.add(name)
        return name

    def _without_pcn(self, rng: Random, number: int, sketch: PlaceSketch) -> tuple[Practice, ...]:
        if not sketch.patients_without_pcn:
            return ()
        practice = self._practice(rng, number, next(self.towns), None)
        return (replace(practice, patients=sketch.patients_without_pcn),)

    def _special(self, rng: Random, number: int, given: tuple[str, str] | None) -> Practice:
        """For patients whom others have excluded: no PCN, no place."""
        code, name = given or (next(self.practice_codes), f"{names.SYSTEMS[number]} Special Access Practice")
        practice = self._practice(rng, number, names.SYSTEMS[number], (code, name))
        return replace(practice, patients=rng.randrange(90, 600))

    def _former_pcn(self, rng: Random, sketch: PlaceSketch) -> Pcn | None:
        """One place in three has a PCN that was divided among others."""
        written = sketch is tidewater.EASTMERE
        if not written and rng.randrange(3):
            return None
        name = tidewater.FORMER_PCN if written else f"Old {sketch.name} PCN"
        return Pcn(next(self.pcn_codes), name, _BEGAN, closed=rng.choice(_ENDS))

    def _former_practices(
        self, rng: Random, number: int, sketch: PlaceSketch, pcns: Sequence[Pcn]
    ) -> tuple[Practice, ...]:
        """Closed ones; every third is dormant still, which comes before inactive."""
        written = sketch is tidewater.EASTMERE
        given = tidewater.FORMER_PRACTICES if written else [None] * rng.choice((1, 2, 2, 3))
        found = []
        for n, known in enumerate(given):
            practice = self._practice(rng, number, sketch.name, known)
            closed = rng.choice(_ENDS)
            spells = (Spell(rng.choice(pcns).code, _BEGAN, closed),)
            status = "DORMANT" if n % 3 == 2 else "INACTIVE"
            found.append(replace(practice, closed=closed, status=status, spells=spells))
        return tuple(found)


def _with_history(rng: Random, pcn: Pcn, pcns: Sequence[Pcn], former: Pcn | None) -> Pcn:
    """The same PCN, some of whose practices were in another before: in a divided one, or in a neighbour."""
    practices = []
    for n, practice in enumerate(pcn.practices):
        other, ended = rng.choice(pcns), rng.choice(_ENDS)
        if former and former.closed and n == 0 and pcn in pcns[:3]:
            practices.append(_moved(practice, former.code, former.closed))
        elif other is not pcn and rng.randrange(25) == 0:
            practices.append(_moved(practice, other.code, ended))
        else:
            practices.append(practice)
    return replace(pcn, practices=tuple(practices))


def _moved(practice: Practice, before: str, ended: dt.date) -> Practice:
    """In PCN `before` until the day `ended`, and from the next day where it is now."""
    (now,) = practice.spells
    next_day = ended + dt.timedelta(days=1)
    return replace(practice, spells=(Spell(before, _BEGAN, ended), replace(now, start=next_day)))
