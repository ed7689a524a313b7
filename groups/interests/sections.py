"""What the group's home says of interests: who still owes a declaration."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from gpleadership.lib.parts import Fact, Link
from gpleadership.lib.words import listed, plural
from groups.home.asking import Asking, Facts
from groups.home.sections import register_section
from groups.interests.queries import own_due, table
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

ORDER: Final = 30
NAMED: Final = 3

_ASK: Final = f"""
SELECT j.group_id, j.joined, p.full_name AS name,
       (SELECT max(v.at) FROM groups_interestreview v
        WHERE v.group_id = j.group_id AND v.person_id = j.person_id) AS reviewed
FROM ({table("managed")}) j JOIN groups_person p ON p.id = j.person_id
ORDER BY p.full_name, p.id
"""  # noqa: S608 -- constants


def ask(asking: Asking) -> str:
    """Everybody at the tables that the person manages, and when each last looked."""
    return _ASK


def section(group: LeadershipGroup, standing: Standing, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """One fact for those who run the group. The register itself is everybody's, and in the menu."""
    if not standing.can(Capability.MANAGE):
        return
    late = [row["name"] for row in rows if own_due(row).due < today]
    address = reverse("interests:overview", args=[group.slug])
    if not rows:
        yield Fact("Interests", "Nobody sits at the table yet, so there is nothing to declare.")
    elif late:
        yield Fact("Interests", _late(late, len(rows)), (Link("See who owes a declaration", address),))
    else:
        said = f"All {plural(len(rows), 'person', 'people')} at the table have declared."
        yield Fact("Interests", said, (Link("See when each did", address),))


def _late(names: Sequence[str], of: int) -> str:
    rest = len(names) - NAMED
    told = [*names[:NAMED], plural(rest, "other")] if rest > 0 else names
    return f"{len(names)} of {of} are overdue: {listed(told)}." if len(names) > 1 else f"{names[0]} is overdue."


def register() -> None:
    """Name the fact, once, when Django starts."""
    register_section("interests", ORDER, ask, section)
