"""What packages above add to the page of the chair: a sentence with a link, like that of the trust pulse."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gpleadership.lib.parts import Link
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Added:
    """A section of the page: its heading, a sentence, and where to read more."""

    title: str
    sentence: str
    link: Link


Provider = Callable[[LeadershipGroup], Added | None]
_providers: Final[dict[str, Provider]] = {}


def register_section(name: str, provider: Provider) -> None:
    """Name who has a section for the page of the chair, once, when Django starts. One query at most."""
    _providers[name] = provider


def sections(group: LeadershipGroup) -> list[Added]:
    """What there is to add for a group now."""
    found = (provider(group) for provider in _providers.values())
    return [added for added in found if added is not None]
