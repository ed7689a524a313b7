"""Menu lines: a group's place, with its proposals; proposed changes and groups, for platform staff."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import Part


def register() -> None:
    """Name the lines, once, when Django starts."""
    menus.register(
        "group", menus.Entry("Our place", "founding:place", 47, capability=Capability.MANAGE, under=Part.MEMBERS)
    )
    menus.register("platform", menus.Entry("Groups", "founding_platform:groups", 25))
    menus.register("platform", menus.Entry("Proposed changes", "founding_platform:changes", 40))
