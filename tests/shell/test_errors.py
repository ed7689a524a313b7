"""Error pages: the same for everybody, asking nothing of anybody."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client

from gpleadership.views import errors
from tests.cast import Cast
from tests.shell.drawing import meaning

MODEL = "django.contrib.auth.backends.ModelBackend"
VARYING = {"X-Request-ID", "Date"}


class Nothing:
    """A request that must not be touched."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the error page asked for request.{name}")


NOTHING: HttpRequest = Nothing()  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("response", "status", "heading"),
    [
        (lambda: errors.bad_request(NOTHING, ValueError()), 400, "We could not read that request"),
        (lambda: errors.forbidden(NOTHING, PermissionDenied()), 403, "You cannot open this page"),
        (lambda: errors.csrf_failure(NOTHING), 403, "This form has expired"),
        (lambda: errors.not_found(NOTHING, KeyError()), 404, "Page not found"),
        (lambda: errors.too_many_requests(NOTHING), 429, "Too many tries"),
        (lambda: errors.server_error(NOTHING), 500, "Something went wrong"),
        (lambda: errors.unavailable(NOTHING), 503, "The portal is not available"),
    ],
)
def test_each_says_what_happened_without_asking_anything(response: Any, status: int, heading: str) -> None:
    answer = response()
    parts = meaning(answer.content.decode())
    assert answer.status_code == status
    assert parts[parts.index(("h1", (("class", "gpl-h1"),))) + 1] == heading
    assert "form" not in [part[0] for part in parts if isinstance(part, tuple)]


def test_a_refusal_says_which_right_is_missing() -> None:
    answer = errors.forbidden(NOTHING, PermissionDenied("As practice reader you cannot manage <members>."))
    assert "As practice reader you cannot manage &lt;members&gt;." in answer.content.decode()


def test_a_refusal_with_no_sentence_says_the_usual_one() -> None:
    answer = errors.forbidden(NOTHING, PermissionDenied({"not": "a sentence"}))
    assert "Your role here does not include" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_nobody_and_everybody_get_the_same_404(
    cast: Cast, django_assert_num_queries: Any, method: str, headers: dict[str, str]
) -> None:
    answers = []
    for persona in (None, "outsider", "chair", "platform_staff"):
        client = Client()
        if persona:
            client.force_login(cast[persona], backend=MODEL)
        for path in ("/nowhere", "/nowhere/else/?q=secret"):
            with django_assert_num_queries(0):
                answers.append(getattr(client, method)(path, headers=headers))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted((k, v) for k, v in a.headers.items() if k not in VARYING)) for a in answers}) == 1
    assert answers[0].cookies == {}
    assert b"secret" not in answers[0].content
    assert b"csrf" not in answers[0].content


def test_a_broken_page_answers_500(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("gpleadership.views.static_pages.page", lambda *_: 1 / 0)
    answer = Client(raise_request_exception=False).get("/help/")
    assert answer.status_code == 500
    assert answer.content == errors.server_error(NOTHING).content
