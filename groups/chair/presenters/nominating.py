"""People to nominate, each with what stands in the way."""

from collections.abc import Iterable, Mapping

from gpleadership.lib.parts import Option
from groups.chair.enums import NominationState
from groups.chair.models import Appointment, Nomination
from groups.chair.presenters.words import address
from groups.people.models import Person
from groups.seats.queries.people import through


def choices(
    appointment: Appointment, people: Iterable[Person], there: Mapping[int, Nomination], reader: int
) -> list[Option]:
    """People of the group as links; the reader themselves have a link of their own."""
    return [_choice(appointment, each, there.get(each.pk)) for each in people if each.pk != reader]


def _choice(appointment: Appointment, person: Person, nomination: Nomination | None) -> Option:
    href = address(appointment, "nominate_person", person=person.pk)
    note = ", ".join(part for part in (through(person), _already(nomination)) if part)
    return Option(str(person.pk), str(person), note, href)


def _already(nomination: Nomination | None) -> str:
    if nomination is None:
        return ""
    if nomination.by_themselves:
        return "does not want to stand"
    if nomination.state == NominationState.WITHDRAWN:
        return ""
    return "nominated already: you can add your nomination"
