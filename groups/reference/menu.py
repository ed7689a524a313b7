"""The platform's menu."""

from gpleadership.lib.menus import Entry
from gpleadership.lib.menus import register as register_line


def register() -> None:
    """Name the lines, once, when Django starts."""
    register_line("platform", Entry("Overview", "reference:overview", 0, exact=True))
    register_line("platform", Entry("Systems", "reference:systems", 10))
    register_line("platform", Entry("Places", "reference:places", 20))
    register_line("platform", Entry("Organisations", "reference:organisations", 30))
