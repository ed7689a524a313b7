"""Roles in a health system: whoever holds one may attend a group’s meetings and is no core member meanwhile."""
