"""The group's menu line of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability


def register() -> None:
    """Name the line, once, when Django starts."""
    menus.register("group", menus.Entry("Support", "support:support", 60, capability=Capability.SEE_MEMBERS))
