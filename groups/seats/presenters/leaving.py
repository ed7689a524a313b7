"""What it means that a chair leaves early or hands over, before anybody confirms it and after."""

from datetime import datetime

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Fact
from groups.people.models import Person
from groups.seats.models import OfficeTerm
from groups.seats.queries.offices import Leads
from groups.seats.rules.spans import begun


def facts(found: Leads, acting: Person, *, proposes: bool) -> list[Fact]:
    """Who acts, what comes next, who is told and how to undo."""
    deputy = found.would_act is not None and found.would_act.pk == acting.pk
    stays = " They stay deputy chair meanwhile." if deputy else ""
    follows = found.follows
    until = (
        f"until {follows.person} becomes chair on {long_date(follows.period.lower)}"
        if follows
        else "until a chair is appointed"
    )
    said = [Fact("Who acts", f"{acting}, {until}.{stays}")]
    if proposes and not follows:
        said.append(Fact("What comes next", "A new appointment is proposed at once, for you to open."))
    elif not follows:
        said.append(Fact("What comes next", "You appoint a chair, and the acting chair hands over."))
    told = "Everybody with a core seat, their deputies and the officers, by email, when you confirm."
    return [
        *said,
        Fact("Who is told", told),
        Fact(
            "How to undo", f"Under Offices, until {acting} begins to act. After that {acting} can hand the chair back."
        ),
    ]


def done(left: OfficeTerm, acting: OfficeTerm, now: datetime, *, proposes: bool) -> str:
    """What was done, who is told, how to undo. `left`: the chair's term, whatever its end was before."""
    told = "Everybody at the table is told by email."
    next_step = " A new appointment is proposed." if proposes and acting.period.upper is None else ""
    if begun(acting.period, now):
        done = f"{left.person} has left the chair, and {acting.person} is acting chair now.{next_step} {told}"
        return f"{done} {acting.person} can hand the chair back."
    last = long_date(acting.period.lower - datetime.resolution)
    return (
        f"{left.person} leaves the chair at the end of {last}; {acting.person} acts from then.{next_step} {told} "
        "Until then you can undo it here."
    )


def handed_over(new: OfficeTerm, before: Person, now: datetime) -> str:
    """What was done when the chair was handed over, who is told, how to undo."""
    officers = "the deputy chair and the secretariat are told by email"
    if new.person_id == before.pk:
        return f"{new.person} is chair from {long_date(new.period.lower)}. They, {officers}."
    if begun(new.period, now):
        return f"{new.person} is chair now. They, {before}, {officers}."
    return (
        f"{new.person} is chair from {long_date(new.period.lower)} and is told by email. On that day {before}, "
        f"{officers}. Until then you can undo it here."
    )
