"""The third lock's key: what one transaction may read and write of whose groups.

PostgreSQL's row security (see `rowsecurity`) decides by four transaction-local settings:
the person, the groups that may be read, the groups that may be written, and the groups whose
closed room may be read. They are set here and nowhere else, and end with the transaction.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db import connections, transaction

DATABASE: Final = "default"
EVERY: Final = "*"
"""All groups: for work of the whole portal (founding, imports, checks), never for a closed room."""


class ScopeError(RuntimeError):
    """A tenant's table was touched, or something recorded, with no scope open."""


@dataclass(slots=True)
class Scope:
    """What the open transaction may see. Made by `open_scope` alone."""

    person: int | None
    read: "frozenset[int] | str"
    write: "frozenset[int] | str"
    closed: frozenset[int]
    closing: dict[str, Callable[["Scope"], None]] = field(default_factory=dict)
    notes: dict[str, list[Any]] = field(default_factory=dict)

    def widen(
        self,
        *,
        read: "Iterable[int] | str" = (),
        write: "Iterable[int] | str" = (),
        closed: Iterable[int] = (),
    ) -> None:
        """Open more of the database to the rest of this transaction, once standing is known."""
        self.read = _joined(self.read, read)
        self.write = _joined(self.write, write)
        self.closed = self.closed | frozenset(closed)
        _tell_database(self)

    def at_close(self, name: str, hook: Callable[["Scope"], None]) -> None:
        """Run `hook` once, last in the transaction, before it commits."""
        self.closing.setdefault(name, hook)


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current_scope() -> Scope | None:
    """The scope that is open here, if one is."""
    return _current.get()


def required_scope() -> Scope:
    """The scope that is open here; `ScopeError` where none is."""
    scope = _current.get()
    if scope is None:
        raise ScopeError("No scope is open: use a group view, open_scope or system_scope.")
    return scope


@contextmanager
def open_scope(
    *,
    person: int | None = None,
    read: "Iterable[int] | str" = (),
    write: "Iterable[int] | str" = (),
    closed: Iterable[int] = (),
) -> Iterator[Scope]:
    """One transaction in which the database shows the named groups only.

    A scope inside a scope replaces the outer one until it ends; nothing is inherited.
    """
    scope = Scope(person, _joined(frozenset(), read), _joined(frozenset(), write), frozenset(closed))
    outer = _current.get()
    with transaction.atomic(using=DATABASE):
        _tell_database(scope)
        token = _current.set(scope)
        try:
            yield scope
            for hook in scope.closing.values():
                hook(scope)
        finally:
            _current.reset(token)
        if connections[DATABASE].savepoint_ids or outer is not None:
            _tell_database(outer or _NOTHING)


def system_scope(reason: str) -> Any:
    """Every group's open rows, for work of the portal itself. Each use is listed by a test."""
    if not reason:
        raise ScopeError("Say why the system scope is needed.")
    return open_scope(read=EVERY, write=EVERY)


_NOTHING: Final = Scope(None, frozenset(), frozenset(), frozenset())


def _joined(one: "frozenset[int] | str", other: "Iterable[int] | str") -> "frozenset[int] | str":
    if EVERY in (one, other):
        return EVERY
    return frozenset(map(int, (*one, *other)))


def _literal(groups: "frozenset[int] | str") -> str:
    if isinstance(groups, str):
        return groups
    return "{" + ",".join(map(str, sorted(groups))) + "}" if groups else ""


def _tell_database(scope: Scope) -> None:
    with connections[DATABASE].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('gpl.person', %s, true), set_config('gpl.read', %s, true),"
            " set_config('gpl.write', %s, true), set_config('gpl.closed', %s, true)",
            [
                "" if scope.person is None else str(scope.person),
                _literal(scope.read),
                _literal(scope.write),
                _literal(scope.closed),
            ],
        )


# ---- A forgotten scope is an error, not an empty page ----

_guarded: set[str] = set()


def guard_tables(tables: Iterable[str]) -> None:
    """From now on statements that name one of `tables` need an open scope."""
    _guarded.update(tables)
    _pattern.cache_clear()


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_guarded))) or "(?!)"  # none: what never matches
    return re.compile(rf"\b({names})\b")


def guarded_tables() -> frozenset[str]:
    """Every table that row security protects."""
    return frozenset(_guarded)


def _guard(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if _current.get() is None:
        found = _pattern().search(sql if isinstance(sql, str) else str(sql))
        if found:
            raise ScopeError(f"{found.group(1)} was touched with no scope open.")
    return execute(sql, params, many, context)


def install_guard(*, connection: Any, **_: Any) -> None:
    """Receiver of `connection_created`: watch the app's connection, leave the owner's alone."""
    if connection.alias == DATABASE and _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)
