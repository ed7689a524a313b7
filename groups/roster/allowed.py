"""What an ICB's staff see of a group: these columns and no others. The roster's statements are built from this list.

Of terms no dates are shown, but when the last holder or officer of the table came or went.
Never here: e-mail addresses, deputies, why a term ended, readers, invitations, papers, anything of the room.
"""

from collections.abc import Sequence
from typing import Final

PLACE: Final = ("id", "slug", "name")
GROUP: Final = ("id", "slug", "name", "status", "basis", "contact")
SEAT: Final = ("group_id", "id", "title", "constituency", "seat_class", "organisation_id", "position")
HOLDER: Final = ("full_name",)
TERM: Final = ("job_title",)
OFFICE: Final = ("group_id", "office", "acting")
ORGANISATION: Final = ("id", "kind", "ods_code", "name", "contact")


def columns(alias: str, names: Sequence[str]) -> str:
    """The columns of one table, for a statement."""
    return ", ".join(f"{alias}.{name}" for name in names)
