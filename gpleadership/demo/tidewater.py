"""Tidewater by hand, as the pictures of the portal show it: five places, Eastmere down to its practices."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PcnSketch:
    """A PCN before its practices' patients are dealt out. Practices as (code, name); none: they are drawn."""

    name: str
    patients: int
    practices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceSketch:
    """A place before its details are drawn."""

    name: str
    council: str
    pcns: tuple[PcnSketch, ...]
    federations: tuple[str, ...]
    group_name: str
    has_group: bool
    """Whether the demo of one system gives it a group; in the demo of England every place has one."""
    patients_without_pcn: int = 0
    others: tuple[str, ...] = ()


def _practices(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"A99{line.strip()[:3]}", line.strip()[4:]) for line in text.strip().splitlines())


_EASTMERE: Final = PlaceSketch(
    name="Eastmere",
    council="Eastmere Borough Council",
    pcns=(
        PcnSketch(
            "Harbour PCN",
            47_600,
            _practices("""
                101 The Quay Surgery
                103 Harbour Steps Medical Practice
                104 Custom House Lane Surgery
                105 Netmakers Health Centre
                106 Ropewalk Yard Surgery
            """),
        ),
        PcnSketch(
            "Coastal Villages PCN",
            41_200,
            _practices("""
                102 Sandholme Surgery
                107 Lighthouse Practice
                108 Shingle Bay Surgery
                109 Coastguard Row Surgery
                110 Dunes End Practice
                111 Marram Health Centre
            """),
        ),
        PcnSketch(
            "Old Town PCN",
            52_300,
            _practices("""
                112 Old Town Bridge Medical Centre
                113 Cornhithe Surgery
                114 Bellfounders Practice
                115 Tanners Yard Surgery
                116 Saddlers Row Health Centre
            """),
        ),
        PcnSketch(
            "Saltings PCN",
            38_400,
            _practices("""
                117 Saltings Medical Centre
                118 Creek End Surgery
                119 Saltpan Lane Surgery
                120 Samphire Bank Practice
                121 Tidemill Health Centre
            """),
        ),
        PcnSketch(
            "Northgate PCN",
            36_900,
            _practices("""
                122 Northgate Surgery
                123 North Wall Medical Practice
                124 Watchtower Surgery
                125 Drovers Halt Health Centre
            """),
        ),
        PcnSketch(
            "Wolds Edge PCN",
            27_500,
            _practices("""
                131 High Wold Surgery
                132 Chapel Howe Surgery
                133 Sheepwash Practice
                134 Wold Foot Medical Centre
            """),
        ),
        PcnSketch(
            "Mere Valley PCN",
            43_700,
            _practices("""
                126 Mere Valley Health Centre
                127 Chapel Howe Surgery
                128 Otter Bridge Practice
                129 Reedbed Surgery
                130 Boathouse Row Medical Practice
            """),
        ),
        PcnSketch(
            "Ashfield and Priory PCN",
            31_300,
            _practices("""
                135 Ashfield Cross Health Centre
                136 Priory Road Practice
                137 Cloister Garth Medical Practice
                138 Orchard Wall Surgery
            """),
        ),
    ),
    federations=("Eastmere Primary Care Federation",),
    group_name="Eastmere GP Leadership Group",
    has_group=True,
    others=("Mere Out of Hours GPs", "Practice Managers’ Network", "New GPs’ Network"),
)

_FORMER_PRACTICES: Final = _practices("""
    139 Mole Steps Surgery
    140 Victory Row Surgery
    141 Wherry Lane Practice
    142 Pilot House Surgery
    143 Gull Cottage Practice
    144 Town Wall Surgery
""")

_AMBLEFORD: Final = PlaceSketch(
    name="Ambleford",
    council="Ambleford City Council",
    pcns=(
        PcnSketch("Ambleford Close PCN", 41_100),
        PcnSketch("Weir and Meadows PCN", 33_800),
        PcnSketch("Kiln Bank PCN", 36_200),
        PcnSketch("Upper Amble PCN", 30_400),
        PcnSketch("Rookery Heath PCN", 38_300),
        PcnSketch("Amble Locks PCN", 29_500),
    ),
    federations=("Ambleford Practices Together",),
    group_name="Ambleford GP Forum",
    has_group=True,
    patients_without_pcn=3_100,
)

_FENBRIDGE: Final = PlaceSketch(
    name="Fenbridge",
    council="Fenbridge District Council",
    pcns=(
        PcnSketch("Fenbridge Town PCN", 44_600),
        PcnSketch("Long Drain PCN", 34_900),
        PcnSketch("Washlands PCN", 31_700),
        PcnSketch("Isle and Causeway PCN", 34_800),
    ),
    federations=("Fenbridge Practices Limited",),
    group_name="Fenbridge Provider Collaborative",
    has_group=True,
)

_MARLBECK: Final = PlaceSketch(
    name="Marlbeck",
    council="Marlbeck Borough Council",
    pcns=(
        PcnSketch("Marlbeck Upper PCN", 38_800),
        PcnSketch("Marlbeck Nether PCN", 47_900),
        PcnSketch("Limepit PCN", 33_600),
        PcnSketch("Beck and Mill PCN", 36_100),
        PcnSketch("High Marl PCN", 28_700),
    ),
    federations=("Marlbeck Health Federation", "Beck and Mill Alliance"),
    group_name="Marlbeck GP Leaders",
    has_group=False,
    patients_without_pcn=2_200,
)

_NORWOLD: Final = PlaceSketch(
    name="Norwold",
    council="Norwold District Council",
    pcns=(
        PcnSketch("Norwold Ridge PCN", 45_200),
        PcnSketch("Norwold Vale PCN", 49_300),
        PcnSketch("Long Barrow PCN", 37_200),
    ),
    federations=("Norwold Practices Federation",),
    group_name="Norwold GP Leaders",
    has_group=False,
)

EASTMERE: Final = _EASTMERE
FORMER_PRACTICES: Final = _FORMER_PRACTICES
FORMER_PCN: Final = "East Quay PCN"
SUB_ICBS: Final = ((_EASTMERE, _AMBLEFORD), (_FENBRIDGE, _NORWOLD), (_MARLBECK,))
SPECIAL_PRACTICE: Final = ("A99149", "Tidewater Special Access Practice")
FIRST_FREE: Final = 150
"""Practices are numbered by hand below this."""
