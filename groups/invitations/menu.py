"""The group's menu line of this package."""

from gpleadership.lib import menus
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import Part


def register() -> None:
    """Name the line, once, when Django starts."""
    menus.register(
        "group", menus.Entry("Invitations", "invitations:list", 46, capability=Capability.MANAGE, under=Part.MEMBERS)
    )
