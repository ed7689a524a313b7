"""What the group's home says of the trust pulse: when it was asked last, and when it is asked next."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, london_day, long_date
from gpleadership.lib.parts import Fact, Link
from groups.home.asking import Asking, Facts
from groups.home.sections import register_section
from groups.pulse.rules import due
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

ORDER: Final = 50

_ASK: Final = """
SELECT g.id AS group_id,
  (SELECT lower(t.period) FROM groups_officeterm t
   WHERE t.group_id = g.id AND t.office = 'chair' AND NOT t.acting AND t.period @> %(now)s::timestamptz) AS chair_since,
  (SELECT b.closes_at FROM groups_ballot b WHERE b.group_id = g.id AND b.kind = 'pulse' AND b.ending = 'counted'
   ORDER BY b.number DESC LIMIT 1) AS last_closed,
  (SELECT b.closes_at FROM groups_ballot b
   WHERE b.group_id = g.id AND b.kind = 'pulse' AND b.ended_at IS NULL) AS open_until
FROM groups_leadershipgroup g WHERE g.id = ANY (%(groups)s::bigint[])
"""


def ask(asking: Asking) -> str:
    """Since when there is a chair, when the last count closed, and whether a pulse is open."""
    return _ASK


def section(group: LeadershipGroup, standing: Standing, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """One fact, for everybody who sees the members."""
    if not standing.can(Capability.SEE_MEMBERS):
        return
    for row in rows:
        link = Link("See the trust pulse", reverse("pulse:pulse", args=[group.slug]))
        yield Fact("Trust pulse", _words(row, today), (link,))


def _words(row: Facts, today: date) -> str:
    open_until, last, chair = (_instant(row[name]) for name in ("open_until", "last_closed", "chair_since"))
    if open_until:
        return f"Open until {date_and_clock(open_until)}."
    before = f"Last asked on {long_date(london_day(last))}." if last else "Not asked yet."
    day = due(last, london_day(chair) if chair else None)
    if day is None:
        return f"{before} None is planned while nobody is chair."
    if day <= today:
        return f"{before} The next one is due and opens by itself."
    return f"{before} The next one opens by itself on {long_date(day)}."


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def register() -> None:
    """Name the fact, once, when Django starts."""
    register_section("trust pulse", ORDER, ask, section)
