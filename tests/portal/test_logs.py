"""Logs hold ids: no name, no address, no search, no path with a secret in it."""

import json
import logging

import pytest
from django.test import Client

from gpleadership.lib.logs import JsonFormatter
from tests.cast import Cast


@pytest.fixture
def lines() -> list[str]:
    """Every line that the portal logs meanwhile, as it would be written."""
    kept: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(self.format(record))

    keeper = Keeper()
    keeper.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.addHandler(keeper)
    yield kept
    root.removeHandler(keeper)


def test_requests_are_logged_by_route_and_id(cast: Cast, lines: list[str]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast["icb_staff"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/s/tidewater/?q=Leila+Nasser")
    client.get("/invitations/a-secret-token/")
    client.post("/account/login/", {"login": "chair@example.org", "password": "wrong"})
    entries = [json.loads(line) for line in lines]
    first = next(entry for entry in entries if entry["logger"] == "gpleadership.requests")
    assert first["route"] == "s/<slug:system>/"
    assert first["status"] == 200
    assert first["id"] == answer.headers["X-Request-ID"]
    words = "\n".join(lines)
    for secret in ("Nasser", "a-secret-token", "chair@example.org", "example.org"):
        assert secret not in words


def test_a_fault_is_logged_without_its_path(lines: list[str]) -> None:
    logging.getLogger("django.request").error("Internal Server Error: %s", "/invitations/a-secret-token/")
    entry = json.loads(lines[-1])
    assert entry["says"] == "Internal Server Error"
    assert "a-secret-token" not in lines[-1]
