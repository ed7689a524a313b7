"""When Django starts, each package of an app puts its own lines where others look for them.

A package may have `standing.py`, `menu.py`, `needs.py`, `sections.py`, `jobs.py` with a function `register()`:
a new one works by being there, and nobody keeps a list of packages.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Final

REGISTERING: Final = ("standing", "menu", "needs", "sections", "providers", "jobs")


def register_packages(app: str) -> None:
    """Import every registering module of every package of an app, and call its `register()` if it has one."""
    for package in iter_modules(import_module(app).__path__):
        if package.ispkg and package.name != "migrations":
            for kind in REGISTERING:
                _register(f"{app}.{package.name}.{kind}")


def _register(name: str) -> None:
    if find_spec(name) is None:
        return
    register = getattr(import_module(name), "register", None)
    if register is not None:
        register()
