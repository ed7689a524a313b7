"""A table of electors: as many filled core seats of each constituency as a test needs."""

from dataclasses import dataclass

from gpleadership.lib.scopes import system_scope
from groups.models import LeadershipGroup, Person, Seat, SeatTerm
from tests.cast import Cast, person, term


@dataclass
class Table:
    """A group with its electors, each with the seat they vote for."""

    group: LeadershipGroup
    secretariat: Person
    electors: list[tuple[Person, Seat]]

    @property
    def people(self) -> list[Person]:
        """The electors without their seats."""
        return [who for who, _ in self.electors]


def table(cast: Cast, **seats: int) -> Table:
    """Eastmere with so many filled core seats of each constituency, and no other core seat filled."""
    group = cast.eastmere
    with system_scope("the tests' electors"):
        SeatTerm.objects.filter(group=group, seat__seat_class="core").delete()
        electors = []
        for constituency, count in seats.items():
            for number in range(1, count + 1):
                who = person(f"{constituency}{number}", f"Dr {constituency.title()} Elector {number}")
                title = f"{constituency.upper()} seat {number}"
                seat = Seat.objects.create(group=group, title=title, constituency=constituency, position=50 + number)
                SeatTerm.objects.create(group=group, seat=seat, person=who, period=term(100, 800))
                electors.append((who, seat))
    return Table(group, cast["secretariat"], electors)
