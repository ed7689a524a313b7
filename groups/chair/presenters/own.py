"""One's own nomination in words: what it is, what was answered, what can still be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gpleadership.lib.parts import Fact
from gpleadership.lib.words import listed
from groups.chair.enums import AppointmentStatus, NominationState
from groups.chair.models import Nomination
from groups.chair.policies import nominations_open
from groups.chair.presenters.words import closes, term

S, N = AppointmentStatus, NominationState
BEFORE_BALLOT: Final = {S.NOMINATING, S.AGAIN, S.NOBODY}


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What the page says, and which of the four answers it still offers."""

    lede: str
    facts: list[Fact]
    may_accept: bool
    stands: bool
    may_decline: bool
    may_withdraw: bool


def own_page(nomination: Nomination, names: Sequence[str], now: datetime) -> OwnPage:
    """The page of whoever was nominated."""
    appointment, state = nomination.appointment, N(nomination.state)
    is_open = nominations_open(appointment, now)
    before = appointment.status in BEFORE_BALLOT
    answers = state != N.WITHDRAWN or nomination.by_themselves
    return OwnPage(
        lede=_lede(nomination, is_open),
        facts=_facts(nomination, names),
        may_accept=is_open and answers,
        stands=state == N.ACCEPTED,
        may_decline=before and state == N.PROPOSED,
        may_withdraw=before and state == N.ACCEPTED,
    )


def _facts(nomination: Nomination, names: Sequence[str]) -> list[Fact]:
    appointment, found = nomination.appointment, []
    if names:
        found.append(Fact("Nominated by", listed(names)))
    found.append(Fact("Group", str(appointment.group)))
    found.append(Fact("Term", term(appointment)))
    if appointment.nominations_close_at:
        found.append(Fact("Nominations", f"Until {closes(appointment)}"))
    return found


def _lede(nomination: Nomination, is_open: bool) -> str:
    appointment, state = nomination.appointment, N(nomination.state)
    if state == N.ACCEPTED:
        return _standing(nomination, is_open)
    if state == N.WITHDRAWN and not nomination.by_themselves:
        return "Your nomination was withdrawn. Your name will not be on the ballot, and you do not have to do anything."
    until = f"until {closes(appointment)}"
    if state == N.PROPOSED:
        if is_open:
            return f"Would you stand? Answer {until}. If you do not, nothing happens."
        return f"Nominations closed on {closes(appointment)}. You did not answer, so your name is not on the ballot."
    said = "You declined." if state == N.DECLINED else "You no longer stand."
    return f"{said} You can change your mind {until}." if is_open else f"{said} Your name is not on the ballot."


def _standing(nomination: Nomination, is_open: bool) -> str:
    appointment = nomination.appointment
    chosen = appointment.chosen_id == nomination.pk
    if is_open:
        return f"You stand. You can change what voters will read until {closes(appointment)}."
    return {
        S.NOMINATING: "You stand. Nominations have closed, and the ballot has not opened yet.",
        S.BALLOTING: "You stand, and the ballot is open.",
        S.AGAIN: "You stand. The last round ended without a count, and a new one follows.",
        S.NOBODY: "The ballot was counted: no one is yet trusted by all. You still stand, unless you withdraw.",
        S.CHOSEN: CHOSEN if chosen else "The ballot was counted, and somebody else was chosen.",
        S.APPOINTED: "You were chosen and appointed." if chosen else "Somebody else was chosen and appointed.",
    }.get(S(appointment.status), "The appointment of a chair was withdrawn. Nobody was chosen.")


CHOSEN: Final = (
    "You are chosen: trusted in every constituency. The secretariat records your term of office now. "
    "If you cannot take it on, tell them."
)
