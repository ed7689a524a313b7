"""What the people of the demo declare of their interests."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from groups.interests.values import InterestValues


@dataclass(frozen=True, slots=True)
class Declares:
    """An interest of somebody, begun so many days ago. `now`: how it is put since it was corrected."""

    who: str
    category: str
    what: str
    with_whom: str
    since: int
    mitigation: str = ""
    whose: str = ""
    withheld_because: str = ""
    now: str = ""

    def values(self, today: date) -> InterestValues:
        """As it was first declared."""
        return InterestValues(
            category=self.category,
            what=self.what,
            with_whom=self.with_whom,
            start=today - timedelta(days=self.since),
            whose=self.whose,
            mitigation=self.mitigation,
            withheld_because=self.withheld_because,
        )

    def corrected(self, today: date) -> InterestValues:
        """As it stands."""
        return replace(self.values(today), what=self.now)


EASTMERE: Final = (
    Declares(
        "Dr Leila Nasser",
        "financial",
        "Partner at The Quay Surgery, which is paid for visits to two care homes",
        "Eastmere Borough Council",
        2_790,
        "Takes no part where care-home contracts are decided.",
    ),
    Declares("Ruth Calder", "professional", "Trustee, unpaid", "Eastmere Carers’ Trust", 1_130),
    Declares(
        "Dr Mei Tan",
        "financial",
        "Director of a company that sells triage software to practices",
        "Saltmarsh Triage Ltd",
        820,
        "Leaves the room when digital triage is bought.",
        whose="Husband",
    ),
    Declares(
        "Dr Samir Haddad", "personal", "Consultant in respiratory medicine", "Tidewater Hospital", 1_900, whose="Sister"
    ),
    Declares(
        "Dr Owen Fairley",
        "financial",
        "Chair of the board and holder of five shares",
        "Eastmere Primary Care Federation",
        700,
        "The federation’s bids are discussed without its members.",
    ),
    Declares("Dr Niamh Corrigan", "professional", "Divisional chair, two paid sessions a week", "Tidewater LMC", 800),
    Declares(
        "Dr Catrin Bevan",
        "professional",
        "Tutor",
        "Tidewater Medical School",
        500,
        now="Tutor for first-year students, one paid day a month",
    ),
    Declares(
        "Dr Priya Raman",
        "personal",
        "A close relative is treated by a service that the group is asked about",
        "Mere Valley community team",
        120,
        "Tells the chair before each meeting.",
        withheld_because="It would tell of somebody’s health",
    ),
    Declares("Joanna Pike", "professional", "Employed as director of public health", "Eastmere Borough Council", 300),
)
DECLARED: Final = {"eastmere": EASTMERE}
_EASTMERES: Final = """
Sunita Bhatt, Amira Hale, Dr Femi Alade, Dr Anna Wolski, Dr Ben Achterberg, Dr Luke Farrow, Sarah Quist, Dr Esi Boateng,
Dr Paul Redfern, Grace Imbert, Mark Ellery, Tim Rusk, Dr Hugh Lindqvist, Dr Helen Marsh
"""
NOTHING: Final = {
    "eastmere": tuple(name.strip() for name in _EASTMERES.split(",")),
    "ambleford": ("Dr Imran Sheikh",),
}
"""Who has nothing to declare. Daniel Okoro and Dr Jonah Pryce have not said anything yet."""
