"""The system's menu, and the group's line to its coverage."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import Part


def register() -> None:
    """Name the lines, once, when Django starts."""
    menus.register("system", menus.Entry("Roster of places", "roster:places", 0, exact=True))
    menus.register("system", menus.Entry("What I looked at", "roster:views", 90))
    menus.register(
        "group", menus.Entry("Coverage", "coverage:own", 44, capability=Capability.SEE_MEMBERS, under=Part.MEMBERS)
    )
