"""Writing to the log: entries gather in the scope and are written last, before it commits."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from gpleadership.lib.scopes import Scope, required_scope
from groups.people.models import Person

Values = Mapping[str, Any] | None


def record(
    group_id: int,
    verb: str,
    *,
    by: Person | None,
    subject: models.Model | None = None,
    before: Values = None,
    after: Values = None,
    personal: Values = None,
) -> None:
    """Note that `by` (nobody: the portal itself) did `verb`, written when the open scope ends.

    Names, e-mail addresses and free text of or about people belong in `personal`, which can be erased.
    Raises `ScopeError` where no scope is open, so that nothing is done unrecorded.
    """
    scope = required_scope()
    scope.notes.setdefault("log", []).append(
        {
            "group": group_id,
            "actor": by.pk if by else None,
            "verb": verb,
            "subject_type": subject._meta.model_name if subject else "",
            "subject_id": subject.pk if subject else None,
            "before": before,
            "after": after,
            "personal": personal,
        }
    )
    scope.at_close("log", _write)


def _write(scope: Scope) -> None:
    chains: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for entry in scope.notes.pop("log", []):
        chains[entry.pop("group")].append(entry)
    with connection.cursor() as cursor:
        for group_id in sorted(chains):  # one order for all, so that two writers never wait for each other
            entries = json.dumps(chains[group_id], cls=DjangoJSONEncoder)
            cursor.execute("SELECT gpl_log_append(%s, %s::jsonb)", [group_id, entries])


def record_views(group_ids: Iterable[int], what: str, *, by: Person) -> None:
    """Note that `by` saw these groups' roster: one row each, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gpl_log_view(%s::bigint[], %s, %s)", [sorted(group_ids), by.pk, what])
