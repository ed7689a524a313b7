"""What the documentation says there is, there is: links, pictures, commands, tables, packages."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.db import connection

from tests.database import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LARGEST_PICTURE = 130_000


def anchors(page: Path) -> set[str]:
    """The headings of a page as addresses, as forges make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def test_every_picture_is_shown_and_small() -> None:
    shown = "".join(page.read_text() for page in PAGES)
    for picture in (ROOT / "docs" / "images").iterdir():
        assert f"images/{picture.name})" in shown
        assert picture.stat().st_size < LARGEST_PICTURE, picture.name


def test_every_command_is_there() -> None:
    told = "".join(page.read_text() for page in PAGES)
    commands = set(re.findall(r"manage\.py ([a-z_]+)", told))
    assert len(commands) > 5
    assert commands - set(get_commands()) == set()
    scripts = set(re.findall(r"(?<![\w/])script/([a-z.]+)\b", told))
    assert len(scripts) > 5
    assert [name for name in scripts if not (ROOT / "script" / name).exists()] == []


@pytest.mark.django_db
def test_the_page_on_data_names_every_table_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        there = sorted(name for (name,) in cursor.fetchall())
    _, _, told = (ROOT / "docs" / "data.md").read_text().partition("## Where it lies")
    assert sorted(re.findall(r"`([a-z_]+)`", told.split("\n## ")[0])) == there


def test_the_guide_for_engineers_names_every_package_in_its_order() -> None:
    held = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in held if each["name"] == "Packages of groups")
    names = [name for layer in layers for name in layer.split(" | ") if name != "urls"]
    _, _, told = (ROOT / "DEVELOPERS.md").read_text().partition("## The packages")
    assert re.findall(r"^\| `([a-z_]+)` \|", told.split("\n## ")[0], re.MULTILINE) == names
