"""The group's menu lines of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability


def register() -> None:
    """Name the line, once, when Django starts."""
    menus.register("group", menus.Entry("Log", "audit:acts", 90, capability=Capability.MANAGE))
