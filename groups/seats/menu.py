"""The group's menu line of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import Part


def register() -> None:
    """Name the line, once, when Django starts."""
    menus.register(
        "group",
        menus.Entry("Members and seats", "seats:members", 40, capability=Capability.SEE_MEMBERS, under=Part.MEMBERS),
    )
