"""Rows of tables as plain values: what is given out of them, and what never is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import models

from gpleadership.lib.words import capital
from groups.mydata.holdings import Held, Provider
from groups.mydata.keys import Key, key
from groups.people.models import Person

SECRETS: Final = frozenset({"password", "nonce", "token_hash", "session_key", "salt", "hash"})
"""Columns of these names are keys to something: they prove or open, and say nothing of the person."""
MORE_SECRETS: Final = frozenset({("mfa.Authenticator", "data"), ("usersessions.UserSession", "data")})
MOST_AT_ONCE: Final = 2_000
Says = Callable[[Any], str]


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if hasattr(value, "lower") and hasattr(value, "upper"):
        return {"from": plain(value.lower), "until": plain(value.upper)}
    return str(value)


def values_of(row: models.Model, *, about: bool = True) -> dict[str, Any]:
    """A row’s columns without secrets. If it is not about the person, without anybody’s words either."""
    label = row._meta.label
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in SECRETS
        and (label, field.attname) not in MORE_SECRETS
        and not isinstance(field, models.BinaryField)
        and (about or not _is_words(field))
    }


def _is_words(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices


def of_key(
    name: str, says: Says, *, related: Iterable[str] = (), words: Iterable[str] = (), about: bool | None = None
) -> Provider:
    """The provider of the rows of one key. `words`: columns that hold the person’s own words in a row of others."""
    return lambda person: _held(key(name), person, says, tuple(related), tuple(words), about)


def _held(
    found: Key, person: Person, says: Says, related: tuple[str, ...], words: tuple[str, ...], about: bool | None
) -> Iterator[Held]:
    about = found.about if about is None else about
    rows = found.rows(person).select_related(*related) if related else found.rows(person)
    for row in rows.order_by("pk").iterator(chunk_size=MOST_AT_ONCE):
        own = {word: plain(getattr(row, word)) for word in words}
        yield Held(says(row), {"kind": found.model._meta.label} | values_of(row, about=about) | own)


def together(*providers: Provider) -> Provider:
    """One provider after another."""
    return lambda person: (held for provider in providers for held in provider(person))


def plainly(row: models.Model) -> str:
    """A row nobody has a sentence for: its kind and number."""
    return f"{capital(str(row._meta.verbose_name))}, number {row.pk}"
