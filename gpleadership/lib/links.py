"""Addresses that keep what the reader has chosen: filter, order and page stand in the URL."""

from typing import Any

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


def page_links(request: HttpRequest, page: "Page[Any]") -> dict[str, Any]:
    """What the NHS pagination is called with: previous, next and the numbers near here."""
    items = [
        {"number": number, "href": query(request, page=number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    links: dict[str, Any] = {"items": items}
    if page.has_previous():
        links["previous"] = {"href": query(request, page=page.previous_page_number())}
    if page.has_next():
        links["next"] = {"href": query(request, page=page.next_page_number())}
    return links
