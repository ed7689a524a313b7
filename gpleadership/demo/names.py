"""Names of a country that does not exist: pleasant, English, and of no real NHS organisation (a test looks)."""

from random import Random
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


REGIONS: Final = _phrases(
    "Northern Fells, Western Marches, Middle Vales, Eastern Shore, Southern Downs, Great Estuary, Capital"
)

SYSTEMS: Final = _words(
    "Tidewater Ambervale Blackmoor Castlereach Chalkdown Cinderbrook Dalesend Deepwater Elderwood Fellgate Fenmarch "
    "Forestmere Greywater Gritstone Hartsmoor Highmoor Ironbeck Kingsreach Lanternshore Limevale Longshore Marchlands "
    "Meresand Millrace Northmarch Orchardvale Penmoor Quarrydale Riverlands Saltcoast Silverwold Slatefell Southmarch "
    "Stonevale Summerlands Thistlemoor"
)

_HEADS: Final = _words(
    "Ald Amber Arn Bark Bramp Brant Corv Ders Dunn Ebb Elver Flax Gar Gorse Grim Harn Hern Holl Hurn Ings Keld Kest "
    "Kin Lam Larks Lev Lorn Marr Mead Net Orm Pad Quarn Ram Sedge Stain Sund Tarn Teal Tor Twin Ulv Wen Whin Wyn Yar "
    "Yew"
)
_TAILS: Final = _words(
    "beck bourne bridge brook bury by combe cote dale den field fleet ford gate ham hithe holme hurst ley low mere "
    "minster mouth ness sea shaw stead stoke thorpe ton wade water well wick wold worth"
)
_REAL: Final = frozenset(
    _words(
        "Aldbourne Aldbury Aldgate Aldham Aldwick Ambergate Amberton Arndale Barkby Barkham Brampton Garden Garfield "
        "Grimshaw Grimsby Harnham Hollbrook Keldholme Lambourne Larksfield Netley Ormsby Padgate Sedgefield Stainton "
        "Torgate Whinfield Yarmouth Yarwell"
    )
)

_PLANTS: Final = _words(
    "Agrimony Alkanet Betony Bilberry Bistort Bittersweet Borage Bryony Bugloss Burdock Burnet Campion Chervil Comfrey "
    "Cowslip Cranesbill Figwort Fleabane Goldenrod Harebell Heartsease Knapweed Larkspur Loosestrife Lovage Mallow "
    "Marjoram Meadowsweet Milkwort Mugwort Mullein Orpine Pimpernel Ragwort Samphire Saxifrage Scabious Speedwell "
    "Stitchwort Tansy Teasel Toadflax Tormentil Valerian Vetch Woodruff Yarrow"
)
_GROUNDS: Final = _words("Bank Court Croft Fold Green Grove House Lane Lodge Row Wharf Yard")
_KINDS: Final = _phrases("Surgery, Medical Centre, Health Centre, Medical Practice, Practice, Family Practice")
_SURNAMES: Final = _words(
    "Achterberg Alderney Boatwright Calloway Dunmore Elverson Farthing Goldspink Harkaway Inglethorpe Jessamy Kestrel "
    "Larkham Merriweather Nightjar Oldroyd Pettigrew Quillfeather Ravensworth Silverthorne Thistlewood Underhill "
    "Verney Wetherall Yaxley"
)
_STREETS: Final = _phrases(
    "High Street, Church Lane, Station Road, Mill Lane, The Green, Market Place, Bridge Street, School Lane, "
    "Chapel Street, Park Road, Orchard Way, Canal Side"
)
_POINTS: Final = _words("North South East West Central Rural Hills Riverside")
SHARED_PCN: Final = "Long Towpath PCN"


def towns(seed: str) -> list[str]:
    """Every town there can be, each once, in an order that depends on `seed` alone."""
    found = [head + tail for head in _HEADS for tail in _TAILS if head[-1] != tail[0] and head + tail not in _REAL]
    Random(seed).shuffle(found)
    return found


def practice_name(rng: Random, town: str) -> str:
    """Three in five by their town, the others by names that practices elsewhere may have too."""
    kind = rng.choice(_KINDS)
    match rng.randrange(20):
        case n if n < 12:
            return f"{town} {kind}"
        case n if n < 19:
            return f"{rng.choice(_PLANTS)} {rng.choice(_GROUNDS)} {kind}"
        case _:
            first, second = rng.sample(_SURNAMES, 2)
            return f"Dr {first} and Dr {second}"


def pcn_name(rng: Random, place: str, town: str) -> str:
    """By its town, or by its side of the place. Not certain to be new."""
    match rng.randrange(10):
        case n if n < 5:
            return f"{town} PCN"
        case n if n < 8:
            return f"{place} {rng.choice(_POINTS)} PCN"
        case _:
            return f"{town} and {rng.choice(_PLANTS)} PCN"


def street(rng: Random) -> str:
    """A house in a street, as the first line of an address."""
    return f"{rng.randrange(1, 99)} {rng.choice(_STREETS)}"
