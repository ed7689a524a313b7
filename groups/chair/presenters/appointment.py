"""How far an appointment is, in the sentence at the top of its page, and the facts beside it."""

from collections.abc import Sequence
from datetime import datetime

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.parts import Fact
from gpleadership.lib.words import capital, in_words
from groups.ballots.enums import BallotState
from groups.chair.enums import AppointmentStatus, NominationState
from groups.chair.models import Appointment
from groups.chair.policies import nominations_open
from groups.chair.presenters.addition import CANCELLED, chair_from
from groups.chair.presenters.words import closes, term, why
from groups.chair.queries import Nominee

S, N = AppointmentStatus, NominationState


def lede(appointment: Appointment, nominees: Sequence[Nominee], now: datetime) -> str:
    """Where it stands, and whose turn it is."""
    chosen = appointment.chosen.shown_name if appointment.chosen else ""
    if appointment.status == S.NOMINATING:
        return _nominating(appointment, nominees, now)
    if appointment.status == S.BALLOTING and appointment.ballot is not None:
        if appointment.ballot.state(now) == BallotState.OPEN:
            return f"The ballot is open until {date_and_clock(appointment.ballot.closes_at)}."
        return "The ballot has closed and is being counted."
    if appointment.status == S.APPOINTED:
        made = appointment.office_term
        return chair_from(made, now) if made else f"{chosen} was chosen. {CANCELLED}"
    return {
        S.PROPOSED: "An appointment is proposed. The chair or the secretariat open nominations.",
        S.AGAIN: "The last round ended without a count. The chair or the secretariat open a new one.",
        S.NOBODY: "No one is yet trusted by all. The group talks, and then opens nominations again.",
        S.CHOSEN: f"{chosen} is chosen. The chair or the secretariat record the term of office.",
        S.WITHDRAWN: "This appointment was withdrawn. Nobody was appointed.",
    }[S(appointment.status)]


def _nominating(appointment: Appointment, nominees: Sequence[Nominee], now: datetime) -> str:
    stand = sum(1 for each in nominees if each.state == N.ACCEPTED)
    accepted = f"{capital(in_words(stand))} {'person has' if stand == 1 else 'people have'} accepted."
    if nominations_open(appointment, now):
        return f"Nominations are open until {closes(appointment)}. {accepted if stand else 'Nobody has accepted yet.'}"
    if not stand:
        return "Nominations have closed, and nobody has accepted."
    return f"Nominations have closed. {accepted} The chair or the secretariat open the ballot."


def facts(appointment: Appointment) -> list[Fact]:
    """Why, for which term, and what it takes."""
    return [
        Fact("Why", why(appointment)),
        Fact("Term", term(appointment)),
        Fact("Floor", f"Trusted by at least {appointment.floor}% in every constituency"),
    ]
