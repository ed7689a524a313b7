"""Whether now: each `check_…` raises `Refused` with a sentence that says what to do."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from gpleadership.lib.dates import date_and_clock, end_of_day, london_day, start_of_day
from gpleadership.lib.refusal import Refused
from groups.ballots.policies import check_floor
from groups.chair.enums import OVER, AppointmentStatus, NominationState
from groups.chair.models import Appointment, Nomination
from groups.chair.rules import may_become
from groups.people.models import Person
from groups.seats.policies.terms import employment
from groups.seats.rules.spans import span
from groups.tenancy.capabilities import Capability, Role
from groups.tenancy.models import SystemStaffTerm
from groups.tenancy.standing import Standing

LONGEST: Final = timedelta(days=90)
MOST_WORDS: Final = 1200
MOST_ABOUT: Final = 200
NOT_THEIRS: Final = "Only the person who is nominated can answer for themselves."
_WHERE: Final = {
    AppointmentStatus.PROPOSED: "Nominations are not open yet.",
    AppointmentStatus.BALLOTING: "The ballot is open, so the names on it stay as they are.",
    AppointmentStatus.AGAIN: "Nominations have closed. They can be opened again before the new round.",
    AppointmentStatus.NOBODY: "Nominations have closed. They can be opened again.",
    AppointmentStatus.CHOSEN: "A chair has been chosen already.",
    AppointmentStatus.APPOINTED: "The chair has been appointed. This appointment is over.",
    AppointmentStatus.WITHDRAWN: "This appointment was withdrawn.",
}


def can_nominate(standing: Standing) -> bool:
    """Core members with their deputies, chair, deputy chair and secretariat."""
    runs = standing.can(Capability.CLOSED_ROOM) or standing.can(Capability.MANAGE)
    return runs or Role.DEPUTY_CHAIR in standing.roles


def check_step(appointment: Appointment, to: str) -> None:
    """Whether the transition table has this step from where the appointment is."""
    if not may_become(appointment.status, to):
        raise Refused(_WHERE.get(AppointmentStatus(appointment.status), "Nominations are open."))


def check_none_running(found: Appointment | None) -> None:
    """A group runs one appointment at a time; one that is only proposed is opened."""
    if found is not None and found.status != AppointmentStatus.PROPOSED:
        raise Refused("The appointment of a chair is under way already. Finish or withdraw that one first.")


def check_days(first: date, last: date, closes_at: datetime) -> None:
    """The term ends after it begins, and begins after nominations have closed."""
    if last <= first:
        raise Refused("Last day must be after the first day", field="until")
    if first <= london_day(closes_at):
        raise Refused("First day must be after nominations close", field="begins")


def check_closes(closes_at: datetime, now: datetime) -> None:
    """Nominations close later than now, and within three months."""
    if closes_at <= now:
        raise Refused("Nominations must close later than now", field="closes")
    if closes_at > now + LONGEST:
        raise Refused("Nominations must close within the next 90 days", field="closes")


def check_can_open(
    found: Appointment | None, *, floor: int, closes_at: datetime, first: date, last: date, now: datetime
) -> None:
    """Whether an appointment may be opened like this."""
    check_none_running(found)
    check_floor(floor)
    check_closes(closes_at, now)
    check_days(first, last, closes_at)


def nominations_open(appointment: Appointment, now: datetime) -> bool:
    """Whether people may be nominated, and may accept, at an instant."""
    closes = appointment.nominations_close_at
    return appointment.status == AppointmentStatus.NOMINATING and closes is not None and now < closes


def check_nominations_open(appointment: Appointment, now: datetime, *, late: str) -> None:
    """`late` goes on after when nominations closed."""
    if appointment.status != AppointmentStatus.NOMINATING:
        raise Refused(_WHERE[AppointmentStatus(appointment.status)])
    if not nominations_open(appointment, now) and appointment.nominations_close_at is not None:
        raise Refused(f"Nominations closed on {date_and_clock(appointment.nominations_close_at)}. {late}")


def check_may_stand(appointment: Appointment, person: Person, *, name: str = "") -> None:
    """Anybody who is trusted may stand; not somebody who cannot sign in, nor ICB staff during the term."""
    called = name or person.full_name
    if not person.is_active:
        raise Refused(f"{called} can no longer sign in, so they cannot be nominated.", field="email")
    if appointment.first_day is None or appointment.last_day is None:
        return
    term = span(start_of_day(appointment.first_day), end_of_day(appointment.last_day))
    if employed := employment(person, term):
        raise Refused(
            f"{called} works for {employed.system} ICB, so they cannot be nominated: ICB staff do not chair a group.",
            field="email",
        )


def check_not_over_their_head(nomination: Nomination) -> None:
    """Whoever said no is not nominated again by somebody else."""
    if nomination.by_themselves:
        what = "declined" if nomination.state == NominationState.DECLINED else "said that they no longer stand"
        raise Refused(
            f"{nomination} has {what}, so nobody can nominate them again. "
            "They may change their mind themselves until nominations close.",
            field="email",
        )


def check_can_take_back(nomination: Nomination, supports: int) -> None:
    """One's own nomination is taken back, but not the last one of somebody who has accepted."""
    if nomination.state == NominationState.ACCEPTED and supports <= 1:
        raise Refused(f"{nomination} has accepted, and yours is the only nomination. They can withdraw themselves.")


