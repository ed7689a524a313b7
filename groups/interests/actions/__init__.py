"""What can be done with interests: verbs, recorded, refused in sentences."""

from groups.interests.actions.declaring import correct, declare, end, let_go
from groups.interests.actions.reminding import remind
from groups.interests.actions.reviewing import confirm, declare_nothing

__all__ = ["confirm", "correct", "declare", "declare_nothing", "end", "let_go", "remind"]
