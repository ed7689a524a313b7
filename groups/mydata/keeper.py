"""The keeper’s functions for one’s own data: rolls one was on, and erasing what the log says of somebody.

Their rules are in migration 0024.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Roll:
    """A trust ballot on whose roll the open scope’s person was, and for which seat. Not whether they voted."""

    group: str
    number: int
    ballot_id: int
    seat_id: int


def my_rolls() -> list[Roll]:
    """Every roll that the open scope’s person was on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT g.name, r.number, r.ballot_id, r.seat_id"
            " FROM gpl_ballot_my_rolls() r JOIN groups_leadershipgroup g ON g.id = r.group_id ORDER BY 3, 4"
        )
        return [Roll(*row) for row in cursor.fetchall()]


def forget_in_log(
    person_id: int,
    *,
    words: str = "",
    group_ids: Iterable[int] | None = None,
    subjects: Iterable[tuple[str, int]] = (),
) -> int:
    """Erase the personal values of every entry about somebody; how many. The chains hold without them.

    `words`: as they stand in the log, looked for in these chains alone, or in all. `subjects`: rows about the person,
    by the log’s own kind and number. Refused by the keeper unless the person’s wish to be erased is due.
    """
    told = json.dumps([{"kind": kind, "id": pk} for kind, pk in subjects])
    anywhere, there = ([words], "") if words and group_ids is None else ([], words)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gpl_log_forget(%s, %s::text[], %s, %s::bigint[], %s::jsonb)",
            [person_id, anywhere, there, list(group_ids or ()), told],
        )
        return int(cursor.fetchone()[0])


def as_kept(words: str) -> str:
    """Words as they stand inside JSON."""
    return json.dumps(words, ensure_ascii=False)[1:-1]
