"""What seats and offices bring to a person's standing; read by `tenancy.standing`.

The database lets nobody with a system role into the core (migration 0021). Only a place that moves to
another system can bring the two together: then the role counts here at once, whatever the rows say.
"""

from groups.tenancy.standing import register_source

BOUND = "EXISTS (SELECT FROM gpl_bindings(t.person_id, t.group_id) b WHERE b.during @> now())"
SEAT = f"""
SELECT t.group_id,
       CASE WHEN s.seat_class <> 'core' THEN s.seat_class WHEN {BOUND} THEN 'in_attendance' ELSE 'core_member' END,
       s.title, t.id
FROM groups_seatterm t JOIN groups_seat s ON s.group_id = t.group_id AND s.id = t.seat_id
WHERE t.person_id = %(person)s AND t.period @> now() AND s.withdrawn_at IS NULL
"""
OFFICE = f"""
SELECT t.group_id, t.office, CASE WHEN t.acting THEN 'acting' ELSE '' END, t.id FROM groups_officeterm t
WHERE t.person_id = %(person)s AND t.period @> now() AND (t.office = 'secretariat' OR NOT {BOUND})
"""


def register() -> None:
    """Name both sources, once, when Django starts."""
    register_source("seats", SEAT)
    register_source("offices", OFFICE)
