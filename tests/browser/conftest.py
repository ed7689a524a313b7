"""A real Chromium against a real server on the committed cast."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from groups.models import Person
from tests.browser.steps import Visitor
from tests.cast import Cast

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the driver keeps a loop in this thread
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("NOT RUN: browser journeys, for no Chromium is installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class PortalServer(LiveServerThread):
    """Django's test server with the portal's own WSGI application: WhiteNoise serves the static files."""

    def __init__(self) -> None:
        super().__init__("127.0.0.1", lambda application: application, connections_override=None, port=0)
        self.static_handler = lambda handler: WSGIHandler()


@pytest.fixture
def server(committed: None, settings: Any) -> Iterator[str]:
    thread = PortalServer()
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    settings.SITE_URL = f"http://localhost:{thread.port}"
    yield settings.SITE_URL
    thread.terminate()
    for connection in connections.all(initialized_only=True):
        connection.close()


@pytest.fixture
def people(server: str, committed_cast: Cast) -> Cast:
    return committed_cast


def session_of(person: Person) -> str:
    """A signed-in session, made without the form, which has a journey of its own."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key


@pytest.fixture(params=[1280, 375], ids=["desktop", "phone"])
def width(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture
def visit(chromium: Browser, server: str) -> Iterator[Any]:
    """Open the portal as somebody (or nobody) at a width; every page that is left is checked."""
    opened: list[BrowserContext] = []

    def as_person(person: Person | None = None, width: int = 1280) -> Visitor:
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=server)
        context.set_default_timeout(8000)
        opened.append(context)
        if person is not None:
            context.add_cookies(
                [{"name": django_settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": server}]
            )
        return Visitor(context.new_page())

    yield as_person
    for context in opened:
        context.close()


__all__ = ["Page"]
