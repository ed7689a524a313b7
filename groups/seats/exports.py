"""The table as rows for CSV and XLSX: the same seats, in the same order, as at the same day as the page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from django.http import HttpResponse

from gpleadership.lib.dates import last_day, london_day
from groups.seats.enums import Constituency, SeatClass
from groups.seats.models import OfficeTerm
from groups.seats.presenters.members import seat_labels
from groups.seats.queries.members import Members, Sat, TermRow
from groups.seats.rules.history import empty_for
from groups.seats.rules.spans import beginning

HEADER: Final = (
    "Constituency",
    "Seat",
    "Class",
    "Organisation",
    "ODS code",
    "Votes",
    "Needed for quorum",
    "State",
    "Holder",
    "Job",
    "Office",
    "Since",
    "Until",
    "Empty since",
    "Deputy",
    "Deputy acts",
    "Deputy until",
)
Row = tuple[object, ...]
Answer = Callable[[str, Sequence[str], Iterable[Row]], HttpResponse]


def rows(members: Members) -> Iterator[Row]:
    """A line for each seat, then one for each officer who has none."""
    for sat, label in zip(members.seats, seat_labels(members.seats), strict=True):
        yield _row(sat, label, members)
    seated = {sat.holder.person_id for sat in members.seats if sat.holder}
    for office in members.offices:
        if office.person_id not in seated:
            yield _officer(office)


def _row(sat: Sat, label: str, members: Members) -> Row:
    seat = sat.seat
    empty_since = None if sat.holder else empty_for(seat.left, seat.created_at, members.at)[0]
    return (
        Constituency(seat.constituency).label,
        label,
        SeatClass(seat.seat_class).label,
        seat.organisation,
        seat.ods_code,
        _yes(seat.votes),
        _yes(seat.needed_for_quorum),
        "Filled" if sat.holder else "Empty",
        *_holder(sat.holder, members),
        empty_since,
        *_deputy(sat.deputy),
    )


def _holder(term: TermRow | None, members: Members) -> Row:
    if term is None:
        return ("", "", "", None, None)
    offices = ", ".join(each.title for each in members.offices if each.person_id == term.person_id)
    return (term.person, term.job_title, offices, london_day(beginning(term.period)), last_day(term.period))


def _deputy(term: TermRow | None) -> Row:
    return (term.person, _yes(term.acting), last_day(term.period)) if term else ("", "", None)


def _officer(term: OfficeTerm) -> Row:
    office = term.title
    since, last = london_day(term.period.lower), last_day(term.period)
    return (
        "",
        "",
        "Office only",
        "",
        "",
        "No",
        "No",
        "Filled",
        str(term.person),
        "",
        office,
        since,
        last,
        None,
        "",
        "",
        None,
    )


def _yes(value: bool) -> str:
    return "Yes" if value else "No"
