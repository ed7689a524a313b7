"""The trend of somebody's trust: a line for each pulse, a column for each pool, from what is published and no more.

A cell says what its own pulse published of it. Nothing is worked out across pulses, pools or people.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gpleadership.lib.dates import MONTHS, long_date
from gpleadership.lib.parts import Badge, Link
from gpleadership.lib.words import listed
from groups.ballots.rules.disclosure import Published, Shown
from groups.pulse.models import Pulse, PulseSubject
from groups.pulse.presenters.words import lost_roles, result_link
from groups.pulse.queries import Round
from groups.pulse.subjects import Speaker

HEADER: Final = ("Name", "Role then", "Pulse", "Half-year", "Closed", "Floor %", "Constituency", "Trust", "Floor met")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a pool answered in a pulse. `width`: the share for SVG; none where no count is shown."""

    pool: str
    count: str
    met: bool
    width: str

    @property
    def floor(self) -> str:
        """Whether the floor is met, in words."""
        return "Floor met" if self.met else "Not met"


@dataclass(frozen=True, slots=True)
class Line:
    """One pulse. `cells` go with the columns: nothing where there was no such pool."""

    when: str
    link: Link
    floor: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One person over the pulses that asked about them, in the order of the page."""

    name: str
    anchor: str
    role: str
    note: str
    badge: Badge | None
    pools: tuple[str, ...]
    lines: tuple[Line, ...]


def cells(published: Published, position: int) -> tuple[Cell, ...]:
    """What a pulse published of somebody."""
    names = {pool.key: pool.name for pool in published.pools}
    return tuple(Cell(names[each.pool], each.count, each.met, _width(each)) for each in published.of(position))


def _width(shown: Shown) -> str:
    return f"{shown.approvals / shown.cast:.4%}" if shown.approvals is not None and shown.cast else ""


def trends(
    shown: Sequence[Round], counted: Sequence[Round], asked: Sequence[Speaker], *, everybody: bool
) -> list[Trend]:
    """The trend of each of `people` over the counted pulses of this page; `counted`: all, the newest first."""
    now = {each.person.pk: each for each in asked}
    whose = people(counted, asked, everybody=everybody)
    found = (_trend(person, shown, counted, now.get(person)) for person in whose)
    return [each for each in found if each is not None]


def people(counted: Sequence[Round], asked: Sequence[Speaker], *, everybody: bool) -> list[int]:
    """Those who speak for the group now, then those whom the last count was about; or everybody."""
    asked_of = [subject for each in (counted if everybody else counted[:1]) for subject in each.subjects]
    return list(dict.fromkeys([each.person.pk for each in asked] + [each.person_id for each in asked_of]))


def _trend(person: int, shown: Sequence[Round], counted: Sequence[Round], now: Speaker | None) -> Trend | None:
    was = next((subject for each in counted if (subject := each.about(person))), None)
    rows = [(each, subject) for each in shown if (subject := each.about(person))]
    if not rows and (was or now is None):
        return None
    said = [cells(each.published, subject.position) for each, subject in rows]
    newest_first = sorted(range(len(rows)), key=lambda at: -rows[at][0].ballot.number)
    pools = tuple(dict.fromkeys(cell.pool for at in newest_first for cell in said[at]))
    name = now.person.full_name if now else was.person.full_name if was else ""
    return Trend(
        name=name,
        anchor=f"person-{person}",
        role=now.words if now else was.was if was else "",
        note=_note(was, now),
        badge=_badge(said[newest_first[0]]) if rows and rows[newest_first[0]][0] is counted[0] else None,
        pools=pools,
        lines=tuple(_line(each.pulse, found, pools, name) for (each, _), found in zip(rows, said, strict=True)),
    )


def _note(was: PulseSubject | None, now: Speaker | None) -> str:
    """What is no longer as it was when they were last asked about."""
    if was is None:
        return "No pulse has asked about them yet."
    return lost_roles(was, now)


def _badge(said: Iterable[Cell]) -> Badge:
    missed = [cell.pool for cell in said if not cell.met]
    return Badge(f"Not met: {listed(missed)}", "late") if missed else Badge("Floor met everywhere", "good")


def _line(pulse: Pulse, found: Iterable[Cell], pools: Iterable[str], name: str) -> Line:
    by_pool = {cell.pool: cell for cell in found}
    return Line(
        when=long_date(pulse.ballot.closes_at),
        link=result_link(pulse.ballot, f"about {name}"),
        floor=f"{pulse.ballot.floor}%",
        cells=tuple(by_pool.get(pool) for pool in pools),
    )


def values(shown: Iterable[Round], people: Iterable[int]) -> Iterator[tuple[object, ...]]:
    """The same as rows of a file: one for each person, pulse and pool."""
    wanted = set(people)
    for each in shown:
        for subject in each.subjects:
            if subject.person_id in wanted:
                for cell in cells(each.published, subject.position):
                    yield _row(each.pulse, subject, cell)


def _row(pulse: Pulse, subject: PulseSubject, cell: Cell) -> tuple[object, ...]:
    ballot = pulse.ballot
    return (
        subject.person.full_name,
        subject.was,
        ballot.reference,
        half_year_words(pulse),
        ballot.closes_at.date(),
        ballot.floor,
        cell.pool,
        cell.count,
        "yes" if cell.met else "no",
    )


def half_year_words(pulse: Pulse) -> str:
    """January to June 2026."""
    first = pulse.half_year
    return f"{MONTHS[first.month - 1]} to {MONTHS[first.month + 4]} {first.year}"
