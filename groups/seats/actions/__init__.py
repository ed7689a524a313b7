"""What can be done with seats, terms and offices: verbs, recorded, refused in sentences.

They check whether something may be done now; who may do it is the caller's page to know.
"""

from groups.seats.actions.offices import (
    appoint_to_office,
    cancel_office_term,
    change_office_term,
    end_office_term,
    hand_over_chair,
)
from groups.seats.actions.seats import add_seat, edit_seat, move_seat, withdraw_seat
from groups.seats.actions.terms import appoint, cancel_term, change_term, end_term, set_acting

__all__ = [
    "add_seat",
    "appoint",
    "appoint_to_office",
    "cancel_office_term",
    "cancel_term",
    "change_office_term",
    "change_term",
    "edit_seat",
    "end_office_term",
    "end_term",
    "hand_over_chair",
    "move_seat",
    "set_acting",
    "withdraw_seat",
]
