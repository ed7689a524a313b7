"""Verbs of sign-off."""

from groups.signoff.actions.closing import close_round, withdraw_round
from groups.signoff.actions.giving import give_word, record_word
from groups.signoff.actions.opening import open_round

__all__ = ["close_round", "give_word", "open_round", "record_word", "withdraw_round"]
