"""How one kind of file in one layout is read: its width, whether it has headings, and what makes a row of it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .errors import BadFile
from .kinds import Kind, Layout
from .rows import Row


@dataclass(frozen=True, slots=True)
class Format:
    """`parse` takes the line and the cells of a row. It raises BadValue, and gives None for a row that is unwanted."""

    kind: Kind
    layout: Layout
    width: int
    parse: Callable[[int, list[str]], Row | None]
    headings: bool = False
    as_at: dt.date | None = None


def tidy(headings: Iterable[str]) -> list[str]:
    """Headings to compare: small letters, and line breaks within them as spaces."""
    return [" ".join(heading.split()).lower() for heading in headings]


def positions(headings: Sequence[str], wanted: Sequence[str], file: str, kind: Kind) -> list[int]:
    """Where the `wanted` columns stand, by their headings; other columns and their order do not matter."""
    found = tidy(headings)
    for heading in wanted:
        match Counter(found)[heading]:
            case 0:
                raise BadFile(
                    file, 1, f"{kind.phrase} has a heading “{heading}”; this one has none. Download it again."
                )
            case 1:
                continue
            case _:
                raise BadFile(file, 1, f"the heading “{heading}” is here more than once. Download the file again.")
    return [found.index(heading) for heading in wanted]
