"""Who sits at the demo's tables: Eastmere's by hand, as the pictures of the portal show it, the others drawn.

Days count from today: the demo is always of today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from gpleadership.demo.plan import Place, System

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A spell of somebody in a seat: name, job, from and to in days from today."""

    name: str
    job: str
    begins: int
    ends: int | None
    deputy: bool = False
    email: str = ""


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat of the demo and everybody who sat or sits in it. `of`: the organisation's key in the place."""

    title: str
    constituency: str
    of: str = ""
    sittings: tuple[Sitting, ...] = ()
    kind: str = "core"
    needed: bool = False


def _pcn(name: str, holder: str, ends: int, deputy: str = "", begins: int = -900) -> Chair:
    sittings = [Sitting(holder, "Clinical director", begins, ends)]
    if deputy:
        sittings.append(Sitting(deputy, "Deputy clinical director", begins, ends, deputy=True))
    return Chair(name, "pcn", name, tuple(sittings))


EASTMERE: Final = (
    _pcn("Harbour PCN", "Dr Leila Nasser", 495, "Dr Ben Achterberg"),
    Chair(
        "Coastal Villages PCN",
        "pcn",
        "Coastal Villages PCN",
        (Sitting("Dr Tobias Wren", "Clinical director", -1240, -54),),
    ),
    Chair(
        "Old Town PCN",
        "pcn",
        "Old Town PCN",
        (
            Sitting("Dr Jonah Pryce", "Clinical director", -1606, -1241),
            Sitting("Dr Helen Marsh", "Clinical director", -1241, -222),
            Sitting("Ruth Calder", "PCN manager", -206, 69),
            Sitting("Dr Jonah Pryce", "Clinical director", -206, 69, deputy=True),
        ),
    ),
    _pcn("Saltings PCN", "Dr Mei Tan", 83),
    _pcn("Northgate PCN", "Dr Samir Haddad", 311, "Dr Anna Wolski"),
    _pcn("Wolds Edge PCN", "Dr Catrin Bevan", 494, "Dr Luke Farrow"),
    _pcn("Mere Valley PCN", "Dr Priya Raman", 219, "Sarah Quist"),
    _pcn("Ashfield and Priory PCN", "Dr Hugh Lindqvist", 494, "Dr Esi Boateng"),
    Chair(
        "Tidewater LMC, Eastmere division",
        "lmc",
        "lmc",
        (
            Sitting("Dr Niamh Corrigan", "Divisional chair", -800, 281),
            Sitting("Dr Paul Redfern", "LMC member", -800, 281, deputy=True),
        ),
        needed=True,
    ),
    Chair(
        "Tidewater LMC, second seat",
        "lmc",
        "lmc",
        (Sitting("Dr Alun Pask", "LMC member", -1100, -23),),
        needed=True,
    ),
    Chair(
        "Eastmere Primary Care Federation",
        "federation",
        "federation",
        (
            Sitting("Dr Owen Fairley", "Chair of the board", -700, 494),
            Sitting("Grace Imbert", "Company secretary", -700, 494, deputy=True),
        ),
    ),
    Chair(
        "Eastmere Primary Care Federation, second seat",
        "federation",
        "federation",
        (Sitting("Daniel Okoro", "Chief operating officer", -700, 494),),
    ),
    Chair(
        "Practice Managers’ Network",
        "other",
        "Practice Managers’ Network",
        (
            Sitting("Sunita Bhatt", "Practice manager, Priory Road", -400, 311),
            Sitting("Mark Ellery", "Practice manager", -400, 311, deputy=True),
        ),
    ),
    Chair(
        "New GPs’ Network",
        "other",
        "New GPs’ Network",
        (Sitting("Dr Femi Alade", "GP, Saltings Medical Centre", -450, 281),),
    ),
    Chair(
        "Tidewater ICS",
        "partner",
        "",
        (Sitting("Dr Helen Marsh", "Clinical lead for diabetes", -222, None),),
        kind="in_attendance",
    ),
    Chair(
        "Eastmere Borough Council",
        "partner",
        "council",
        (
            Sitting("Joanna Pike", "Director of public health", -300, 128),
            Sitting("Tim Rusk", "Public health consultant", -300, 128, deputy=True),
        ),
        kind="in_attendance",
    ),
)


def table_of(place: Place, system: System, rng: Random, names: Iterator[Name]) -> tuple[Chair, ...]:
    """The seats of a place: one a PCN, the LMC's, a federation's, the practice managers', the council's."""
    chairs = [_drawn(pcn.name, "pcn", pcn.name, "Clinical director", rng, names) for pcn in place.pcns]
    chairs.append(_drawn(f"{system.lmc}, {place.name}", "lmc", "lmc", "LMC member", rng, names, needed=True))
    if place.federations:
        chairs.append(_drawn(place.federations[0], "federation", "federation", "Chair of the board", rng, names))
    chairs.append(_drawn("Practice managers", "other", "", "Practice manager", rng, names))
    council = _drawn(place.council.name, "partner", "council", "Director of public health", rng, names)
    return (*chairs, Chair(council.title, "partner", "council", council.sittings, kind="in_attendance"))


def _drawn(
    title: str, constituency: str, of: str, job: str, rng: Random, names: Iterator[Name], *, needed: bool = False
) -> Chair:
    begins = -rng.randrange(100, 900)
    before = _somebody(names, job, begins - rng.randrange(300, 700), begins - rng.randrange(0, 60))
    if rng.random() < 0.07:
        return Chair(title, constituency, of, (before,), needed=needed)
    ends = rng.randrange(30, 900)
    sittings = [before, _somebody(names, job, begins, ends)]
    if rng.random() < 0.6:
        sittings.append(_somebody(names, job, begins, ends, deputy=True))
    return Chair(title, constituency, of, tuple(sittings), needed=needed)


def _somebody(names: Iterator[Name], job: str, begins: int, ends: int, *, deputy: bool = False) -> Sitting:
    name, email = next(names)
    return Sitting(name, job, begins, ends, deputy, email)
