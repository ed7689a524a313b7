"""A word as it is given, before it is kept."""

from dataclasses import dataclass
from datetime import date

from groups.signoff.enums import EXPLAINED, Authority, Stance


@dataclass(frozen=True, slots=True)
class Given:
    """What an organisation says, on whose authority and since when. Agreement needs no note, and keeps none."""

    stance: Stance
    authority: Authority
    given_on: date
    note: str = ""
    remedy: str = ""

    def __post_init__(self) -> None:
        explained = self.stance in EXPLAINED
        object.__setattr__(self, "note", self.note.strip() if explained else "")
        object.__setattr__(self, "remedy", self.remedy.strip() if explained else "")
