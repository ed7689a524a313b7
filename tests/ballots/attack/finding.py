"""Every order of voters that the dump shows anywhere, and every order of the ballots."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.ballots.attack.dump import Dump, Row
from tests.ballots.attack.reading import Elector, Known, comparable, flat, meant

Flat = dict[str, list[Any]]


@dataclass(frozen=True)
class Scene:
    """What is attacked: the dump, and which of its tables are the roll and the box of one ballot."""

    dump: Dump
    roll: str
    box: str
    known_order: tuple[int, ...]  # people, in the order in which they cast

    @property
    def ballots(self) -> list[Row]:
        """The rows of the box in physical order."""
        return self.dump.tables[self.box]

    def voters(self) -> list[Elector]:
        """Who has voted, as the roll says it, in its physical order."""
        emails = {row["id"]: row["email"].lower() for row in self.dump.tables["groups_person"]}
        return [
            Elector(row["seat_id"], row["person_id"], row["pool"], emails[row["person_id"]])
            for row in self.dump.tables[self.roll]
            if row["voted"]
        ]


@dataclass(frozen=True)
class Order:
    """Something in an order, and where that was found."""

    name: str
    items: tuple[int, ...]


def traces(scene: Scene) -> dict[str, list[tuple[Elector, Flat]]]:
    """The rows of every table but the box that are about one voter, in physical order."""
    known = Known.of(scene.voters())
    found = {}
    for table, rows in scene.dump.tables.items():
        flattened = (flat(table, row) for row in rows) if table != scene.box else ()
        about = [(who, row) for row in flattened if (who := meant(row, known))]
        if len({who for who, _ in about}) > 1:
            found[table] = about
    return found


def orders_of_voters(scene: Scene, about: dict[str, list[tuple[Elector, Flat]]]) -> list[Order]:
    """By every column of every table that knows voters, by first and by last mention; and as they cast."""
    by_person = {each.person: each.seat for each in scene.voters()}
    found = [Order("known", tuple(by_person[each] for each in scene.known_order if each in by_person))]
    for table, rows in about.items():
        found += _by_every_column(table, rows)
    return _each_once(found)


def _by_every_column(table: str, rows: Sequence[tuple[Elector, Flat]]) -> Iterator[Order]:
    yield from _first_and_last(f"{table} as it lies", [(who.seat, number) for number, (who, _) in enumerate(rows)])
    for column in sorted({name for _, row in rows for name in row}):
        values = [(who.seat, comparable(row[column][0])) for who, row in rows if row.get(column)]
        for kind in (float, str):
            yield from _first_and_last(
                f"{table} by {column}", [(seat, value) for seat, value in values if isinstance(value, kind)]
            )


def _first_and_last(name: str, values: Sequence[tuple[int, Any]]) -> Iterator[Order]:
    for pick, word in ((min, "first"), (max, "last")):
        best: dict[int, Any] = {}
        for seat, value in values:
            best[seat] = pick(best[seat], value) if seat in best else value
        if len(best) > 1:
            yield Order(f"{name}, {word}", tuple(sorted(best, key=best.__getitem__)))


def orders_of_ballots(scene: Scene) -> list[Order]:
    """As they lie in the file, and by every column, hidden ones too."""
    ballots = scene.ballots
    found = [Order("as it lies", tuple(range(len(ballots))))]
    for column in ballots[0] if ballots else ():
        key: Callable[[int], Any] = lambda at, column=column: ballots[at][column]  # noqa: E731
        found.append(Order(f"by {column}", tuple(sorted(range(len(ballots)), key=key))))
    return _each_once(found)


def _each_once(orders: Sequence[Order]) -> list[Order]:
    return list({each.items: each for each in reversed(orders)}.values())[::-1]
