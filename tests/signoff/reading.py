"""What a page says, in words."""

import re

from django.contrib.messages import get_messages
from django.http import HttpResponse

OVERHEAD = 8
"""Session, person, savepoint, scope, standing, scope widened; scope cleared, as in a test only, and release."""


def text(response: HttpResponse) -> str:
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def main(response: HttpResponse) -> str:
    """What stands between header and footer, without tags."""
    inner = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inner.split(">", 1)[1]).split())


def errors(response: HttpResponse) -> list[str]:
    """The lines of the error summary."""
    assert response.status_code == 200, response.headers.get("Location")
    summary = response.content.decode().split("nhsuk-error-summary__list", 1)[1].split("</ul>", 1)[0]
    return [re.sub(r"<[^>]+>", "", line).strip() for line in re.findall(r"<li>(.*?)</li>", summary, re.DOTALL)]


def messages(response: HttpResponse) -> list[str]:
    """What a redirect will say."""
    return [str(message) for message in get_messages(response.wsgi_request)]
