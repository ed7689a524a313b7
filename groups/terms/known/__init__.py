"""The facts that this app knows by itself."""

from groups.terms.known import group, officers, principles, support, table


def register_all() -> None:
    """Name every part."""
    for part in (group, table, officers, principles, support):
        part.register()