def check_withdrawable(nomination: Nomination) -> None:
    """What is over is not withdrawn again."""
    if nomination.state in {NominationState.DECLINED, NominationState.WITHDRAWN}:
        raise Refused(f"{nomination} does not stand any more, so there is nothing to withdraw.")


def check_before_ballot(appointment: Appointment) -> None:
    """Names come off until a ballot opens."""
    before = {AppointmentStatus.NOMINATING, AppointmentStatus.AGAIN, AppointmentStatus.NOBODY}
    if appointment.status not in before:
        raise Refused(_WHERE[AppointmentStatus(appointment.status)])


def check_own(nomination: Nomination, by: Person) -> None:
    """An answer is one's own."""
    if nomination.person_id != by.pk:
        raise Refused(NOT_THEIRS)


def check_can_answer(nomination: Nomination) -> None:
    """Whose nomination somebody else took away, they do not answer."""
    if nomination.state == NominationState.WITHDRAWN and not nomination.by_themselves:
        raise Refused("This nomination was withdrawn by whoever made it or by the secretariat.")


def check_words(about: str, statement: str) -> None:
    """Voters read both; neither is longer than a ballot paper bears."""
    for text, field, most, what in (
        (about, "about", MOST_ABOUT, "Who you are"),
        (statement, "statement", MOST_WORDS, "Your statement"),
    ):
        if not text:
            raise Refused(f"Enter {what[0].lower()}{what[1:]}", field=field)
        if len(text) > most:
            raise Refused(f"{what} must be {most:,} characters or fewer", field=field)


def check_can_ballot(appointment: Appointment, stand: Iterable[Nomination], now: datetime) -> None:
    """Whether the ballot may open: nominations have closed, and whoever stands still may."""
    check_step(appointment, AppointmentStatus.BALLOTING)
    if nominations_open(appointment, now) and appointment.nominations_close_at is not None:
        raise Refused(
            f"Nominations are open until {date_and_clock(appointment.nominations_close_at)}. "
            "Open the ballot after that, or let them close sooner."
        )
    names = list(stand)
    if not names:
        raise Refused(
            "Nobody who was nominated has accepted, so there is no name for a ballot. Open nominations again."
        )
    _check_all_may_stand(appointment, names)


def _check_all_may_stand(appointment: Appointment, stand: list[Nomination]) -> None:
    """The same as `check_may_stand` for everybody at once, with one query."""
    first, last = appointment.first_day, appointment.last_day
    gone = next((each for each in stand if not each.person.is_active), None)
    if gone is not None:
        raise Refused(f"{gone} can no longer sign in. Withdraw their nomination first.")
    if first is None or last is None:
        return
    term = span(start_of_day(first), end_of_day(last))
    people = [each.person_id for each in stand]
    terms = SystemStaffTerm.objects.filter(person__in=people, period__overlap=term)
    employed = terms.select_related("system", "person").first()
    if employed is not None:
        raise Refused(f"{employed.person} works for {employed.system} ICB. Withdraw their nomination first.")


def why_no_ballot(appointment: Appointment, stand: Iterable[Nomination], now: datetime) -> str:
    """Why the ballot cannot open now; nothing if it can."""
    try:
        check_can_ballot(appointment, stand, now)
    except Refused as refused:
        return str(refused)
    return ""


def check_not_over(appointment: Appointment) -> None:
    """What is over stays as it is."""
    if appointment.status in OVER:
        raise Refused(_WHERE[AppointmentStatus(appointment.status)])
