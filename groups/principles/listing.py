"""Which principles a list shows, in which order: from the address, the same for the page and its files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from groups.principles.enums import State
from groups.principles.queries import Entry

SHOWS: Final[Mapping[str, tuple[str, Callable[[Entry], bool]]]] = {
    "": ("Adopted", lambda each: each.adopted is not None),
    "unused": ("Adopted, and never cited", lambda each: each.adopted is not None and not each.uses),
    "retired": ("Retired", lambda each: each.retired is not None),
    "drafts": ("On their way", lambda each: each.pending is not None),
    "dropped": ("Given up", lambda each: all(version.state == State.DROPPED for version in each.versions)),
}
FOR_MEMBERS: Final = ("drafts", "dropped")
SORTS: Final[Mapping[str, Callable[[Entry], Any]]] = {
    "number": lambda each: (each.principle.number or 10**6, each.principle.pk),
    "title": lambda each: (each.shown.title.casefold(), each.principle.pk),
    "adopted": lambda each: (each.shown.adopted_at is None, each.shown.adopted_at or each.shown.state_since),
    "cited": lambda each: (len(each.uses), each.principle.pk),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown, how it was chosen, and everything there is."""

    every: Sequence[Entry]
    shown: Sequence[Entry]
    show: str
    sort: str
    asked: str


def listing(every: Sequence[Entry], query: Mapping[str, Any], *, drafts: bool) -> Listing:
    """Filter and sort as the address says; what it says wrongly is as if it said nothing."""
    show, sort, asked = (str(query.get(name, "")) for name in ("show", "sort", "q"))
    if show not in SHOWS or (show in FOR_MEMBERS and not drafts):
        show = ""
    if sort.removeprefix("-") not in SORTS:
        sort = "number"
    words = asked.casefold().split()[:6]
    chosen = [each for each in every if SHOWS[show][1](each) and _has(each, show, words)]
    chosen.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return Listing(every, chosen, show, sort, asked)


def _has(entry: Entry, show: str, words: Sequence[str]) -> bool:
    version = chosen_version(entry, show)
    text = f"{version.title} {version.statement} {version.meaning}".casefold()
    return all(word in text for word in words)


def chosen_version(entry: Entry, show: str) -> Any:
    """The version that a filter is about."""
    return (entry.pending if show == "drafts" else None) or entry.shown
