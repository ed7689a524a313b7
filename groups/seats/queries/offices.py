"""Who leads the group now and next."""

from dataclasses import dataclass
from datetime import datetime

from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.queries.terms import not_over
from groups.seats.rules.spans import begun, holds
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Leads:
    """Chair and deputy chair now, and the chair who is planned to come."""

    chair: OfficeTerm | None
    deputy: OfficeTerm | None
    follows: OfficeTerm | None

    @property
    def would_act(self) -> Person | None:
        """The deputy chair, unless it is they who leave."""
        if self.deputy is None or (self.chair and self.deputy.person_id == self.chair.person_id):
            return None
        return self.deputy.person


def leads(group: LeadershipGroup, now: datetime) -> Leads:
    """Who leads the group at an instant. One query."""
    terms = group.office_terms.filter(not_over(now), office__in=[Office.CHAIR, Office.DEPUTY_CHAIR])
    found = list(terms.select_related("person").order_by("period"))
    chairs = [term for term in found if term.office == Office.CHAIR]
    deputies = [term for term in found if term.office == Office.DEPUTY_CHAIR]
    return Leads(
        chair=next((term for term in chairs if holds(term.period, now)), None),
        deputy=next((term for term in deputies if holds(term.period, now)), None),
        follows=next((term for term in chairs if not begun(term.period, now)), None),
    )
