"""What tests read off a page and off the platform's log."""

import html
import json
import re
from datetime import date
from typing import Any

from django.http import HttpResponse

from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.models import LogEntry


def text(response: HttpResponse) -> str:
    """The words of a page, blanks joined."""
    body = response.content.decode()
    main = body[body.find("<main") :] if "<main" in body else body
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def logged(group: int = PLATFORM) -> list[tuple[str, Any]]:
    """Verb and what came after, of every entry of a chain."""
    with system_scope("a test reads the log"):
        entries = LogEntry.objects.filter(group_id=group)
        return [(entry.verb, json.loads(entry.body)["after"]) for entry in entries]


def boxes(name: str, day: date) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
