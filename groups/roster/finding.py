"""Which places of a system somebody asks for: words and two filters, all in the address of the page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from groups.roster.rows import PlaceRow

STATES: Final = {
    "gaps": "With an empty seat",
    "no-chair": "With no chair",
    "no-group": "With no group",
}
CONSTITUENCIES: Final = {"pcn": "PCN", "lmc": "LMC", "federation": "Federation", "ccg": "CCG", "other": "Other leaders"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; what makes no sense is left out, so that an old link still answers."""

    words: str = ""
    state: str = ""
    constituency: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """From the page's address."""
        state, constituency = query.get("state", ""), query.get("constituency", "")
        return cls(
            " ".join(query.get("q", "").replace("\x00", "").split())[:100],
            state if state in STATES else "",
            constituency if constituency in CONSTITUENCIES else "",
        )

    @property
    def narrows(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self.words or self.state or self.constituency)


def narrowed(places: Iterable[PlaceRow], asked: Asked, matches: Collection[int]) -> list[PlaceRow]:
    """The places that answer what was asked. `matches`: those that the words find by more than their names."""
    return [
        place
        for place in places
        if _by_words(place, asked.words.casefold(), matches)
        and _by_state(place, asked.state)
        and _by_seats(place, asked)
    ]


def _by_words(place: PlaceRow, words: str, matches: Collection[int]) -> bool:
    return place.id in matches or words in place.name.casefold() or words in (place.group_name or "").casefold()


def _by_state(place: PlaceRow, state: str) -> bool:
    if state == "no-group":
        return not place.led
    return place.led and not place.has_chair if state == "no-chair" else True


def _by_seats(place: PlaceRow, asked: Asked) -> bool:
    """With gaps: an empty seat, of the constituency if one is asked for; otherwise any seat of it."""
    seats = [place.table.get(asked.constituency, (0, 0))] if asked.constituency else list(place.table.values())
    if asked.state == "gaps":
        return any(held < all_ for held, all_ in seats)
    return not asked.constituency or any(all_ for _, all_ in seats)
