"""What an import changes, in words: for the browser and the terminal alike."""

from collections.abc import Iterable, Mapping
from typing import Final

from gpleadership.lib.words import number, plural
from groups.imports.enums import Subject, What

_NOUNS: Final = {
    Subject.SYSTEM: ("ICB", "ICBs"),
    Subject.SUB_ICB: ("sub-ICB", "sub-ICBs"),
    Subject.PRACTICE: ("practice", "practices"),
    Subject.PCN: ("PCN", "PCNs"),
    Subject.TRUST: ("NHS trust", "NHS trusts"),
    Subject.COUNCIL: ("council", "councils"),
}
_VERBS: Final = {
    What.CLOSED: ("closes", "close"),
    What.DORMANT: ("becomes dormant", "become dormant"),
    What.OPENED: ("is active again", "are active again"),
    What.ADDED: ("is added", "are added"),
    What.RENAMED: ("is renamed", "are renamed"),
    What.MOVED: ("moves to another postcode", "move to another postcode"),
    What.TRANSFERRED: ("moves to another area", "move to another area"),
}
_NOUNS_OF_CHANGES: Final = {
    What.JOINED: ("membership of a PCN begins", "memberships of PCNs begin"),
    What.LEFT: ("membership of a PCN ends", "memberships of PCNs end"),
    What.SPELL: ("membership of a PCN has other dates", "memberships of PCNs have other dates"),
    What.DETAILS: ("other detail changes", "other details change"),
    What.LIST_SIZE: ("list size changes", "list sizes change"),
}


def added_up(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The counts of several files together, by "what subject", in the order of the lists."""
    total: dict[str, int] = {}
    for each in counts:
        for key, count in each.items():
            total[key] = total.get(key, 0) + count
    return dict(sorted(total.items(), key=lambda item: _place(item[0])))


def _place(key: str) -> tuple[int, int]:
    what, subject = key.split(" ")
    return list(What).index(What(what)), list(Subject).index(Subject(subject))


def sentence(key: str, count: int) -> str:
    """`renamed practice`, 33: "33 practices are renamed"."""
    what, subject = key.split(" ")
    many = count != 1
    if what in _NOUNS_OF_CHANGES:
        return plural(count, *_NOUNS_OF_CHANGES[What(what)])
    return f"{number(count)} {_NOUNS[Subject(subject)][many]} {_VERBS[What(what)][many]}"


def one_change(what: str, subject: str, code: str, name: str, before: str, after: str) -> str:
    """One change in a line: "Renamed: A81001, The Densham Surgery → Densham House"."""
    values = f"{before} → {after}" if before and after else before or after
    return f"{What(what).label}: {code} {name}" + (f": {values}" if values else "")
