"""Names for seats that are called alike: an organisation may have two."""

from collections import Counter
from collections.abc import Sequence


def labels(titles: Sequence[str]) -> list[str]:
    """The titles, numbered where one comes more than once: “Tidewater LMC, seat 2”."""
    often, seen, found = Counter(titles), Counter[str](), []
    for title in titles:
        seen[title] += 1
        found.append(title if often[title] == 1 else f"{title}, seat {seen[title]}")
    return found
