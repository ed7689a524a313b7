"""The group's menu line of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import Part


def register() -> None:
    """Name the line, once, when Django starts."""
    entry = menus.Entry(
        "Principles", "principles:list", 52, capability=Capability.READ_PRACTICES, under=Part.WHO_WE_ARE
    )
    menus.register("group", entry)
