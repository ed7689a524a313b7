"""Whether now: each `check_…` raises `Refused` with a sentence that says what to do."""

from groups.chair.policies.answering import MOST_ABOUT, MOST_WORDS, NOT_THEIRS, check_can_answer, check_own, check_words
from groups.chair.policies.balloting import check_can_ballot, why_no_ballot
from groups.chair.policies.nominating import (
    can_nominate,
    check_can_take_back,
    check_may_stand,
    check_nominations_open,
    check_not_over_their_head,
    check_withdrawable,
    nominations_open,
)
from groups.chair.policies.opening import LONGEST, check_can_open, check_closes, check_days
from groups.chair.policies.steps import check_before_ballot, check_none_running, check_not_over, check_step

__all__ = [
    "LONGEST",
    "MOST_ABOUT",
    "MOST_WORDS",
    "NOT_THEIRS",
    "can_nominate",
    "check_before_ballot",
    "check_can_answer",
    "check_can_ballot",
    "check_can_open",
    "check_can_take_back",
    "check_closes",
    "check_days",
    "check_may_stand",
    "check_nominations_open",
    "check_none_running",
    "check_not_over",
    "check_not_over_their_head",
    "check_own",
    "check_step",
    "check_withdrawable",
    "check_words",
    "nominations_open",
    "why_no_ballot",
]
