"""What is said of a role, as one value: from a form to an action."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from groups.reference.models import Organisation, System


@dataclass(frozen=True, slots=True)
class Funder:
    """Who pays: an organisation of the place, a system’s ICB, or somebody else by name."""

    organisation: Organisation | None = None
    system: System | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class RoleValues:
    """A role without who does it."""

    role: str
    hours: Decimal
    funder: Funder
    start: date
    end: date | None = None
    funded_hours: Decimal | None = None
    cost: int | None = None
