"""Rows kept once and put back in one statement: what many tests begin with costs a few milliseconds each time."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

from gpleadership.lib.scopes import system_scope

T = TypeVar("T")
WHY = "the tests' cast"
INSERT = re.compile(r'INSERT INTO "(\w+)"')
COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
ORDER BY attnum
"""


@dataclass(frozen=True)
class Snapshot(Generic[T]):
    """Objects with the statements that make their rows. Keys are the same each time they are put back."""

    objects: T
    statements: str

    def put_back(self) -> T:
        """The rows, and the objects as they were when they had just been made."""
        with system_scope(WHY), connection.cursor() as cursor:
            cursor.execute(self.statements)
        return deepcopy(self.objects)


def keep(make: Callable[[], T]) -> Snapshot[T]:
    """Make objects in an empty database, keep what was written, and take it back."""
    tables: dict[str, None] = {}

    def notice(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.update(dict.fromkeys(INSERT.findall(sql)))
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(notice):
            objects = make()
        with system_scope(WHY):
            statements = ";\n".join(map(_insert, tables))
        transaction.set_rollback(True)
    return Snapshot(objects, statements)


def _insert(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        columns = [name for (name,) in cursor.fetchall()]
        values = " || ', ' || ".join(f'quote_nullable("{name}"::text)' for name in columns)
        cursor.execute(f'SELECT {values} FROM "{table}"')
        rows = ",\n".join(f"({row})" for (row,) in cursor.fetchall())
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES {rows}'
