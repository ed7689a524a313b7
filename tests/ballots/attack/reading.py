"""Reading a row as an attacker does: every value in it, whatever it is wrapped in, and which voter it is about."""

import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.signing import b64_decode

from tests.ballots.attack.dump import Row

PERSON = re.compile(r"person|user|actor|viewer|voter|elector|_by(_id)?$", re.IGNORECASE)
SEAT = re.compile(r"seat(_id)?$", re.IGNORECASE)
OWN = {"groups_person.id": "person", "groups_seat.id": "seat"}
EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
SIGNED = re.compile(r"\.?[A-Za-z0-9_-]+:[A-Za-z0-9]+:[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Elector:
    """A row of the roll, as far as it is about somebody."""

    seat: int
    person: int
    pool: str
    email: str


@dataclass(frozen=True)
class Known:
    """Who may be meant by a number or an address."""

    by_person: dict[int, Elector]
    by_seat: dict[int, Elector]
    by_email: dict[str, Elector]

    @classmethod
    def of(cls, electors: Collection[Elector]) -> "Known":
        return cls(
            {each.person: each for each in electors},
            {each.seat: each for each in electors},
            {each.email: each for each in electors},
        )


def leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The value, or what is inside it: JSON, lists, a signed session."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(f"{name}.{key}", each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from leaves(name, each)
    elif isinstance(value, str) and (inside := _opened(value)) is not None:
        yield from leaves(name, inside)
    elif value is not None and not isinstance(value, (bytes, memoryview)):
        yield name, value


def flat(table: str, row: Row) -> dict[str, list[Any]]:
    """Every value of a row by its name; the same name may have several."""
    found: dict[str, list[Any]] = {}
    for column, value in row.items():
        for name, each in leaves(f"{table}.{column}" if column == "id" else column, value):
            found.setdefault(name, []).append(each)
    return found


def meant(row: dict[str, list[Any]], known: Known) -> Elector | None:
    """The one elector that a row is about; None where there is none, or more than one."""
    found = {who for name, values in row.items() for value in values if (who := _who(name, value, known))}
    return found.pop() if len(found) == 1 else None


def _who(name: str, value: Any, known: Known) -> Elector | None:
    if isinstance(value, str) and "@" in value:
        people = {known.by_email[each.lower()] for each in EMAIL.findall(value) if each.lower() in known.by_email}
        return people.pop() if len(people) == 1 else None
    last = OWN.get(name, "") if name.endswith(".id") else name.rsplit(".", 1)[-1]
    if isinstance(value, bool) or not str(value).isdigit():
        return None
    if PERSON.search(last):
        return known.by_person.get(int(value))
    return known.by_seat.get(int(value)) if SEAT.search(last) else None


def comparable(value: Any) -> float | str | None:
    """What an order can be made of: a number, a time as one, a text."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    if isinstance(value, datetime):
        return value.timestamp()
    return value if isinstance(value, str) else None


def _opened(text: str) -> Any:
    """What a text holds if it is a signed session, or JSON; None if it is only a text."""
    if SIGNED.fullmatch(text):
        return _unsigned(text)
    if text[:1] in ("{", "[") and text[-1:] in ("}", "]"):
        try:
            return json.loads(text)
        except ValueError:
            return None
    return None


def _unsigned(text: str) -> Any:
    payload = text.split(":", 1)[0]
    try:
        data = b64_decode(payload.lstrip(".").encode())
        return json.loads(zlib.decompress(data) if payload.startswith(".") else data)
    except (ValueError, zlib.error):
        return None
