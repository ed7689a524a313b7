"""An entry of the log as a sentence, with what changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gpleadership.lib import dates
from gpleadership.lib.words import capital
from groups.log.models import AccessEntry, LogEntry, LogPersonal

NAMES: Final = ("name", "full_name", "title", "email")
"""What an entry may call its subject by, best first."""
HIDDEN: Final = {"version", "person", "seat", "group", "id"}
FIELDS: Final = {"begins": "begins", "ends": "ends", "job_title": "job", "seat_class": "class", "votes": "votes"}


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log."""

    number: int
    when: str
    who: str
    what: str
    changes: tuple[str, ...]


def act(entry: LogEntry) -> Act:
    """The line of one entry."""
    body, personal = json.loads(entry.body), _personal(entry)
    return Act(
        number=entry.seq,
        when=dates.date_and_clock(entry.at),
        who=str(entry.actor) if entry.actor else "The portal itself",
        what=_what(entry.verb, body, personal),
        changes=tuple(_changes(body.get("before") or {}, body.get("after") or {})),
    )


def _personal(entry: LogEntry) -> Mapping[str, Any]:
    try:
        return dict(json.loads(entry.personal.data))
    except LogPersonal.DoesNotExist:
        return {}


def _what(verb: str, body: Mapping[str, Any], personal: Mapping[str, Any]) -> str:
    named: dict[str, Any] = {**(body.get("after") or {}), **personal}
    name = next((str(named[key]) for key in NAMES if named.get(key)), "")
    return f"{capital(verb)}: {name}" if name else capital(verb)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    if not before:
        return []
    keys = [key for key in after if key in before and key not in HIDDEN and before[key] != after[key]]
    return [f"{FIELDS.get(key, key.replace('_', ' '))}: {_value(before[key])} → {_value(after[key])}" for key in keys]


def _value(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    try:
        return dates.date_and_clock(datetime.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def look(entry: AccessEntry) -> tuple[str, str, str]:
    """When, who, what."""
    return dates.date_and_clock(entry.at), str(entry.person), entry.what
