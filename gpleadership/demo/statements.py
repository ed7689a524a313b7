"""What the demo's nominees say of themselves."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Stands:
    """Somebody who stands for chair: a name, or the constituency whose first elector it is; and their words."""

    who: str
    about: str
    statement: str
    trusted: int = 0
    """How many in ten trust them; all do at ten."""


EASTMERE: Final = (
    Stands(
        "Dr Samir Haddad",
        "GP at Northgate Surgery, clinical director of Northgate PCN",
        "I meet the hospital’s chief executive every month and I have never agreed anything you had not. "
        "I would keep our meetings short and our list of priorities shorter.",
        6,
    ),
    Stands(
        "Ruth Calder",
        "Manager of Old Town PCN, chair for the last half-year",
        "I am a manager, not a doctor. My job is to get you into one room, keep partners’ business out of your time, "
        "and say in public only what you have agreed.",
        9,
    ),
    Stands(
        "Dr Niamh Corrigan",
        "GP partner at Priory Road, chair of the LMC’s Eastmere division",
        "Contracts stay with the LMC. This group should argue for patients and for the time we have to see them, "
        "and it should do so with numbers.",
        5,
    ),
)
AMBLEFORD: Final = (
    Stands(
        "other",
        "Practice manager, for all practices of Ambleford",
        "I have run a surgery for eleven years. I would publish what we ask of partners, and what they answered.",
        10,
    ),
    Stands(
        "pcn",
        "GP, clinical director of their PCN",
        "Access first. I would bring the six PCNs’ plans together before anybody else does it for us.",
        5,
    ),
)
