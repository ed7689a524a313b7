"""The pictures of the documentation, of the demo's own system. `script/pictures` copies them to docs/images."""

from typing import Any

import pytest

from gpleadership.demo import load
from gpleadership.demo.accounts import ACCOUNTS
from gpleadership.demo.plan import Scale
from groups.models import Person
from tests.browser.steps import Visitor

PICTURES = (
    ("home-chair", "chair", "/g/eastmere/", 1280),
    ("members", "chair", "/g/eastmere/members/", 1280),
    ("home-practice-phone", "practice", "/g/eastmere/", 375),
    ("roster", "icb", "/s/tidewater/", 1280),
    ("ballot", "core", "/g/eastmere/ballots/2/", 1280),
    ("ballot-result", "neighbour", "/g/ambleford/ballots/4/result/", 1280),
    ("principles", "core", "/g/eastmere/principles/", 1280),
    ("interests", "chair", "/g/eastmere/interests/", 1280),
    ("pulse", "neighbour", "/g/ambleford/pulse/", 1280),
)


@pytest.fixture
def demo(server: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    load.load(Scale.SYSTEM, say=lambda words: None)
    return {account.key: Person.objects.get(email=account.email) for account in ACCOUNTS}


@pytest.mark.slow
def test_the_pictures_of_the_documentation(demo: dict[str, Person], visit: Any) -> None:
    for name, who, path, width in PICTURES:
        visitor: Visitor = visit(demo[who], width)
        visitor.go(path)
        visitor.see()
        visitor.shot(name)
