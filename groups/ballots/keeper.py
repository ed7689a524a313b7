"""The keeper's functions: all that the portal can do with a roll or a box. Their rules are in migration 0011."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import psycopg
from django.db import connection
from django.views.decorators.debug import sensitive_variables
from psycopg.types.numeric import Int2

from groups.ballots.enums import Ending, Refusal

MOST_NAMES: Final = 2**15
"""More positions than a ballot can have."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One elector's part in a ballot that has not ended: for which seat, in which pool, and whether it is cast."""

    ballot_id: int
    seat_id: int
    pool: str
    voted: bool


def _asked(call: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(call, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def open_ballot(
    *,
    group_id: int,
    kind: str,
    number: int,
    round_number: int,
    floor: int,
    names: int,
    closes_at: datetime,
    pools: Sequence[dict[str, Any]],
    roll: Sequence[dict[str, Any]],
    roll_hash: str,
) -> tuple[int, str]:
    """A new ballot with its roll frozen and a lot's seed drawn: its id, and the hash of the seed."""
    call = "SELECT * FROM gpl_ballot_open(%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s::jsonb, %s)"
    values = (group_id, kind, number, round_number, floor, names, closes_at, json.dumps(pools), json.dumps(roll))
    [(ballot_id, commitment)] = _asked(call, *values, roll_hash)
    return ballot_id, commitment


@sensitive_variables()
def cast(ballot_id: int, seat_id: int, approved: Iterable[int], receipt: str) -> Refusal | None:
    """Cast the open scope's person's ballot for a seat; `receipt` is the hash of their code. None: it is in the box.

    The values travel apart from the statement, so that no log of the server's can hold an answer.
    """
    positions = [Int2(each if each in range(MOST_NAMES) else 0) for each in approved]  # 0 is nobody's, and refused
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("SELECT gpl_ballot_cast(%s, %s, %s, %s)", [ballot_id, seat_id, positions, receipt])
        [answer] = cursor.fetchone() or [Refusal.NOT_ON_ROLL]
    return None if answer == "cast" else Refusal(answer)


def end(ballot_id: int, ending: Ending, why: str = "") -> str:
    """End a ballot: “ended”; or “open” where it is too early to count, or how it had ended before."""
    [(answer,)] = _asked("SELECT gpl_ballot_end(%s, %s, %s)", ballot_id, ending.value, why)
    return str(answer)


def publish(ballot_id: int, result: dict[str, Any]) -> bool:
    """Keep the result of a count, once; whether this was the time."""
    [(kept,)] = _asked("SELECT gpl_ballot_publish(%s, %s::jsonb)", ballot_id, json.dumps(result))
    return bool(kept)


def box(ballot_id: int) -> list[tuple[str, list[int]]]:
    """Pool and approved positions of each ballot of a box that was closed for its count, sorted by both."""
    return [(pool, list(approved)) for pool, approved in _asked("SELECT * FROM gpl_ballot_box(%s)", ballot_id)]


def box_hash(ballot_id: int) -> str:
    """The hash of a counted box as it is now: equal to the ballot's own as long as nobody has touched it.

    Before the count it is the hash of nothing.
    """
    [(found,)] = _asked("SELECT gpl_ballot_box_hash(%s)", ballot_id)
    return str(found)


def roll(ballot_id: int) -> list[tuple[int, int, str]]:
    """Seat, person and pool of every elector, by seat; nothing of who has voted."""
    return [(seat, person, pool) for seat, person, pool in _asked("SELECT * FROM gpl_ballot_roll(%s)", ballot_id)]


def turnout(ballot_id: int) -> int:
    """How many ballots lie in the box."""
    [(found,)] = _asked("SELECT gpl_ballot_turnout(%s)", ballot_id)
    return int(found)


def mine(group_ids: Iterable[int]) -> list[Vote]:
    """The open scope's person's part in the ballots of these groups that have not ended."""
    return [Vote(*row) for row in _asked("SELECT * FROM gpl_ballot_mine(%s::bigint[])", list(group_ids))]


def waiting(ballot_id: int) -> list[int]:
    """The people on the roll who have not voted: for reminders and for nothing else."""
    return [person for (person,) in _asked("SELECT gpl_ballot_waiting(%s)", ballot_id)]


def has_receipt(ballot_id: int, receipt: str) -> bool:
    """Whether a ballot with this hash of a receipt code lies in the box."""
    [(found,)] = _asked("SELECT gpl_ballot_has_receipt(%s, %s)", ballot_id, receipt)
    return bool(found)
