"""Founding a group: a draft, three pages of answers, ready, active, and one day closed."""

from groups.founding.actions.changes import decide_change, propose_change
from groups.founding.actions.groups import activate_group, ask_again, close_group, offer_chair, start_group
from groups.founding.actions.ready import mark_ready
from groups.founding.actions.steps import choose_seats, seat_people, set_basis

__all__ = [
    "activate_group",
    "ask_again",
    "choose_seats",
    "close_group",
    "decide_change",
    "mark_ready",
    "offer_chair",
    "propose_change",
    "seat_people",
    "set_basis",
    "start_group",
]
