"""One at a time: whoever changes a seat, a term or the offices of a group holds its row until the end.

Two who act at once then meet in the policy, which has words for it; the database's exclusion
constraints stand behind, and what they refuse is said in a sentence too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg.errors import ExclusionViolation

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.seats.models import OfficeTerm, Seat, SeatTerm
from groups.tenancy.models import LeadershipGroup

GONE = "Somebody else has just removed this. Nothing was changed."
SENTENCES = {
    "seatterm_one_holder_at_a_time": "Somebody else was given this seat for part of that time just now. Look again.",
    "seatterm_person_once_in_a_seat": "This person already has a part in this seat for some of that time.",
    "officeterm_one_chair_at_a_time": "Somebody else was given this office for part of that time just now. Look again.",
    "officeterm_person_once": "This person already holds this office for some of that time.",
    "seatterm_no_system_role": "A system role was just declared for this person. They may have a seat in attendance.",
    "seat_no_system_role": "A system role was declared for somebody in this seat just now, so it cannot be core.",
    "officeterm_no_system_role": "A system role was declared for this person just now, so they cannot lead the group.",
}


def hold_seat(seat: Seat) -> Seat:
    """The seat as it is now, nobody else's to change until the transaction ends."""
    try:
        return Seat.objects.select_for_update(no_key=True).get(group_id=seat.group_id, pk=seat.pk)
    except Seat.DoesNotExist:
        raise EditedMeanwhile(GONE) from None


def hold_term(term: SeatTerm) -> SeatTerm:
    """The term as it is now, with its seat held."""
    seat = hold_seat(Seat(pk=term.seat_id, group_id=term.group_id))
    try:
        fresh = SeatTerm.objects.select_related("person").get(group_id=term.group_id, pk=term.pk)
    except SeatTerm.DoesNotExist:
        raise EditedMeanwhile(GONE) from None
    fresh.seat = seat
    return fresh


def hold_group(group_id: int) -> LeadershipGroup:
    """The group's row, so that offices and the order of seats change one at a time."""
    return LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group_id)


def hold_office_term(term: OfficeTerm) -> OfficeTerm:
    """The term of office as it is now, with the group held."""
    hold_group(term.group_id)
    try:
        return OfficeTerm.objects.select_related("person").get(group_id=term.group_id, pk=term.pk)
    except OfficeTerm.DoesNotExist:
        raise EditedMeanwhile(GONE) from None


@contextmanager
def overlaps_in_words() -> Iterator[None]:
    """Say in a sentence what an exclusion constraint refuses; the transaction goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        if not isinstance(cause, ExclusionViolation):
            raise
        raise Refused(SENTENCES.get(cause.diag.constraint_name or "", "The times overlap.")) from error
