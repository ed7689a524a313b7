"""What is another group's and what never existed answer alike, to the byte and the query."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast

PATHS = ("", "members/", "readers/", "invitations/", "audit/", "founding/")
GROUPS = ("/g/ambleford", "/g/neverwas")
AREAS = {
    "chair": GROUPS,
    "practice_reader": GROUPS,
    "outsider": GROUPS,
    "platform_staff": GROUPS,
    "icb_staff": ("/s/highmoor", "/s/neverwas"),
}
VARYING = {"Date", "X-Request-ID"}


def asked(client: Client, method: str, path: str, htmx: bool) -> tuple[HttpResponse, int]:
    headers = {"HX-Request": "true"} if htmx else {}
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(path, headers=headers)
    return response, len(queries)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("persona", sorted(AREAS))
def test_another_groups_page_is_as_one_that_never_was(
    cast: Cast, path: str, method: str, htmx: bool, persona: str
) -> None:
    client = Client()
    client.force_login(cast[persona], backend="django.contrib.auth.backends.ModelBackend")
    answers = [asked(client, method, f"{area}/{path}", htmx) for area in AREAS[persona]]
    (one, one_queries), (other, other_queries) = answers
    assert one.status_code == other.status_code
    assert one.status_code == 404 or (method == "post" and one.status_code == 405)
    assert one.content == other.content
    assert _headers(one) == _headers(other)
    assert one_queries == other_queries
    assert not re.search(rb"<form|csrf|ambleford|neverwas|highmoor", one.content)


def _headers(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in VARYING}


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_asked_to_sign_in_whatever_is_there(cast: Cast, path: str) -> None:
    answers = [Client().get(f"/g/{slug}/{path}") for slug in ("ambleford", "neverwas")]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"].replace("ambleford", "neverwas") == answers[1]["Location"]
