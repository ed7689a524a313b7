"""How the library is written: a clause has one wording, or one for each basis."""

from collections.abc import Mapping
from dataclasses import dataclass

from groups.tenancy.enums import Basis


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """A clause of the library. A basis without words does not have it; `required`: it cannot be left out."""

    key: str
    words: Mapping[str, str]
    required: bool = False

    def says(self, basis: str) -> str:
        """Its words for a basis; empty where that basis has none."""
        return self.words.get(basis, "")


def always(key: str, words: str, *, required: bool = False) -> LibraryClause:
    """The same words whatever the group is."""
    return LibraryClause(key, {str(basis): words for basis in Basis}, required)


def by_basis(
    key: str, *, representative: str = "", advisory: str = "", mandated: str = "", required: bool = False
) -> LibraryClause:
    """Words that follow the switch."""
    words = {Basis.REPRESENTATIVE: representative, Basis.ADVISORY: advisory, Basis.MANDATED: mandated}
    return LibraryClause(key, {str(basis): said for basis, said in words.items() if said}, required)
