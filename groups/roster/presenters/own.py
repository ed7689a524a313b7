"""What somebody looked at, in words."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple

from gpleadership.lib.dates import clock, day_and_date
from gpleadership.lib.words import listed, plural

MANY: Final = 12
"""From here on places are counted and not named."""


class Looked(NamedTuple):
    """One thing that was looked at on a day: when, what, of which places."""

    clock: str
    what: str
    places: str


def days(rows: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> list[tuple[str, list[Looked]]]:
    """The lines of each day under its name."""
    return [
        (day_and_date(day), [_looked(row, names) for row in of_day])
        for day, of_day in groupby(rows, key=lambda row: row["day"])
    ]


def _looked(row: Mapping[str, Any], names: Mapping[int, str]) -> Looked:
    first, last = clock(row["first"]), clock(row["last"])
    seen = sorted(names[group] for group in row["seen"])
    places = listed(seen) if len(seen) <= MANY else plural(len(seen), "place")
    return Looked(first if first == last else f"{first} to {last}", row["what"], places)
