"""Numbers, lists and browsers in words."""

import pytest

from gpleadership.lib import words
from gpleadership.lib.browsers import browser_name


def test_numbers() -> None:
    assert [words.number(value) for value in (7, 1234, 1234567)] == ["7", "1,234", "1,234,567"]
    assert [words.in_words(value) for value in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]


def test_plurals() -> None:
    assert [words.plural(value, "seat") for value in (0, 1, 1200)] == ["0 seats", "1 seat", "1,200 seats"]
    assert words.plural(2, "person", "people") == "2 people"


def test_lists() -> None:
    assert [words.listed(parts) for parts in ([], ["a"], ["a", "b"], "abc")] == ["", "a", "a and b", "a, b and c"]


def test_first_letters_leave_abbreviations_alone() -> None:
    assert words.small("Start date") == "start date"
    assert words.small("PCN code") == "PCN code"
    assert words.capital("iCB staff") == "ICB staff"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox on Linux"),
        ("curl/8.5", "A browser"),
    ],
)
def test_browsers(header: str, name: str) -> None:
    assert browser_name(header) == name
