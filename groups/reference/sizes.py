"""How many practices and patients organisations stand for, each practice counted once."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection


class Size(NamedTuple):
    """Practices, and their registered patients."""

    practices: int
    patients: int


NOTHING: Final = Size(0, 0)


class Sizes(NamedTuple):
    """The size of each organisation, and of all together: those of a place already, and with others added."""

    each: dict[int, Size]
    before: Size
    after: Size
    pcns_before: int
    pcns_after: int


_ROWS: Final = """
WITH named AS (
    SELECT po.organisation_id AS id, true AS here FROM groups_placeorganisation po
    WHERE po.place_id = %(place)s AND %(on)s BETWEEN po.start AND COALESCE(po."end", 'infinity')
    UNION ALL
    SELECT more.id, false FROM unnest(%(more)s::bigint[]) AS more (id)
)
SELECT n.id, n.here, o.kind = 'pcn', p.id, COALESCE(p.list_size, 0)
FROM named n
JOIN groups_organisation o ON o.id = n.id
LEFT JOIN groups_networkmembership m ON o.kind = 'pcn' AND m.pcn_id = n.id
    AND %(on)s BETWEEN m.start AND COALESCE(m."end", 'infinity')
LEFT JOIN groups_organisation p ON p.id = CASE o.kind WHEN 'practice' THEN o.id ELSE m.practice_id END
    AND p.status = 'active' AND COALESCE(p.closed, 'infinity') >= %(on)s
"""


def sizes(place_id: int | None, more: Iterable[int], on: date, *, adding: Collection[int] | None = None) -> Sizes:
    """The sizes of a place's organisations and of `more`, in one query; `adding`: those of them that count after."""
    params: dict[str, Any] = {"place": place_id, "more": list(more), "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, params)
        rows = cursor.fetchall()
    lists = {practice: patients for *_, practice, patients in rows if practice}
    members: dict[int, set[int]] = {}
    for organisation, _, _, practice, _ in rows:
        members.setdefault(organisation, set()).update({practice} if practice else ())
    here = {row[0] for row in rows if row[1]}
    pcns = {row[0] for row in rows if row[2]}
    after = here | (members.keys() if adding is None else set(adding) & members.keys())
    return Sizes(
        {organisation: _size(practices, lists) for organisation, practices in members.items()},
        _size(set().union(*(members[each] for each in here)), lists),
        _size(set().union(*(members[each] for each in after)), lists),
        len(pcns & here),
        len(pcns & after),
    )


def _size(practices: set[int], lists: dict[int, int]) -> Size:
    return Size(len(practices), sum(lists[practice] for practice in practices))
