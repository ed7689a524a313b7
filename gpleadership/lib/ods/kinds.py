"""The kinds of file the import knows."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a file holds. Files of one date are applied in this order: organisations first, then what joins them."""

    TRUSTS = "trusts"
    COUNCILS = "councils"
    PRACTICES = "practices"
    PCNS = "pcns"
    MEMBERSHIPS = "memberships"
    MAP = "map"
    LIST_SIZES = "list_sizes"

    @property
    def label(self) -> str:
        """As in a list: "GP practices (epraccur)"."""
        return _FACTS[self].label

    @property
    def phrase(self) -> str:
        """As in a sentence: "a GP practice file"."""
        return _FACTS[self].phrase

    @property
    def least_rows(self) -> int:
        """The fewest rows a whole national file can have; fewer means that it was cut short."""
        return _FACTS[self].least_rows


class Layout(StrEnum):
    """How a file of its kind is laid out."""

    CURRENT = "current"  # ODS Data Search and Export: words (ACTIVE) and role ids (RO76)
    LEGACY = "legacy"  # until 2025: letters (A) and numbers (4)
    WORKBOOK = "workbook"  # ePCN as .xlsx, with headings
    REPORT = "report"  # ePCN as .csv, without headings
    PUBLICATION = "publication"  # the monthly "Patients Registered at a GP Practice"
    DERIVED = "derived"  # practice_code, list_size, …
    MYSOCIETY = "mysociety"


@dataclass(frozen=True, slots=True)
class _Facts:
    label: str
    phrase: str
    least_rows: int


_FACTS = {  # least_rows: about two thirds of the smallest national file seen (2022 to 2026)
    Kind.TRUSTS: _Facts("NHS trusts (etr)", "an NHS trust file", 150),
    Kind.COUNCILS: _Facts("councils (mySociety)", "a council file", 300),
    Kind.PRACTICES: _Facts("GP practices (epraccur)", "a GP practice file", 10_000),
    Kind.PCNS: _Facts("PCNs (ePCN)", "a PCN file", 900),
    Kind.MEMBERSHIPS: _Facts("practices in PCNs (ePCN)", "a file of practices in PCNs", 5_000),
    Kind.MAP: _Facts("the monthly map of practices to PCNs and ICBs", "a map of practices", 4_000),
    Kind.LIST_SIZES: _Facts("list sizes", "a list size file", 4_000),
}


def known_kinds() -> str:
    """All kinds in words, for the sentence that refuses an unknown file."""
    *most, last = (kind.label for kind in Kind)
    return f"{', '.join(most)} and {last}"


def order_key(kind: Kind, as_at: dt.date) -> tuple[dt.date, int]:
    """Sorts the files of one import: by date, and on one date in the order of `Kind`.

    Whether a file is older than the last one is judged within its kind alone, by the date alone.
    """
    return as_at, list(Kind).index(kind)
