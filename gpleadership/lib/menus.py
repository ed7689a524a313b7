"""The frame of every page: whose place it is, who reads it in which role, where they can go.

Each app registers its menu entries when it starts; the kernel knows none of them by name.
Nothing here queries: it reads what the view has already put on the request.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Literal, NamedTuple, Protocol

from django.http import HttpRequest
from django.urls import reverse

Area = Literal["group", "system", "platform"]


class Standing(Protocol):
    """What the frame asks of a person's standing in a group or system."""

    role_label: str

    def can(self, capability: str) -> bool:
        """Whether the person has this right here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu. `exact`: an area's home, current on itself alone and not on pages below it.

    `under`: the part of the menu in which the line stands; without one it stands for itself. A part comes where its
    first line would.
    """

    label: str
    url_name: str
    order: int
    capability: str | None = None
    room: bool = False
    exact: bool = False
    under: str = ""


class Item(NamedTuple):
    """A menu line as a template draws it. `current` is "page", "true" (a page below it) or nothing.

    `lines`: what stands in a part of the menu, which itself leads to the first of them.
    """

    label: str
    url: str
    current: str
    room: bool
    lines: "tuple[Item, ...]" = ()


_areas: Final[dict[str, list[Entry]]] = {"group": [], "system": [], "platform": []}


def register(area: Area, entry: Entry) -> None:
    """Add a line to the menu of groups, of systems or of the platform; twice is once."""
    entries = _areas[area]
    if entry not in entries:
        entries.append(entry)
        entries.sort(key=lambda each: each.order)


@lru_cache(maxsize=4096)
def _address(url_name: str, slug: str | None) -> str:
    return reverse(url_name, args=[slug] if slug else [])


class Shell:
    """What the page's frame shows. Made for every page, read only by the pages that draw it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> Any:
        """The signed-in person, or None."""
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def area(self) -> str:
        """Whose menu this page has: a group's, a system's, the platform's or none."""
        for name in ("group", "system"):
            if getattr(self._request, name, None) is not None:
                return name
        return "platform" if getattr(self.person, "is_platform_staff", False) else ""

    @cached_property
    def tenant(self) -> Any:
        """The group or system of this page, or None."""
        return getattr(self._request, self.area, None) if self.area in {"group", "system"} else None

    @cached_property
    def place(self) -> str:
        """The name beside the wordmark: the group's place or the system."""
        tenant = self.tenant
        return (getattr(tenant, "place_name", "") or tenant.name) if tenant is not None else ""

    @cached_property
    def role(self) -> str:
        """The person's role here, in words."""
        standing = getattr(self._request, "standing", None)
        if standing is not None:
            return str(standing.role_label)
        if self.area and getattr(self.person, "is_platform_staff", False):
            return "Platform staff"
        return "ICB staff" if self.area == "system" else ""

    @cached_property
    def menu(self) -> list[Item]:
        """The lines this person may follow, in order, gathered in parts; a part of one line is that line."""
        parts: dict[str, list[Item]] = {}
        for entry, item in self._lines():
            parts.setdefault(entry.under or entry.url_name, []).append(item)
        return [_part(name, lines) for name, lines in parts.items()]

    @cached_property
    def part(self) -> Item | None:
        """The part of the menu in which this page is, if it has several lines."""
        return next((item for item in self.menu if item.lines and item.current), None)

    def _lines(self) -> Iterator[tuple[Entry, Item]]:
        standing = getattr(self._request, "standing", None)
        slug = self.tenant.slug if self.tenant is not None else None
        for entry in _areas.get(self.area, ()):
            if entry.capability is None or (standing is not None and standing.can(entry.capability)):
                yield entry, self._item(entry, _address(entry.url_name, slug))

    def _item(self, entry: Entry, address: str) -> Item:
        match = self._request.resolver_match
        here = self._request.path
        current = ""
        if match is not None and match.view_name == entry.url_name:
            current = "page"
        elif not entry.exact and here.startswith(address):
            current = "page" if here == address else "true"
        return Item(entry.label, address, current, entry.room)


def _part(name: str, lines: list[Item]) -> Item:
    """Several lines of one part behind their first address; one line as it is."""
    if len(lines) == 1:
        return lines[0]
    current = "true" if any(line.current for line in lines) else ""
    return Item(name, lines[0].url, current, any(line.room for line in lines), tuple(lines))
