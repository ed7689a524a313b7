"""The table: organisations, seats, the quorum, who attends."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet

from gpleadership.lib.words import capital, in_words, listed, plural
from groups.home.asking import Asking, Facts
from groups.seats.enums import Constituency, Part, SeatClass
from groups.seats.models import Seat, SeatTerm
from groups.seats.rules.offices import CHAIRS_SEAT
from groups.seats.rules.quorum import THE, Counted, quorum
from groups.tenancy.models import LeadershipGroup
from groups.terms.facts import Fact, plainly, register_facts

MEMBERS: Final = "seats:members"
FOR: Final = {
    Constituency.PCN: "for primary care networks",
    Constituency.LMC: "for the local medical committee",
    Constituency.FEDERATION: "for the federation",
    Constituency.CCG: "for the clinical commissioning group",
    Constituency.OTHER: "for other leaders",
    Constituency.PARTNER: "for partners",
}


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """Every seat with its organisation, and whether somebody sits in it."""
    held = SeatTerm.objects.filter(
        group=OuterRef("group"), seat=OuterRef("pk"), part=Part.HOLDER, period__contains=asking.now
    )
    seats = Seat.objects.filter(group=asking.any_group, withdrawn_at=None).order_by("position", "pk")
    return seats.values(
        "title",
        "constituency",
        "seat_class",
        "needed_for_quorum",
        "organisation_id",
        belongs_to=F("organisation__name"),
        held=Exists(held),
    )


def says(group: LeadershipGroup, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """Four facts of one question."""
    core = [row for row in rows if row["seat_class"] == SeatClass.CORE and (row["held"] or not _is_chairs(row))]
    yield _organisations(core)
    yield _seats(core)
    yield _quorum(group, core)
    yield _attendance([row for row in rows if row["seat_class"] == SeatClass.IN_ATTENDANCE])


def _is_chairs(row: Facts) -> bool:
    """The seat that is kept for a chair from outside counts only while somebody sits in it."""
    return bool(
        row["title"] == CHAIRS_SEAT["title"]
        and row["constituency"] == CHAIRS_SEAT["constituency"]
        and row["organisation_id"] is None
    )


def _organisations(core: Sequence[Facts]) -> Fact:
    names = list(dict.fromkeys(plainly(row["belongs_to"]) for row in core if row["organisation_id"]))
    if not names:
        return Fact("organisations", "Organisations", "No organisation has a seat yet.", missing=True, route=MEMBERS)
    said = f"Its organisations are {listed(names)}." if len(names) > 1 else f"Its only organisation is {names[0]}."
    return Fact("organisations", "Organisations", said, short=str(len(names)), route=MEMBERS)


def _seats(core: Sequence[Facts]) -> Fact:
    if not core:
        return Fact("seats", "Seats", "There are no core seats yet.", missing=True, short="None yet", route=MEMBERS)
    counts = Counter(row["constituency"] for row in core)
    parts = [f"{counts[kind]} {FOR[kind]}" for kind in Constituency if counts[kind]]
    filled = sum(1 for row in core if row["held"])
    said = f"{capital(plural(len(core), 'core seat'))}: {listed(parts)}."
    if filled < len(core):
        said += f" {_filled(filled)} of them {'is' if filled == 1 else 'are'} filled."
    short = f"{len(core)}, all filled" if filled == len(core) else f"{len(core)}, {filled} filled"
    return Fact("seats", "Seats", said, short=short, route=MEMBERS)


def _filled(count: int) -> str:
    return "None" if count == 0 else capital(in_words(count))


def _quorum(group: LeadershipGroup, core: Sequence[Facts]) -> Fact:
    found = quorum(group.quorum, [Counted(row["constituency"], row["needed_for_quorum"]) for row in core])
    if found.state == "unset":
        said = "The group has not said how many members it needs to decide."
        return Fact("quorum", "Quorum", said, missing=True, short="Not set", route="seats:details")
    said = f"A quorum is {found.rule}" if group.quorum else f"For a quorum {found.rule[:1].lower()}{found.rule[1:]}"
    return Fact("quorum", "Quorum", said, short="".join(_short(group.quorum, core)), route="seats:details")


def _short(number: int, core: Sequence[Facts]) -> Iterator[str]:
    kinds = dict.fromkeys(Constituency(row["constituency"]) for row in core if row["needed_for_quorum"])
    among = listed(THE[kind] for kind in kinds)
    yield str(number) if number else capital(among)
    yield f", with {among}" if number and among else ""


def _attendance(rows: Sequence[Facts]) -> Fact:
    titles = [plainly(row["title"]) for row in rows]
    if not titles:
        said = "No seat is in attendance."
        return Fact("in_attendance", "In attendance", said, missing=True, short="Nobody", route=MEMBERS)
    said = f"In attendance, without a vote: {listed(titles)}."
    return Fact("in_attendance", "In attendance", said, short=listed(row["title"] for row in rows), route=MEMBERS)


def register() -> None:
    """Name the question."""
    register_facts("table", ask, says)
