"""Jinja2 for every page: our own templates, strict, and the NHS components beside them.

Two environments, because undefined names are an error in our templates, while the NHS macros are
built on chains of undefined parameters. A name that begins with `nhsuk/` belongs to the second.
Macros need no import: `ui.badge(…)` is ours (templates/components/), `nhs.button({…})` is theirs.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import (
    BytecodeCache,
    ChainableUndefined,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    Template,
)

from gpleadership.lib import dates, links, words
from gpleadership.lib.browsers import browser_name
from gpleadership.lib.formfields import error_list, form_field
from gpleadership.lib.macros import NhsMacros, OurMacros
from gpleadership.lib.menus import Shell
from gpleadership.lib.parts import Badge

NHS: Final = "nhsuk/"
FILTERS: Final = {
    "date": dates.long_date,
    "short_date": dates.short_date,
    "day_and_date": dates.day_and_date,
    "clock": dates.clock,
    "date_and_clock": dates.date_and_clock,
    "days": dates.days,
    "days_left": dates.days_left,
    "days_ago": dates.days_ago,
    "number": words.number,
    "in_words": words.in_words,
    "plural": words.plural,
    "listed": words.listed,
    "capital": words.capital,
    "small": words.small,
}


class PortalEnvironment(Environment):
    """Our templates; NHS ones are handed to an environment of their own."""

    def __init__(self, nhs: Environment, **options: Any) -> None:
        super().__init__(**options)
        self.nhs = nhs

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:  # noqa: A002 (Jinja's word)
        """A template by name, from the environment that its name belongs to."""
        if isinstance(name, str) and name.startswith(NHS):
            return self.nhs.get_template(name)
        return super().get_template(name, parent, globals)


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend asks for."""
    ours: dict[str, Any] = {"bytecode_cache": _bytecode(), "auto_reload": settings.DEBUG, "cache_size": -1}
    nhs = Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        undefined=ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        **ours,
    )
    env = PortalEnvironment(
        nhs,
        loader=options.get("loader", FileSystemLoader(settings.BASE_DIR / "templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=_escapes,
        **ours,
    )
    env.filters.update(FILTERS)
    env.globals.update(
        static=static if settings.DEBUG else lru_cache(maxsize=None)(static),
        url=url,
        form_token=csrf_input,
        form_field=form_field,
        error_list=error_list,
        messages_of=get_messages,
        query=links.query,
        next_order=links.next_order,
        direction=links.direction,
        page_links=links.page_links,
        Badge=Badge,
        browser_name=browser_name,
        single_sign_on=lambda: settings.OIDC_NAME,
        site_url=lambda: settings.SITE_URL.rstrip("/"),
        ui=OurMacros(env),
        nhs=NhsMacros(nhs),
    )
    return env


def _escapes(name: str | None) -> bool:
    """Everything is escaped but plain text: mails and messages."""
    return name is None or not name.endswith(".txt")


def _bytecode() -> BytecodeCache | None:
    """Compiled templates are kept on disk where the portal may write, so that a start is quick."""
    folder = Path(settings.VAR) / "cache" / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named route; one without arguments is worked out once."""
    if args or kwargs:
        return reverse(name, args=args, kwargs=kwargs)
    return _fixed(name, settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _fixed(name: str, urlconf: str) -> str:
    return reverse(name, urlconf)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the frame of the page. Nothing is asked of the request until it is drawn."""
    return {"shell": Shell(request)}
