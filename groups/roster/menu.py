"""The system's menu."""

from gpleadership.lib import menus


def register() -> None:
    """Name the lines, once, when Django starts."""
    menus.register("system", menus.Entry("Roster of places", "roster:places", 0, exact=True))
    menus.register("system", menus.Entry("What I looked at", "roster:views", 90))
