"""What seats and offices ask of people: fill an empty one, renew a term before it ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from gpleadership.lib import dates
from gpleadership.lib.parts import Duty
from groups.home.needs import Need, Standings, register_needs
from groups.home.queries import SeatNow, seats_now
from groups.tenancy.capabilities import Capability

SOON: Final = timedelta(days=90)
"""A term that ends within these days is worth a thought now."""


def seat_needs(standings: Standings, person_id: int, today: date) -> Iterable[Need]:
    """Empty core seats and terms that end soon, for those who manage; one's own term, for everybody."""
    groups = {
        group.pk: (reverse("seats:members", args=[group.slug]), standing.can(Capability.MANAGE))
        for group, standing in standings
    }
    if not groups:
        return
    for seat in seats_now(groups):
        members, manages = groups[seat.group_id]
        if seat.person_id is None:
            if manages and seat.is_core:
                yield Need(seat.group_id, _empty(seat, members, today))
        elif seat.last_day and seat.last_day - today <= SOON and (manages or seat.person_id == person_id):
            yield Need(seat.group_id, _ending(seat, members, today, own=seat.person_id == person_id), seat.last_day)


def _empty(seat: SeatNow, members: str, today: date) -> Duty:
    if seat.ended is None:
        why = "Nobody has held it yet."
    else:
        days = (today - dates.london_day(seat.ended)).days
        why = f"Empty for {dates.days(days)}." if days > 0 else "Empty since today."
    return Duty(
        what=f"Fill the seat of {seat.title}", href=f"{members}#seat-{seat.id}", why=why, clock="", when="no date set"
    )


def _ending(seat: SeatNow, members: str, today: date, *, own: bool) -> Duty:
    last = seat.last_day or today
    whose = "Your term" if own else f"The term of {seat.holder}"
    return Duty(
        what=f"{whose} in the seat of {seat.title} ends",
        href=f"{members}#seat-{seat.id}",
        why="Ask the organisation who holds it next, before the seat falls empty.",
        clock=dates.days_left(last, today),
        tone="due",
        when=dates.long_date(last),
    )


def register() -> None:
    """Name the providers of this app, once, when Django starts."""
    register_needs("seats", seat_needs)
