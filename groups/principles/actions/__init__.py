"""Verbs of principles."""

from groups.principles.actions.discussing import add_comment, open_discussion, withdraw_comment
from groups.principles.actions.drafting import draft_principle, draft_starters, draft_version, edit_version
from groups.principles.actions.ending import drop_version, retire
from groups.principles.actions.signing import follow, put_out

__all__ = [
    "add_comment",
    "draft_principle",
    "draft_starters",
    "draft_version",
    "drop_version",
    "edit_version",
    "follow",
    "open_discussion",
    "put_out",
    "retire",
    "withdraw_comment",
]
