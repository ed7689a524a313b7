"""Template macros under two names, so that no template has to import them.

A block that is rendered alone (htmx) does not run its template's imports; a global works everywhere.
"""

import re
from typing import Any, Final

from jinja2 import Environment

_FOLDERS: Final = {"table": "tables", "image": "images", "list": "do-dont-list"}


class NhsMacros:
    """`nhs.dateInput({…})`: the components of the NHS design system, by their own names."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        folder = _FOLDERS.get(name) or re.sub(r"[A-Z]", lambda match: f"-{match.group().lower()}", name)
        module = self._env.get_template(f"nhsuk/components/{folder}/macro.jinja").module
        macro = getattr(module, name)
        if not self._env.auto_reload:
            setattr(self, name, macro)
        return macro

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


class OurMacros:
    """`ui.badge(…)`: every macro of templates/components/, whichever file it stands in."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        macros = self.all()
        if not self._env.auto_reload:
            vars(self).update(macros)
        if name not in macros:
            raise AttributeError(f"There is no component called {name}.")
        return macros[name]

    def all(self) -> dict[str, Any]:
        """Every macro by its name; two of one name are refused."""
        found: dict[str, Any] = {}
        for file in sorted(self._env.list_templates(filter_func=_is_component)):
            for name, macro in vars(self._env.get_template(file).module).items():
                if name.startswith("_"):
                    continue
                if name in found:
                    raise LookupError(f"{file}: there is another component called {name}.")
                found[name] = macro
        return found


def _is_component(name: str) -> bool:
    return name.startswith("components/") and name.endswith(".html")
