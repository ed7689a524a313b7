"""What only the demo may do: let a ballot and its appointment have happened some time ago.

The keeper judges by the database's own clock and lets nobody move a ballot. The demo's past is made by the same
actions as everybody's, today; then its owner's connection, which a portal in use keeps for migrations, dates it back.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from groups.models import Appointment, Ballot, Pulse, Round, Terms

_BALLOT = """
UPDATE groups_ballot SET opened_at = %(opened)s, closes_at = %(closes)s,
  ended_at = ended_at - (closes_at - %(closes)s), counted_at = counted_at - (closes_at - %(closes)s)
WHERE id = %(ballot)s
"""
_STEP = "UPDATE groups_appointmentstep SET at = %s WHERE appointment_id = %s AND status = %s"


def demo_only_let_ballot_elapse(ballot: Ballot, *, opened: datetime, closes: datetime) -> None:
    """Let a ballot have been opened, and be closed and counted, at other times."""
    with _owner() as cursor:
        cursor.execute("SET LOCAL ROLE gpl_keeper")
        values: dict[str, Any] = {"ballot": ballot.pk, "opened": opened, "closes": closes}
        cursor.execute(_BALLOT, values)


def demo_only_let_steps_elapse(appointment: Appointment, taken: Mapping[str, datetime]) -> None:
    """Let the steps of an appointment, by the status that they led to, have been taken at other times."""
    with _owner() as cursor:
        cursor.execute("ALTER TABLE groups_appointmentstep NO FORCE ROW LEVEL SECURITY")
        for status, at in taken.items():
            values: list[Any] = [at, appointment.pk, status]
            cursor.execute(_STEP, values)
        cursor.execute("ALTER TABLE groups_appointmentstep FORCE ROW LEVEL SECURITY")


def demo_only_let_pulse_elapse(pulse: Pulse, *, due: date, half_year: date) -> None:
    """Let a pulse have been due, and asked, on an earlier day."""
    with _owner() as cursor:
        cursor.execute("ALTER TABLE groups_pulse NO FORCE ROW LEVEL SECURITY")
        cursor.execute("UPDATE groups_pulse SET due = %s, half_year = %s WHERE id = %s", [due, half_year, pulse.pk])
        cursor.execute("ALTER TABLE groups_pulse FORCE ROW LEVEL SECURITY")


_TERMS: Final = (
    ("groups_terms", "created_at = created_at - %(by)s, adopted_on = adopted_on - %(by)s", "id = %(terms)s"),
    ("groups_termsstep", "at = at - %(by)s", "terms_id = %(terms)s"),
    (
        "groups_round",
        "opened_at = opened_at - %(by)s, closed_at = closed_at - %(by)s, answer_by = answer_by - %(by)s",
        "id = %(round)s",
    ),
    (
        "groups_word",
        "at = at - %(by)s, given_on = given_on - %(by)s",
        "party_id IN (SELECT id FROM groups_party WHERE round_id = %(round)s)",
    ),
)
"""Where the days of a version stand: table, what is dated back, which rows."""


def demo_only_let_terms_elapse(terms: Terms, found: Round, *, days: int) -> None:
    """Let a version have been written, signed off and adopted some days earlier."""
    values: dict[str, Any] = {"by": timedelta(days=days), "terms": terms.pk, "round": found.pk}
    with _owner() as cursor:
        cursor.execute("SELECT set_config('gpl.read', '*', true), set_config('gpl.write', '*', true)")
        for table, change, which in _TERMS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET {change} WHERE {which}", values)  # noqa: S608 -- own words
            if not cursor.rowcount:
                raise RuntimeError(f"Nothing of {table} was dated back.")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def _owner() -> Iterator[CursorWrapper]:
    if not settings.DEMO:
        raise RuntimeError("Only the demo may date anything back.")
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        yield cursor
