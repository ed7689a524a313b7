"""One dump of the database: every row of every table with its row versions, in physical order, mail and log too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.rows import dict_row

from tests.database import owner

HIDDEN = sql.SQL(
    '(ctid::text::point)[0]::bigint AS "ctid.page", (ctid::text::point)[1]::int AS "ctid.line",'
    " xmin::text::bigint AS xmin, xmax::text::bigint AS xmax, cmin::text::bigint AS cmin, cmax::text::bigint AS cmax"
)
TABLES = """
SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY (%s) ORDER BY schemaname, tablename
"""

Row = dict[str, Any]


@dataclass
class Dump:
    """What the attacker holds: tables by name (without the schema), each with its rows in physical order."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def without(self, names: Iterable[str]) -> "Dump":
        """The same without some tables."""
        return Dump({name: rows for name, rows in self.tables.items() if name not in set(names)})

    def only(self, names: Iterable[str]) -> "Dump":
        """Some tables of it."""
        return Dump({name: self.tables[name] for name in names})

    def __or__(self, other: "Dump") -> "Dump":
        return Dump(self.tables | other.tables)


def take(schema: str = "public", **more: Sequence[Row]) -> Dump:
    """Every table of a schema as it is now; `more`: the outbox, the log.

    Row security is lifted for the moment, as it is for whoever makes a dump; nothing of that is kept.
    """
    found = Dump({name: list(rows) for name, rows in more.items()})
    with owner(settings.DATABASES["owner"]["NAME"]) as connection, connection.transaction(force_rollback=True):
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in connection.execute(TABLES, [[schema]]).fetchall():
            found.tables[table[1]] = _rows(connection, sql.Identifier(*table))
    return found


def _rows(connection: psycopg.Connection[Any], table: sql.Identifier) -> list[Row]:
    connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(table))
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(sql.SQL("SELECT {}, * FROM {} ORDER BY ctid").format(HIDDEN, table)).fetchall()
