"""What a person can do about their own data: take a copy, leave a group, be erased, take that back."""

from groups.mydata.actions.copying import ask_for_copy, finish_copy, forget_copy, note_download
from groups.mydata.actions.leaving import Left, leave_group
from groups.mydata.actions.wishing import ask_to_be_erased, check_can_ask, take_back

__all__ = [
    "Left",
    "ask_for_copy",
    "ask_to_be_erased",
    "check_can_ask",
    "finish_copy",
    "forget_copy",
    "leave_group",
    "note_download",
    "take_back",
]
