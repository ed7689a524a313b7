"""What can be done with support: verbs, recorded, refused in sentences.

They check whether it may be done now; who may do it is the caller's page to know.
"""

from groups.support.actions.hours import enter_hours
from groups.support.actions.roles import add_role, change_role, end_role, fill_role, remove_role

__all__ = ["add_role", "change_role", "end_role", "enter_hours", "fill_role", "remove_role"]
