"""The platform’s menu line of this package."""

from gpleadership.lib import menus


def register() -> None:
    """Name the line, once, when Django starts."""
    menus.register("platform", menus.Entry("People erased", "erased:list", 80))
