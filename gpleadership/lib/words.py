"""Numbers and lists in words."""

import re
from collections.abc import Iterable
from typing import Final

_SMALL: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: float) -> str:
    """1,234."""
    return f"{value:,}"


def in_words(value: int) -> str:
    """No, one … nine in words, to open or carry a sentence; figures from 10."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else number(value)


def plural(value: int, one: str, many: str = "") -> str:
    """1 seat, 1,234 seats; `many` where an s is not enough."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """A, b and c."""
    items = [str(part) for part in parts]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def capital(text: str) -> str:
    """The first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The first letter in lower case unless the word is an abbreviation: to put a label in a sentence."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


_UNSEEN: Final = re.compile("[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """Without signs that nobody sees and that split a word for a search, or turn the words after it around."""
    return _UNSEEN.sub("", text)
