"""Addresses that keep what the reader has chosen: filter, order and page stand in the URL."""

from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import HttpRequest


def query(request: HttpRequest, **changes: Any) -> str:
    """The query of the page at hand with some values changed; None takes one away. Back to page 1 unless told."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            asked.pop(name, None)
        else:
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else "?"


def next_order(key: str, current: str) -> str:
    """What a heading sorts by when followed: its key, or the other way round if it is the order now."""
    return f"-{key}" if current == key else key


def direction(key: str, current: str) -> str:
    """The value of aria-sort for a heading."""
    return {key: "ascending", f"-{key}": "descending"}.get(current, "none")


class PageLinks(NamedTuple):
    """Where a page of a list leads: back, on, and the numbers near here (a gap has no address)."""

    previous: str
    next: str
    numbers: list[tuple[int, str]]


def page_links(request: HttpRequest, page: "Page[Any]") -> PageLinks:
    """The links of a page of a list, with the filter kept."""
    near = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return PageLinks(
        query(request, page=page.number - 1) if page.has_previous() else "",
        query(request, page=page.number + 1) if page.has_next() else "",
        [(number, query(request, page=number)) if isinstance(number, int) else (0, "") for number in near],
    )
