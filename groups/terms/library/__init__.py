"""The library: clauses in our own words, good enough to be adopted as they stand. A file for each section."""

from collections.abc import Mapping
from types import ModuleType
from typing import Final

from groups.terms.enums import Section
from groups.terms.library import (
    attendance,
    chair,
    conflicts,
    decisions,
    limits,
    meetings,
    name,
    private,
    purpose,
    quorum,
    remit,
    review,
    seats,
    speaking,
    support,
    telling,
)
from groups.terms.library.shape import LibraryClause

_MODULES: Final[Mapping[Section, ModuleType]] = {
    Section.NAME: name,
    Section.PURPOSE: purpose,
    Section.REMIT: remit,
    Section.LIMITS: limits,
    Section.SEATS: seats,
    Section.ATTENDANCE: attendance,
    Section.CHAIR: chair,
    Section.QUORUM: quorum,
    Section.DECISIONS: decisions,
    Section.CONFLICTS: conflicts,
    Section.MEETINGS: meetings,
    Section.SPEAKING: speaking,
    Section.TELLING: telling,
    Section.SUPPORT: support,
    Section.PRIVATE: private,
    Section.REVIEW: review,
}
LIBRARY: Final[Mapping[Section, tuple[LibraryClause, ...]]] = {
    section: module.CLAUSES for section, module in _MODULES.items()
}
"""Every section with its clauses, in their order."""
BY_KEY: Final[Mapping[str, LibraryClause]] = {each.key: each for clauses in LIBRARY.values() for each in clauses}


def says(key: str, basis: str) -> str:
    """What the library says under a key; empty where the basis has no such clause, or the library no longer."""
    found = BY_KEY.get(key)
    return found.says(basis) if found else ""


def is_required(key: str) -> bool:
    """Whether terms cannot do without it."""
    return key in BY_KEY and BY_KEY[key].required
