"""The group's menu lines of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import Part


def register() -> None:
    """Name the lines, once, when Django starts."""
    menus.register(
        "group", menus.Entry("Who looked", "audit:views", 90, capability=Capability.SEE_MEMBERS, under=Part.RECORDS)
    )
    menus.register(
        "group", menus.Entry("Log", "audit:acts", 95, capability=Capability.MANAGE, exact=True, under=Part.RECORDS)
    )
