"""What can be done with seats, terms and offices: verbs, recorded, refused in sentences.

They check whether something may be done now; who may do it is the caller's page to know.
"""

from groups.seats.actions.changes import move_to_deputy, replace
from groups.seats.actions.details import edit_details
from groups.seats.actions.firewall import (
    declare_system_role,
    end_system_role,
    leave_core_for,
    move_to_attendance,
)
from groups.seats.actions.leaving import chair_leaves_early
from groups.seats.actions.offices import (
    appoint_to_office,
    cancel_office_term,
    change_office_term,
    end_office_term,
    hand_over_chair,
)
from groups.seats.actions.seats import add_seat, edit_seat, move_seat, withdraw_seat
from groups.seats.actions.terms import appoint, cancel_term, change_term, end_term, set_acting
from groups.seats.actions.undo import undo_end, undo_office_end

__all__ = [
    "add_seat",
    "appoint",
    "appoint_to_office",
    "cancel_office_term",
    "cancel_term",
    "chair_leaves_early",
    "change_office_term",
    "change_term",
    "declare_system_role",
    "edit_details",
    "edit_seat",
    "end_office_term",
    "end_system_role",
    "end_term",
    "hand_over_chair",
    "leave_core_for",
    "move_seat",
    "move_to_attendance",
    "move_to_deputy",
    "replace",
    "set_acting",
    "undo_end",
    "undo_office_end",
    "withdraw_seat",
]
