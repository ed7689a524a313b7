"""The system's menu, and the group's line to its coverage."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability


def register() -> None:
    """Name the lines, once, when Django starts."""
    menus.register("system", menus.Entry("Roster of places", "roster:places", 0, exact=True))
    menus.register("system", menus.Entry("What I looked at", "roster:views", 90))
    menus.register("group", menus.Entry("Coverage", "coverage:own", 45, capability=Capability.SEE_MEMBERS))
