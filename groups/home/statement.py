"""Questions put into SQL, once in a process: names stand where the values of whoever asks will be."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from django.db.models import QuerySet

from groups.home.given import NAMED, Asking, Given, Values

Ask = Callable[[Asking], str | QuerySet[Any, Any]]
"""Gives a query set of `values(…)`, or a SELECT with names like `%(now)s`. It is called once, for everybody to come."""
_NAME: Final = re.compile(r"%\((\w+)\)s")
_PLACE: Final = re.compile(r"%[s%]")


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with a name for every value: those that stand in the questions, and those of whoever asks."""

    sql: str
    constants: Mapping[str, Any]
    given: Mapping[str, Given]

    def bound(self, values: Values) -> dict[str, Any]:
        """All values by name."""
        return {**self.constants, **{name: given.of(values) for name, given in self.given.items()}}

    def concerns(self, values: Values) -> bool:
        """Whether there is anybody to ask about: what asks about groups alone needs one."""
        lists = self.given.keys() & {"groups", "managed"}
        return not lists or "person" in self.given or any(getattr(values, name) for name in lists)


@lru_cache(maxsize=256)
def statement_of(asks: tuple[Ask, ...]) -> Statement:
    """Every question in one statement: rows of (its place among them, an answer as JSON)."""
    parts = [_sql(ask) for ask in asks]
    sql = " UNION ALL ".join(
        f"SELECT {number}, to_jsonb(asked) FROM ({part}) asked"  # noqa: S608 -- parts’ own words
        for number, (part, _) in enumerate(parts)
    )
    constants: dict[str, Any] = {}
    given = {name: NAMED[name] for name in _NAME.findall(sql)}
    values = iter([value for _, values in parts for value in values])
    return Statement(_PLACE.sub(lambda place: _named(place.group(), values, constants, given), sql), constants, given)


def _named(place: str, values: Iterator[Any], constants: dict[str, Any], given: dict[str, Given]) -> str:
    """The name for a place; the value is noted under it."""
    if place == "%%":
        return place
    value = next(values)
    if isinstance(value, Given):
        name = value.name or f"given_{len(given)}"
        given[name] = value
    else:
        name = f"constant_{len(constants)}"
        constants[name] = value
    return f"%({name})s"


@cache
def _sql(ask: Ask) -> tuple[str, Sequence[Any]]:
    question = ask(Asking())
    if isinstance(question, str):
        return question, ()
    sql, values = question.query.sql_with_params()
    if moment := next((value for value in values if isinstance(value, date)), None):
        raise TypeError(f"{ask.__module__} says {moment}, but a question is written once: use what Asking gives.")
    return sql, values
