"""Noting that ICB staff looked: one line in the log of each group that was shown."""

from collections.abc import Iterable

from groups.log.record import record_views
from groups.roster.rows import PlaceRow
from groups.tenancy.access import SystemRequest


def note(request: SystemRequest, places: Iterable[PlaceRow], what: str) -> None:
    """In one statement, for the groups of these places."""
    if groups := [place.group_id for place in places if place.group_id]:
        record_views(groups, what, by=request.user)
