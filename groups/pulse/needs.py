"""What the pulse asks of people: to talk about somebody whose trust is below the floor, and to note what was agreed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Duty
from gpleadership.lib.words import small
from groups.home.needs import Asking, Facts, Need, Standings, register_asked
from groups.pulse.models import ConfidenceItem
from groups.pulse.policies import may_record

_OPEN: Final = """
SELECT i.group_id, i.id, i.person_id, i.roles, i.raised_at, b.closes_at, p.full_name AS name
FROM groups_confidenceitem i
JOIN groups_pulse u ON u.group_id = i.group_id AND u.id = i.pulse_id
JOIN groups_ballot b ON b.group_id = u.group_id AND b.id = u.ballot_id
JOIN groups_person p ON p.id = i.person_id
WHERE i.group_id = ANY (%(groups)s::bigint[]) AND i.closed_at IS NULL AND i.person_id <> %(person)s
ORDER BY i.raised_at, i.id
"""


def ask(asking: Asking) -> str:
    """The open items of the person's groups, none about themselves."""
    return _OPEN


def pulse_needs(standings: Standings, rows: Sequence[Facts], person_id: int, today: date) -> Iterable[Need]:
    """For those who run the group; about the chair for the deputy chair and the secretariat, never the chair."""
    own = {group.pk: (group, standing) for group, standing in standings}
    for row in rows:
        group, standing = own[row["group_id"]]
        item = ConfidenceItem(pk=row["id"], group=group, person_id=row["person_id"], roles=row["roles"])
        if may_record(item, standing, person_id):
            yield Need(group.pk, _duty(item, group.slug, row))


def _duty(item: ConfidenceItem, slug: str, row: Facts) -> Duty:
    raised, pulse = (long_date(datetime.fromisoformat(row[name])) for name in ("raised_at", "closes_at"))
    return Duty(
        what=f"Talk about confidence in {row['name']}, {small(item.was)}, after the pulse of {pulse}",
        href=reverse("pulse:confidence", args=[slug, item.pk]),
        why="The trust pulse did not meet the floor everywhere. Record what was agreed.",
        clock="Open",
        tone="due",
        when=f"since {raised}",
    )


def register() -> None:
    """Name what is asked, once, when Django starts."""
    register_asked("confidence", ask, pulse_needs)
