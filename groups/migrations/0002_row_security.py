"""The third lock: row security on every tenant table, and keys that stay inside one group."""

from django.db import migrations

from gpleadership.lib.rowsecurity import PERSON, group_key, protect, same_group

OWN_SEAT = f"EXISTS (SELECT FROM groups_seatterm t WHERE t.seat_id = groups_seat.id AND t.person_id = {PERSON})"


class Migration(migrations.Migration):
    """Protect the tenant's tables."""

    dependencies = [("groups", "0001_tables")]
    operations = [
        protect("groups_seat", own_when=OWN_SEAT),
        protect("groups_seatterm", own="person_id"),
        protect("groups_officeterm", own="person_id"),
        protect("groups_readership", own="person_id"),
        protect("groups_invitation"),
        group_key("groups_seat"),
        same_group("groups_seatterm", "seat_id", "groups_seat"),
        same_group("groups_invitation", "seat_id", "groups_seat"),
    ]
