"""The group's menu line of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability


def register() -> None:
    """Name the line, once, when Django starts."""
    entry = menus.Entry("Terms of reference", "terms:terms", 25, capability=Capability.READ_PRACTICES)
    menus.register("group", entry)
