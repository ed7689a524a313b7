"""Which kinds of job there are, and the function that does each. A package names its own in its `jobs.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any, Final

from groups.jobs.models import Job
from groups.jobs.progress import Progress

APPS: Final = ("groups", "priorities", "representation", "gpleadership")
Handler = Callable[[Mapping[str, Any], Progress], Mapping[str, Any]]
"""Does the work: ids in, ids and counts out. It may be run twice, so its effect must bear that."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job: what does it, what people read while they wait, and where its result is."""

    name: str
    handler: Handler
    title: str
    result_url: Callable[[Job], str] | None = None
    result_text: str = ""


_kinds: Final[dict[str, JobKind]] = {}


def job_kind(
    name: str, *, title: str = "", result_url: Callable[[Job], str] | None = None, result_text: str = ""
) -> Callable[[Handler], Handler]:
    """Register the decorated function as what does jobs of this kind.

    `title` heads the page of such a job ("Reading the files"); `result_url` says where a job that has ended leads,
    with an empty address for nowhere, and `result_text` what the link to it says.
    """

    def decorator(handler: Handler) -> Handler:
        known = _kinds.get(name)
        if known is not None and known.handler.__qualname__ != handler.__qualname__:
            raise LookupError(f"Two functions do jobs of the kind “{name}”.")
        _kinds[name] = JobKind(name, handler, title or "Working on it", result_url, result_text or "See the result")
        return handler

    return decorator


def kind_of(name: str) -> JobKind:
    """The kind of this name. Raises LookupError where no package has registered it."""
    if name not in _kinds:
        discover()
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"No package registers jobs of the kind “{name}”.") from None


def shown_as(name: str) -> JobKind:
    """The kind of this name for its page; one that is no longer registered has plain words."""
    try:
        return kind_of(name)
    except LookupError:
        return JobKind(name, lambda arguments, progress: {}, "Work that the portal no longer does")


@cache
def discover() -> None:
    """Import `<package>.jobs` of every package of the portal's apps."""
    for app in APPS:
        path = import_module(app).__path__
        for package in iter_modules(path, f"{app}."):
            if package.ispkg and package.name != "groups.jobs" and find_spec(f"{package.name}.jobs"):
                import_module(f"{package.name}.jobs")
