"""Whether somebody may hold an office for a time, and whether a term of office may end."""

from collections.abc import Iterable
from datetime import datetime

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.refusal import Refused
from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.policies.terms import check_lasts, system_role
from groups.seats.queries.terms import ending_of
from groups.seats.rules.spans import Span, begun, holds, over
from groups.tenancy.models import LeadershipGroup

LEADS = (Office.CHAIR, Office.DEPUTY_CHAIR)


def check_can_hold(
    group: LeadershipGroup,
    office: str,
    person: Person,
    *,
    period: Span,
    now: datetime,
    besides: Iterable[int] = (),
    acting: bool = False,
) -> None:
    """Whether a person may hold an office for a time; `besides`: terms that are about to give way.

    Nobody is chair and deputy chair at once, but for a deputy chair who acts as chair (`acting`).
    """
    check_lasts(period)
    if not person.is_active:
        raise Refused(f"{person} can no longer sign in, so they cannot hold an office.")
    if office in LEADS:
        _check_no_system_role(group, person, period)
    met = group.office_terms.filter(period__overlap=period).exclude(pk__in=besides).select_related("person")
    for term in met:
        if term.office == office and (office != Office.SECRETARIAT or term.person_id == person.pk):
            raise Refused(f"{has(term, now)} {_way_out(term, now)}")
        leads_twice = term.office in LEADS and office in LEADS and term.person_id == person.pk
        if leads_twice and not (acting or term.acting):
            raise Refused(f"{has(term, now)} A person cannot be chair and deputy chair at once.")


def _check_no_system_role(group: LeadershipGroup, person: Person, period: Span) -> None:
    bound = system_role(person, group.pk, period)
    if bound:
        raise Refused(f"{bound.words(person)}, so they cannot be chair, deputy chair or acting chair.")


def has(term: OfficeTerm, now: datetime) -> str:
    """Who has an office, and until or from when."""
    office = term.title.lower()
    if not begun(term.period, now):
        return f"{term.person} will be {office} from {long_date(term.period.lower)}."
    verb = "was" if over(term.period, now) else "is"
    last = last_day(term.period)
    return f"{term.person} {verb} {office}{f' until {long_date(last)}' if last else ', with no end date'}."


def _way_out(term: OfficeTerm, now: datetime) -> str:
    if over(term.period, now):
        return "Begin after it."
    if term.office == Office.CHAIR and begun(term.period, now):
        return (
            "Hand over the chair instead, or begin after it." if term.period.upper else "Hand over the chair instead."
        )
    first = "End that term" if begun(term.period, now) else "Cancel that term"
    return f"{first} first, or begin after it." if term.period.upper else f"{first} first."


def check_chair_follows(term: OfficeTerm, *, at: datetime) -> None:
    """The last chair does not go, and is not taken away, without a successor."""
    if term.office != Office.CHAIR:
        return
    followed = OfficeTerm.objects.filter(group_id=term.group_id, office=Office.CHAIR, period__startswith=at)
    if not followed.exclude(pk=term.pk).exists():
        raise Refused(
            "The group would have no chair. Name who follows and from when: “Hand over the chair”. "
            "If nobody follows yet, choose “The chair leaves early”."
        )


def check_can_hand_over(current: OfficeTerm | None, to: Person, *, at: datetime, now: datetime) -> OfficeTerm:
    """The chair who hands over: there is one, it is somebody else, and no day is left without a chair."""
    if current is None:
        raise Refused("The group has no chair to hand over from. Appoint one instead.")
    if current.person_id == to.pk and not current.acting:
        raise Refused(f"{has(current, now)} Choose somebody else to follow.")
    if current.period.upper is not None and at > current.period.upper:
        last = long_date(last_day(current.period) or now)
        raise Refused(f"{current.person} is chair until {last}. Let the next chair begin by the day after.", field="on")
    planned = OfficeTerm.objects.filter(group_id=current.group_id, office=Office.CHAIR, period__startswith__gt=now)
    coming = planned.select_related("person").first()
    if coming:
        what = "leaving" if coming.acting else "handover"
        raise Refused(f"{has(coming, now)} Undo that {what} first.")
    return current


def check_can_cancel(term: OfficeTerm, *, now: datetime) -> None:
    """A chair to come for whom another's term was cut short is not cancelled alone: that chair is to stay."""
    if begun(term.period, now):
        raise Refused(f"{words(term)} has already begun. End it instead.")
    if term.office != Office.CHAIR:
        return
    chair = running_chair(term.group_id, now)
    if chair is not None and ending_of(chair):
        what = "leaving" if term.acting else "handover"
        raise Refused(f"Undo the {what} instead, so that the present chair stays.")


def check_not_following_yet(term: OfficeTerm, successor: OfficeTerm, *, now: datetime) -> None:
    """A handover or leaving is undone only before it came."""
    if successor.acting and begun(successor.period, now):
        raise Refused(f"{successor.person} is acting chair now. Hand the chair back to {term.person} instead.")
    if begun(successor.period, now):
        raise Refused(f"{successor.person} is chair now. They can hand the chair back.")


def running_chair(group_id: int, now: datetime) -> OfficeTerm | None:
    """The chair's term of office that runs at an instant."""
    terms = OfficeTerm.objects.filter(group_id=group_id, office=Office.CHAIR, period__contains=now)
    return terms.select_related("person").first()


def words(term: OfficeTerm) -> str:
    """A term of office as the beginning of a sentence."""
    return f"{term.person}’s term as {term.title.lower()}"


def in_force(term: OfficeTerm, now: datetime) -> bool:
    """Whether the person holds the office at an instant."""
    return holds(term.period, now)
