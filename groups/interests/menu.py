"""The group's menu line of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability


def register() -> None:
    """Name the line, once, when Django starts."""
    entry = menus.Entry("Interests", "interests:register", 65, capability=Capability.SEE_ROSTER)
    menus.register("group", entry)
