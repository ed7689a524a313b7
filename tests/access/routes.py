"""How the access table is written: one line a route, a status for every persona.

Each area keeps its lines in a module of its own beside this one, as a list named `ROUTES`; the test
gathers them and fails for a route of the portal that no line names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.cast import Cast

PERSONAS = (
    "public",
    "outsider",
    "practice_reader",
    "in_attendance",
    "core_member",
    "chair",
    "secretariat",
    "icb_staff",
    "platform_staff",
    "other_chair",
    "other_icb_staff",
)
SIGN_IN = 302
"""What a stranger gets: the sign-in page."""

Expected = Mapping[str, int]


@dataclass(frozen=True)
class Route:
    """One route: its name, what fills its address, how it is asked, and what each persona gets."""

    name: str
    expected: Expected
    kwargs: Callable[[Cast], dict[str, Any]] = lambda cast: {}
    method: str = "get"
    data: Callable[[Cast], dict[str, Any]] = field(default=lambda cast: {})


def everybody(status: int = 200) -> dict[str, int]:
    """A public page."""
    return dict.fromkeys(PERSONAS, status)


def signed_in(status: int = 200) -> dict[str, int]:
    """A page of one's own: anybody who has signed in."""
    return everybody(status) | {"public": SIGN_IN}


def _only(personas: tuple[str, ...], status: int, refused: tuple[str, ...] = ()) -> dict[str, int]:
    rest = dict.fromkeys(PERSONAS, 404) | {"public": SIGN_IN}
    return rest | dict.fromkeys(refused, 403) | dict.fromkeys(personas, status)


STANDING = ("practice_reader", "in_attendance", "core_member", "chair", "secretariat", "icb_staff")
MEMBERS = STANDING[:-1]
MANAGERS = ("chair", "secretariat")


def managers(status: int = 200) -> dict[str, int]:
    """Chair and secretariat; a member without the right gets a 403, an outsider a 404."""
    return _only(MANAGERS, status, refused=STANDING)


def members(status: int = 200) -> dict[str, int]:
    """Everybody who stands in the group, but not the ICB's staff, who have the roster."""
    return _only(MEMBERS, status, refused=STANDING)


def system_staff(status: int = 200) -> dict[str, int]:
    """Staff of Tidewater's ICB, and platform staff."""
    return _only(("icb_staff", "platform_staff"), status)


def platform(status: int = 200) -> dict[str, int]:
    """Platform staff alone."""
    return _only(("platform_staff",), status)


def eastmere(cast: Cast) -> dict[str, Any]:
    """The address of Eastmere's group."""
    return {"group": cast.eastmere.slug}


def tidewater(cast: Cast) -> dict[str, Any]:
    """The address of the system."""
    return {"system": cast.system.slug}
