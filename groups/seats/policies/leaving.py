"""Whether a chair may leave early, and who acts then."""

from datetime import datetime

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.policies.offices import has, running_chair, words
from groups.seats.policies.terms import check_can_end
from groups.tenancy.models import LeadershipGroup


def check_can_leave(
    group: LeadershipGroup, *, at: datetime, reason: str, now: datetime, shown: OfficeTerm | None = None
) -> OfficeTerm:
    """The chair's term that is to end: it runs, it is the one that was `shown`, and it is to end from now on."""
    current = running_chair(group.pk, now)
    if current is None:
        raise Refused("The group has no chair now, so nobody can leave the chair. Appoint one instead.")
    if shown is not None and shown.pk != current.pk:
        raise EditedMeanwhile(f"{has(current, now)} Somebody else has just changed it, and nothing more was changed.")
    check_not_leaving(current, planned_chair(group.pk, now), at=at)
    check_can_end(words(current), current.period, at=at, now=now)
    if not reason.strip():
        raise Refused("Enter why the chair leaves: it stands in the history.", field="reason")
    return current


def check_not_leaving(current: OfficeTerm, follows: OfficeTerm | None, *, at: datetime) -> None:
    """A chair leaves once, and before whoever follows begins anyway."""
    if follows is None:
        return
    if follows.acting:
        last = long_date(last_day(current.period) or follows.period.lower)
        raise Refused(
            f"{current.person} leaves on {last} already, and {follows.person} acts from then. "
            "To choose another day, undo that first."
        )
    if at >= follows.period.lower:
        raise Refused(f"{follows.person} is chair by then. Choose an earlier day.", field="on")


def who_acts(left: OfficeTerm, *, at: datetime, named: Person | None) -> Person:
    """The deputy chair of that instant; where there is none, whoever is named."""
    deputy = deputy_chair(left, at)
    if deputy is not None:
        if named is not None and named.pk != deputy.person_id:
            raise Refused(
                f"{deputy.person} is deputy chair then, so they act. If they cannot, end their term as deputy first.",
                field="acting",
            )
        return deputy.person
    if named is None:
        raise Refused("The group has no deputy chair then. Name who acts until a chair is appointed.", field="acting")
    if named.pk == left.person_id:
        raise Refused(f"{named} leaves the chair. Name somebody else to act.", field="acting")
    return named


def deputy_chair(left: OfficeTerm, at: datetime) -> OfficeTerm | None:
    """The deputy chair in office at an instant, if that is not the person who leaves."""
    deputies = OfficeTerm.objects.filter(
        group_id=left.group_id, office=Office.DEPUTY_CHAIR, period__contains=at
    ).exclude(person_id=left.person_id)
    return deputies.select_related("person").first()


def planned_chair(group_id: int, now: datetime) -> OfficeTerm | None:
    """The next chair whose term has not begun."""
    planned = OfficeTerm.objects.filter(group_id=group_id, office=Office.CHAIR, period__startswith__gt=now)
    return planned.select_related("person").order_by("period").first()
