"""What recording the appointment changes."""

from gpleadership.lib.dates import last_day, long_date
from groups.chair.models import Appointment
from groups.seats.models import OfficeTerm


def what_changes(appointment: Appointment, chair: OfficeTerm | None) -> list[str]:
    """What happens to the present chair, to the chosen one, and who is told."""
    chosen = appointment.chosen.person if appointment.chosen else None
    found = [_before(chair, chosen.pk if chosen else None)]
    found.append(f"{chosen} becomes chair on the first day. If they hold no core seat then, they get the chair’s seat.")
    found.append("They get a letter now. On the first day the core members and officers get one.")
    return found


def _before(chair: OfficeTerm | None, chosen: int | None) -> str:
    if chair is None:
        return "The group has no chair now."
    if chair.acting:
        return f"{chair.person} acts as chair until that day, and no longer."
    last = last_day(chair.period)
    if chair.person_id == chosen:
        until = f" until {long_date(last)}" if last else ""
        return f"{chair.person} is chair{until} already, and goes on without a day between."
    if last is None:
        return f"{chair.person}’s term as chair ends when the new one begins."
    return f"{chair.person} is chair until {long_date(last)}. A first day before that ends their term sooner."
