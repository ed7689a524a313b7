"""What seats and offices bring to a person's standing; read by `tenancy.standing`."""

from groups.tenancy.standing import register_source

SEAT = """
SELECT t.group_id,
       CASE s.seat_class WHEN 'core' THEN 'core_member' ELSE s.seat_class END, s.title, t.id
FROM groups_seatterm t JOIN groups_seat s ON s.group_id = t.group_id AND s.id = t.seat_id
WHERE t.person_id = %(person)s AND t.period @> now() AND s.withdrawn_at IS NULL
"""
OFFICE = """
SELECT t.group_id, t.office, CASE WHEN t.acting THEN 'acting' ELSE '' END, t.id FROM groups_officeterm t
WHERE t.person_id = %(person)s AND t.period @> now()
"""


def register() -> None:
    """Name both sources, once, when Django starts."""
    register_source("seats", SEAT)
    register_source("offices", OFFICE)
