"""What a readership brings to a person's standing; read by `tenancy.standing`."""

from groups.tenancy.standing import register_source

READERSHIP = """
SELECT t.group_id, 'practice_reader', o.name, t.id
FROM groups_readership t JOIN groups_organisation o ON o.id = t.practice_id
WHERE t.person_id = %(person)s AND t.period @> now()
"""


def register() -> None:
    """Name the source, once, when Django starts."""
    register_source("readers", READERSHIP)
