"""Names and addresses as wholes: “ann.lee@example.org” does not stand in “joann.lee@example.org”.

The patterns mean the same to PostgreSQL and to Python. Where words lie as JSON a line break is a sign and a letter.
"""

import re
from collections.abc import Iterable
from typing import Final

_AFTER_BREAK: Final = r"(?<=\\[nrt])"


def is_a_full_name(name: str) -> bool:
    """Whether a name is two words or more, and so likely to stand for somebody wherever it stands."""
    return len([word for word in re.findall(r"\w+", name) if len(word) > 1]) > 1


def pattern(words: Iterable[str]) -> str:
    """Matches any of these names and addresses; nothing if there are none."""
    return "|".join(map(_one, words)) or "(?=a)b"


def _one(word: str) -> str:
    """An address may go on with more signs than a name; a full stop ends a sentence."""
    before, after = (r"[\w.%+-]", r"[\w-]|\.\w") if "@" in word else (r"\w", r"\w")
    return rf"(?:(?<!{before})|{_AFTER_BREAK}){re.escape(word)}(?!{after})"


def standing_in(text: str, words: Iterable[str]) -> set[str]:
    """The places where one of them stands, with two signs before and after: enough to know it for a whole."""
    return {match.group() for match in re.finditer(rf"(?s).{{1,2}}(?:{pattern(words)}).{{1,2}}", text, re.IGNORECASE)}
