"""Verbs of the terms."""

from groups.terms.actions.agreeing import follow, put_out
from groups.terms.actions.drafting import give_up, set_review, start_draft, switch_basis
from groups.terms.actions.writing import (
    add_clause,
    bring_back,
    edit_clause,
    leave_out,
    move_clause,
    remove_clause,
    restore_clause,
)

__all__ = [
    "add_clause",
    "bring_back",
    "edit_clause",
    "follow",
    "give_up",
    "leave_out",
    "move_clause",
    "put_out",
    "remove_clause",
    "restore_clause",
    "set_review",
    "start_draft",
    "switch_basis",
]
