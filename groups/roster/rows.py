"""What the roster's statements bring, row by row."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple


class PlaceRow(NamedTuple):
    """A place of the system, and its group if it has one (active, else a draft)."""

    id: int
    slug: str
    name: str
    group_id: int | None
    group_slug: str | None
    group_name: str | None
    status: str | None
    basis: str | None
    contact: str | None
    has_chair: bool
    table: Mapping[str, Sequence[int]]
    """By constituency: core seats that somebody holds now, of how many. Of an active group alone."""

    @property
    def led(self) -> bool:
        """Whether a group speaks for the place now; a draft does not."""
        return self.status == "active"


class Size(NamedTuple):
    """How large a place is, and when somebody last came to, or left, its group's table."""

    pcns: int
    practices: int
    patients: int
    changed: datetime | None


class SeatRow(NamedTuple):
    """A seat and who holds it at this moment."""

    group_id: int
    id: int
    title: str
    constituency: str
    seat_class: str
    organisation_id: int | None
    position: int
    holder: str | None
    job_title: str | None


class OfficeRow(NamedTuple):
    """Somebody in an office at this moment."""

    group_id: int
    office: str
    acting: bool
    name: str


class OrganisationRow(NamedTuple):
    """An organisation of a place, and how to reach it."""

    id: int
    kind: str
    ods_code: str | None
    name: str
    contact: str
