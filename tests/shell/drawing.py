"""Drawing bits of templates, and comparing HTML for what it means."""

from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

ENV = engines["jinja2"].env  # type: ignore[attr-defined]


def draw(source: str, **context: Any) -> str:
    """A piece of template, drawn as it stands."""
    return str(ENV.from_string(source).render(context))


def request(path: str = "/", **headers: str) -> HttpRequest:
    """A stranger's request, as the middleware leaves it."""
    made = RequestFactory().get(path, headers=headers)
    made.user = AnonymousUser()
    made.session = {}  # type: ignore[assignment]
    made.htmx = HtmxDetails(made)  # type: ignore[attr-defined]
    made._messages = []  # type: ignore[attr-defined]
    made.resolver_match = None
    return made


class Tree(HTMLParser):
    """HTML as a list of tags with sorted attributes, and of words; white space does not count."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "class" in given:
            given["class"] = " ".join(sorted((given["class"] or "").split()))
        self.parts.append((tag, tuple(sorted(given.items(), key=lambda pair: pair[0]))))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.parts.append(words)


def meaning(html: str) -> list[Any]:
    """What two pieces of HTML must share to be the same."""
    return Tree(html).parts
