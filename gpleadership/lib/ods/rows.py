"""What the files hold: one frozen row per record, values normalised. `line` is where it stood (in a sheet: its row)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from .values import Status

_GP_PRACTICE: Final = frozenset(("4", "RO76"))
_WALES: Final = "W00"


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One record of epraccur: a GP practice, or another prescriber (out of hours, prison, clinic)."""

    line: int
    code: str
    name: str
    region_code: str | None
    icb_code: str | None
    """As of the file's date: files before April 2026 name the 42 former ICBs."""
    address: str
    town: str
    """Blank in the legacy format, where no column is certain to hold it."""
    postcode: str
    opened: dt.date
    closed: dt.date | None
    """Last day in force. It can lie in the future, and an ACTIVE practice can have one."""
    status: Status
    sub_icb_code: str | None
    """In Wales the local health board."""
    joined: dt.date | None
    """First day in this sub-ICB."""
    left: dt.date | None
    """Last day in this sub-ICB."""
    amended: dt.date | None
    """None in all files seen, which only have a mark there."""
    setting: str
    """As published: a number (legacy), or role ids joined by | (current)."""

    @property
    def is_gp_practice(self) -> bool:
        """Prescribing setting 4 (legacy) or role RO76 (current): "GP practice" in ODS's own lists."""
        return not _GP_PRACTICE.isdisjoint(self.setting.split("|"))

    @property
    def identity(self) -> str:
        """What may occur once in a file."""
        return self.code


def english_gp_practice_in_force(row: PracticeRow) -> bool:
    """Whether a record is an English GP practice in force.

    Source: README of the reference data: column 13 is A or ACTIVE, column 26 is 4 or contains RO76, column 4 (ICB) is
    not blank. That counts 6,208 in the current format, but in the legacy format takes 398 Welsh practices with it, as
    Wales has a column 4 there: so region W00 is left out as well. The closing date is not judged (two practices were
    ACTIVE a month after theirs), and a practice that is absent from a file is not closed by that.
    """
    return row.status is Status.ACTIVE and row.is_gp_practice and row.icb_code is not None and row.region_code != _WALES


@dataclass(frozen=True, slots=True)
class PcnRow:
    """One primary care network, open or closed. Names are not unique: two are GRAND UNION PCN."""

    line: int
    code: str
    name: str
    sub_icb_code: str
    sub_icb_name: str
    opened: dt.date
    closed: dt.date | None
    address: str
    postcode: str

    @property
    def identity(self) -> str:
        """What may occur once in a file."""
        return self.code


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One spell of a practice in a PCN, both days inclusive. A practice may have four, and two may share a day."""

    line: int
    practice_code: str
    practice_name: str
    practice_sub_icb_code: str
    practice_sub_icb_name: str
    pcn_code: str
    pcn_name: str
    pcn_sub_icb_code: str
    pcn_sub_icb_name: str
    start: dt.date
    end: dt.date | None
    """Last day in force, possibly in the future."""
    same_sub_icb: bool
    """As published. False where a PCN reaches over a border."""

    def in_force(self, on: dt.date) -> bool:
        """Whether `on` lies in the spell."""
        return self.start <= on and (self.end is None or on <= self.end)

    @property
    def identity(self) -> str:
        """What may occur once in a file."""
        return f"{self.practice_code} in {self.pcn_code} from {self.start}"


@dataclass(frozen=True, slots=True)
class MapRow:
    """Where a practice stands on the extract date. The sub-ICB is the practice's: a PCN can span several."""

    line: int
    practice_code: str
    practice_name: str
    postcode: str
    pcn_code: str | None
    """None where the file says `U`, the pseudo-PCN "Unallocated"."""
    pcn_name: str | None
    sub_icb_code: str
    sub_icb_name: str
    sub_icb_ons_code: str
    icb_code: str
    icb_name: str
    icb_ons_code: str
    region_code: str
    region_name: str

    @property
    def identity(self) -> str:
        """What may occur once in a file."""
        return self.practice_code


@dataclass(frozen=True, slots=True)
class ListSizeRow:
    """Patients registered at one practice."""

    line: int
    practice_code: str
    patients: int

    @property
    def identity(self) -> str:
        """What may occur once in a file."""
        return self.practice_code


@dataclass(frozen=True, slots=True)
class TrustRow:
    """One NHS trust or foundation trust. The files seen give no status: one without a closing date is open."""

    line: int
    code: str
    name: str
    region_code: str | None
    icb_code: str | None
    address: str
    town: str
    postcode: str
    opened: dt.date
    closed: dt.date | None

    @property
    def identity(self) -> str:
        """What may occur once in a file."""
        return self.code


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council of the United Kingdom, current or former, by mySociety's code (not an ODS code)."""

    line: int
    code: str
    name: str
    short_name: str
    gss_code: str | None
    started: dt.date | None
    ended: dt.date | None
    current: bool
    replaced_by: tuple[str, ...]
    nation: str
    region: str
    type_code: str
    type_name: str
    county_code: str | None
    """The county council above a district."""

    @property
    def identity(self) -> str:
        """What may occur once in a file."""
        return self.code


Row = PracticeRow | PcnRow | MembershipRow | MapRow | ListSizeRow | TrustRow | CouncilRow
