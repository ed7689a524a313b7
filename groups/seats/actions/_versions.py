"""Two people editing one thing: the second is told who changed what, and nothing is overwritten."""

import json
from typing import Any, Protocol

from django.db import models

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import EditedMeanwhile
from gpleadership.lib.words import listed
from groups.log.models import LogEntry


class Versioned(Protocol):
    """A row that counts how often it was changed."""

    pk: Any
    version: int


LABELS = {
    "title": "what it is called",
    "constituency": "its constituency",
    "seat_class": "its class",
    "votes": "whether it votes",
    "needed_for_quorum": "whether it is needed for a quorum",
    "organisation_id": "its organisation",
    "position": "its place in the list",
    "acting": "whether the deputy acts",
    "ends": "the last day",
    "name": "the name",
    "contact_changed": "the contact route",
    "basis": "the basis",
    "quorum": "the quorum",
}
SILENT = {"version", "begins", "person", "seat", "part", "office"}


def check_version(row: Any, version: int) -> None:
    """Raise `EditedMeanwhile` if the row was changed since the person opened it."""
    if row.version == version:
        return
    raise EditedMeanwhile(_sentence(row, version))


def _sentence(row: models.Model, version: int) -> str:
    entries = _entries_since(row, version)
    if not entries:
        return "This was changed while you were editing it. Nothing of yours was saved: look at both and save again."
    last = entries[-1]
    who = last.actor.full_name if last.actor else "The portal"
    changes = _changes(entries)
    what = f" {who} changed {listed(changes)}." if changes else ""
    return (
        f"{who} saved this on {date_and_clock(last.at)}, while you were editing it.{what}"
        " Nothing was overwritten: your words are still below. Save again to use yours."
    )


def _entries_since(row: models.Model, version: int) -> list[LogEntry]:
    group_id = getattr(row, "group_id", row.pk)
    entries = (
        LogEntry.objects.filter(group_id=group_id, subject_type=row._meta.model_name, subject_id=row.pk)
        .select_related("actor")
        .order_by("-seq")[:20]
    )
    newer = [entry for entry in entries if (_after(entry).get("version") or 0) > version]
    return newer[::-1]


def _after(entry: LogEntry) -> dict[str, Any]:
    return json.loads(entry.body)["after"] or {}


def _changes(entries: list[LogEntry]) -> list[str]:
    """What differs between the first of these changes' before and the last one's after."""
    before = json.loads(entries[0].body)["before"] or {}
    after = _after(entries[-1])
    names = [name for name in after if name not in SILENT and before.get(name) != after[name]]
    return [_change(name, before.get(name), after[name]) for name in names]


def _change(name: str, before: Any, after: Any) -> str:
    label = LABELS.get(name, name)
    if name in {"title", "name", "quorum"}:
        return f"{label} from “{before}” to “{after}”"
    return label
