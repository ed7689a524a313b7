"""The pictures of the documentation, of the demo's own system. `script/pictures` copies them to docs/images."""

from typing import Any

import pytest
from PIL import Image

from gpleadership.demo import load
from gpleadership.demo.accounts import ACCOUNTS
from gpleadership.demo.cast import who_is
from gpleadership.demo.plan import Scale
from groups.models import LeadershipGroup, Person
from tests.browser.steps import SHOTS, Visitor

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
    ("terms", "practice", "/g/eastmere/terms/", 1280),
    ("terms-draft", "fenbridge", "/g/fenbridge/terms/draft/", 1280),
    ("terms-compared", "chair", "/g/eastmere/terms/compare/?from=1&to=2", 1280),
    ("terms-out", "neighbour", "/g/ambleford/terms/", 1280),
    ("support", "chair", "/g/eastmere/support/", 1280),
    ("log", "chair", "/g/eastmere/audit/", 1280),
    ("my-data", "core", "/account/my-data/", 1280),
)
SHOWN = 1560
"""So many pixels of a page, from its head, say what it is."""
COLOURS = 128


@pytest.fixture
def demo(server: str, settings: Any) -> dict[str, Person]:
    settings.DEMO = True
    load.load(Scale.SYSTEM, say=lambda words: None)
    people = {account.key: Person.objects.get(email=account.email) for account in ACCOUNTS}
    return people | {"fenbridge": who_is(LeadershipGroup.objects.get(slug="fenbridge")).secretariat}


def keep(name: str, width: int) -> None:
    """The head of a page as a small file."""
    (SHOTS / "docs").mkdir(exist_ok=True)
    with Image.open(SHOTS / f"{name}-{width}.png") as page:
        head = page.convert("RGB").crop((0, 0, page.width, min(SHOWN, page.height)))
    few = head.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(SHOTS / "docs" / f"{name}.png", optimize=True)


def declares_a_role(visitor: Visitor) -> None:
    """As far as the page that shows what would happen."""
    visitor.go("/g/eastmere/interests/system-role/")
    visitor.choose("Clinical or pathway lead")
    visitor.fill("What is the role called?", "Pathway lead, frailty")
    visitor.page.get_by_label("Tidewater").first.check()
    visitor.press("See what will happen")


@pytest.mark.slow
def test_the_pictures_of_the_documentation(demo: dict[str, Person], visit: Any) -> None:
    for name, who, path, width in PICTURES:
        visitor: Visitor = visit(demo[who], width)
        visitor.go(path)
        visitor.see(name)
        keep(name, width)
    member: Visitor = visit(demo["core"], 1280)
    declares_a_role(member)
    assert member.heading() == "You leave the core of this group"
    member.see("system-role")
    keep("system-role", 1280)
