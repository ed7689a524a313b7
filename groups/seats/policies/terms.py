"""Whether somebody may sit in a seat for a time, and whether a term may end, change or come back."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.refusal import Refused
from groups.people.models import Person
from groups.seats.enums import Part, SeatClass
from groups.seats.models import Seat, SeatTerm
from groups.seats.rules.spans import Span, begun, over, span
from groups.system_roles.queries import Binding, binding

A_MOMENT: Final = timedelta(minutes=1)
"""“Now” may be as old as the request that said it."""


def check_can_sit(
    seat: Seat, person: Person, *, part: str, period: Span, now: datetime, besides: Iterable[int] = ()
) -> None:
    """Whether a person may have a part in a seat for a time; `besides`: terms that are about to give way."""
    check_stands(seat)
    check_lasts(period)
    if not person.is_active:
        raise Refused(f"{person} can no longer sign in, so they cannot be given a seat.")
    check_no_system_role(seat.group_id, seat.seat_class, person, period)
    check_free(seat, person, part=part, period=period, now=now, besides=besides)


def check_stands(seat: Seat) -> None:
    """A withdrawn seat is history: nobody sits in it and nothing about it changes."""
    if seat.withdrawn_at is not None:
        raise Refused(f"The seat “{seat}” was withdrawn on {long_date(seat.withdrawn_at)}. Add a new seat instead.")


def check_lasts(period: Span) -> None:
    """A term has a beginning, and ends after it."""
    if period.lower is not None and period.upper is not None and period.upper <= period.lower:
        raise Refused("The term must end after it begins. Choose a later last day.", field="until")


def check_no_system_role(group_id: int, seat_class: str, person: Person, period: Span) -> None:
    """Whoever has a system role that counts here may attend, and holds no core seat for its time."""
    if seat_class != SeatClass.CORE:
        return
    bound = system_role(person, group_id, period)
    if bound:
        raise Refused(f"{bound.words(person)}, so they cannot have a core seat. They may have a seat in attendance.")


def system_role(person: Person, group_id: int, period: Span) -> Binding | None:
    """The system role that keeps a person out of the core of a group in some part of a time, if there is any."""
    return binding(person, group_id, period)


def check_free(
    seat: Seat, person: Person, *, part: str, period: Span, now: datetime, besides: Iterable[int] = ()
) -> None:
    """Nobody else has this part in the time, and the person has no other part of the same seat."""
    met = SeatTerm.objects.filter(group_id=seat.group_id, seat=seat, period__overlap=period).exclude(pk__in=besides)
    for term in met.select_related("person"):
        if term.part == part:
            raise Refused(f"{_has(term, now)} {_way_out(term, period, now)}")
        if term.person_id == person.pk:
            raise Refused(f"{_has(term, now)} A person cannot be holder and deputy of one seat at once.")


def _has(term: SeatTerm, now: datetime) -> str:
    """Who has a part in the seat, and until or from when."""
    will_be = not begun(term.period, now)
    if term.part == Part.HOLDER:
        verb = "will hold this seat" if will_be else "held this seat" if over(term.period, now) else "holds this seat"
    else:
        verb = f"{'will be' if will_be else 'was' if over(term.period, now) else 'is'} the deputy of this seat"
    if will_be:
        return f"{term.person} {verb} from {long_date(term.period.lower)}."
    last = last_day(term.period)
    return f"{term.person} {verb} until {long_date(last)}." if last else f"{term.person} {verb}, with no end date."


def _way_out(term: SeatTerm, period: Span, now: datetime) -> str:
    if over(term.period, now):
        return "Begin after it."
    if begun(term.period, now):
        return "End that term first, or begin after it." if term.period.upper else "End that term first."
    if period.lower is not None and period.lower < term.period.lower:
        day = last_day(span(period.lower, term.period.lower))
        return f"Let this term end by {long_date(day)}, or cancel that one first." if day else "Cancel that one first."
    return "Cancel that term first, or begin after it."


def check_can_end(term_words: str, period: Span, *, at: datetime, now: datetime) -> None:
    """Whether a term that is running may end at an instant: from now on, and no later than it would anyway."""
    check_not_over(term_words, period, now)
    if not begun(period, now):
        raise Refused(f"{term_words} has not begun. Cancel it instead.")
    if at < now - A_MOMENT:
        raise Refused("Choose today or a later day. Until now they had access, and the history says so.", field="on")
    if period.lower is not None and at <= period.lower:
        raise Refused(f"{term_words} has only just begun. Try again in a moment.")
    if period.upper is not None and at > period.upper:
        last = long_date(last_day(period) or now)
        raise Refused(f"{term_words} already ends on {last}. To let it run longer, change its last day.", field="on")


def check_can_extend(term_words: str, period: Span, *, ends: datetime | None, now: datetime) -> None:
    """Whether a term may run until a later instant: it is not over, and this is not a way of ending it."""
    check_not_over(term_words, period, now)
    if ends is not None and (period.upper is None or ends < period.upper):
        raise Refused("To let the term end sooner, use “End this term”: it says what closes and when.", field="until")


def check_can_cancel(term_words: str, period: Span, *, now: datetime) -> None:
    """Only what has not begun is cancelled; the rest is history and is ended."""
    if begun(period, now):
        raise Refused(f"{term_words} has already begun. End it instead.")


def check_not_over(term_words: str, period: Span, now: datetime) -> None:
    """What is over stays as it was."""
    if over(period, now):
        raise Refused(f"{term_words} ended on {long_date(last_day(period) or now)}.")


def words(term: SeatTerm) -> str:
    """A term as the beginning of a sentence."""
    return f"{term.person}’s term as {Part(term.part).label.lower()}"
