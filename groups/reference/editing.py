"""Two people editing one thing: the second is told, and nothing is overwritten.

A place counts its changes. A system or an organisation is also changed by imports, so its form carries
a mark of the values it showed, and the mark is compared.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import models

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import EditedMeanwhile
from groups.log.models import PLATFORM, LogEntry

SYSTEM_FIELDS = ("name", "region", "opened", "closed")
ORGANISATION_FIELDS = ("name", "ods_code", "town", "postcode", "contact", "closed")


def values(row: models.Model, fields: Sequence[str]) -> dict[str, Any]:
    """A row's values, as the log keeps them."""
    return {name: getattr(row, name) for name in fields}


def mark(row: models.Model, fields: Sequence[str]) -> str:
    """What a form carries to say which values it showed."""
    words = json.dumps(values(row, fields), default=str, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def check_unchanged(row: models.Model, seen: object, now: object) -> None:
    """Raise `EditedMeanwhile` if what the form showed is no longer so. Needs a scope that reads the log."""
    if seen == now:
        return
    last = (
        LogEntry.objects.filter(group_id=PLATFORM, subject_type=row._meta.model_name, subject_id=row.pk)
        .select_related("actor")
        .order_by("-seq")
        .first()
    )
    who = f"{last.actor or 'The portal'} saved {row} on {date_and_clock(last.at)}" if last else f"{row} was changed"
    raise EditedMeanwhile(f"{who}, while you were editing it. Nothing was overwritten: look at both, then save again.")
