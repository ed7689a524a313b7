"""Which letters an occasion calls for when they are about to go. What is no longer so calls for none."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from groups.people.models import Person
from groups.seats import letters
from groups.seats.enums import Occasion
from groups.seats.letters import Letter
from groups.seats.models import OfficeTerm
from groups.seats.queries import letters as queries
from groups.seats.rules.spans import begun, over, span
from groups.system_roles.queries import binding
from groups.tenancy.models import LeadershipGroup

A_SECOND: Final = timedelta(seconds=1)
"""A role’s first instant is kept in whole seconds here."""
Due = list[tuple[Person, Letter]]


def letters_due(group: LeadershipGroup, arguments: Mapping[str, Any]) -> Due:
    """Everybody who is to get a letter, with it; people who can no longer sign in get none."""
    occasion, pk, version = Occasion(arguments["occasion"]), arguments["term"], arguments["version"]
    if occasion == Occasion.CANCELLED:
        return _active(_cancelled(group, arguments))
    if occasion == Occasion.MOVED:
        return _active(_moved(group, pk, version))
    term, now = queries.office_term(group, pk), timezone.now()
    if term is None:
        return []
    term.group = group
    if occasion == Occasion.APPOINTED:
        found = [] if over(term.period, now) else [(term.person, letters.appointed(term, now))]
    elif occasion == Occasion.HANDOVER:
        found = _handover(term, now)
    elif occasion == Occasion.STAYS:
        found = _stays(term, version, now)
    elif term.version != version:  # the end that is told of was changed or taken back
        found = []
    else:
        found = _leaving(term, now) if occasion == Occasion.LEAVING else [(term.person, letters.ended(term, now))]
    return _active(found)


def _moved(group: LeadershipGroup, person_id: int, version: int) -> Due:
    """A system role moved somebody: they and those who run the group; everybody at the table if nobody leads it."""
    person, at = Person.objects.get(pk=person_id), datetime.fromtimestamp(version, UTC) + A_SECOND
    bound = binding(person, group.pk, span(at, at + A_SECOND))
    if bound is None:
        return []
    chair = queries.chair_at(group, at)
    readers = queries.officers(group, at) if chair else queries.core_table(group, at)
    told = {each.pk: each for each in (person, *readers)}
    return [(each, letters.moved(each, person, group, bound, at, chair)) for each in told.values()]


def _active(due: Due) -> Due:
    return [(person, letter) for person, letter in due if person.is_active]


def _handover(new: OfficeTerm, now: datetime) -> Due:
    if not begun(new.period, now) or over(new.period, now):
        return []
    old = queries.chair_before(new)
    readers = {person.pk: person for person in queries.officers(new.group, now)} | {new.person_id: new.person}
    if old is not None:
        readers |= {old.person_id: old.person}
    return [(person, letters.handover(person, new, old)) for person in readers.values()]


def _leaving(left: OfficeTerm, now: datetime) -> Due:
    acting = queries.chair_after(left)
    if acting is None or not acting.acting:
        return []
    own = {left.person_id: left.person, acting.person_id: acting.person}
    readers = {person.pk: person for person in queries.core_table(left.group, now)} | own
    return [(person, letters.leaving(person, left, acting, now)) for person in readers.values()]


def _stays(term: OfficeTerm, version: int, now: datetime) -> Due:
    if over(term.period, now):
        return []
    occasions = [queries.key(each, term.pk, version) for each in (Occasion.LEAVING, Occasion.ENDED)]
    return [(person, letters.stays(person, term)) for person in queries.told_of(term.group, occasions)]


def _cancelled(group: LeadershipGroup, arguments: Mapping[str, Any]) -> Due:
    told = queries.told_of(group, [queries.key(Occasion.APPOINTED, arguments["term"], 1)])
    begins = datetime.fromisoformat(arguments["begins"])
    return [(person, letters.cancelled(str(group), arguments["office"], begins)) for person in told]
