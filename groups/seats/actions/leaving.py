"""A chair leaves early: somebody acts from that moment, until a chair is appointed."""

from datetime import datetime

from django.utils import timezone

from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._locks import hold_group
from groups.seats.actions._offices import begin_office_term, end_office_term_at
from groups.seats.enums import Occasion, Office
from groups.seats.leaving import chair_left
from groups.seats.models import OfficeTerm
from groups.seats.policies import leaving as policy
from groups.seats.policies.offices import check_can_hold
from groups.seats.rules.spans import span
from groups.seats.sending import tell_later
from groups.tenancy.models import LeadershipGroup


@whole()
def chair_leaves_early(
    group: LeadershipGroup,
    *,
    at: datetime,
    reason: str,
    acting: Person | None,
    by: Person,
    chair: OfficeTerm | None = None,
) -> OfficeTerm:
    """End the chair's term at an instant and begin an acting chair's: theirs is returned. Raises `Refused`.

    The deputy chair of that instant acts, and stays deputy chair; where there is none, `acting` does. It
    lasts until a chair is appointed, or until one who is appointed already begins. `chair`: whose term
    the page showed; if somebody else is chair by now, nothing is done (`EditedMeanwhile`).
    """
    group, now = hold_group(group.pk), timezone.now()
    left = policy.check_can_leave(group, at=at, reason=reason, now=now, shown=chair)
    who, follows = policy.who_acts(left, at=at, named=acting), policy.planned_chair(group.pk, now)
    period = span(at, follows.period.lower if follows else None)
    check_can_hold(group, Office.CHAIR, who, period=period, now=now, besides=[left.pk], acting=True)
    end_office_term_at(left, at=at, reason=reason, by=by)
    term = begin_office_term(group, Office.CHAIR, who, period=period, acting=True, by=by)
    tell_later(Occasion.LEAVING, left, by=by)
    if at > now:
        tell_later(Occasion.HANDOVER, term, by=by, due_at=at)
    if follows is None:
        chair_left(group, left=left, at=at, by=by)
    return term
