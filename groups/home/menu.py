"""The group's first menu line."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability


def register() -> None:
    """Name the line, once, when Django starts."""
    menus.register("group", menus.Entry("Home", "home:group", 0, capability=Capability.SEE_HOME, exact=True))
