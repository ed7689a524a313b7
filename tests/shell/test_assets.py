"""Static files: from here alone, light, and found before and after they are collected."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.http import Http404
from django.test import Client, RequestFactory

from gpleadership.lib.static import PortalStaticFilesStorage, uncollected

STATIC = Path(settings.BASE_DIR) / "static"
OURS = sorted(file for file in STATIC.rglob("*") if file.suffix in {".css", ".js", ".svg"})


def address_of_page() -> list[str]:
    html = Client().get("/components/").content.decode()
    return re.findall(r"/static/([^\"']+)", html)


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_no_file_loads_from_another_host(file: Path) -> None:
    text = file.read_text().replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xhtml", "")
    assert re.findall(r"""(?:url\(|@import|src=|fetch\(|import\()\s*["']?(?:https?:)?//[^)"'\s]+""", text) == []
    assert "sourceMappingURL" not in text
    if file.suffix == ".css":
        assert "http" not in text


def test_neither_the_hosted_font_nor_the_nhs_logo_is_used() -> None:
    text = "".join(file.read_text() for file in OURS)
    assert "Frutiger" not in text
    assert "@font-face" not in text
    templates = "".join(file.read_text() for file in (settings.BASE_DIR / "templates").rglob("*.html"))
    assert "nhsuk-header" not in templates
    assert "__logo" not in templates


def test_what_the_css_names_is_there() -> None:
    for file in OURS:
        if file.suffix == ".css":
            for name in re.findall(r"url\(([^)]+)\)", file.read_text()):
                assert (file.parent / name).is_file(), name


def test_a_page_loads_less_than_100_kilobytes() -> None:
    files = {name for name in address_of_page() if finders.find(name)}
    assert {Path(name).suffix for name in files} == {".css", ".js", ".svg"}
    weight = {name: len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 9)) for name in files}
    assert sum(weight.values()) < 100_000, weight


@pytest.fixture
def empty(settings: Any, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    return Path(settings.STATIC_ROOT)


def test_before_collecting_files_go_by_their_plain_names(empty: Path) -> None:
    storage = PortalStaticFilesStorage(location=empty, base_url="/static/")
    assert storage.url("portal/portal.css") == "/static/portal/portal.css"
    answer = Client().get("/static/portal/portal.css")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/css"
    assert answer.content == (STATIC / "portal" / "portal.css").read_bytes()
    strays = {"portal/none.css": 404, "portal": 404, "../manage.py": 400, "%2e%2e/manage.py": 400}
    assert {path: Client().get(f"/static/{path}").status_code for path in strays} == strays


@pytest.mark.slow
def test_after_collecting_they_go_by_hashed_names(empty: Path) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = PortalStaticFilesStorage(location=empty, base_url="/static/")
    address = storage.url("portal/portal.css")
    assert re.fullmatch(r"/static/portal/portal\.[0-9a-f]{12}\.css", address)
    for ending in ("", ".gz", ".br"):
        assert (empty / (address.removeprefix("/static/") + ending)).is_file()
    hashed = next(empty.glob("vendor/nhsuk-frontend/*.min.????????????.css")).read_text()
    assert re.findall(r'url\("?(images/nhsuk-icon-arrow-down\.[0-9a-f]{12}\.svg)', hashed)
    with pytest.raises(Http404):  # from now on WhiteNoise alone answers
        uncollected(RequestFactory().get("/"), "portal/portal.css")
