"""The chair-to-be's three answers. Each can be given again until the group is ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.founding.enums import Step
from groups.founding.models import FoundingDraft
from groups.founding.policies import check_draft
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.reference.models import Organisation
from groups.seats.actions import add_seat, edit_seat, withdraw_seat
from groups.seats.enums import SeatClass
from groups.seats.models import Seat
from groups.tenancy.models import LeadershipGroup

MEANWHILE = "Somebody else answered this while you did. Nothing was overwritten: look at their answer, then save again."


@dataclass(frozen=True, slots=True)
class ChosenSeat:
    """A line of the second page: a seat that is there (`seat_id`) or one to add; not `kept`, it goes or never comes."""

    title: str
    constituency: str
    seat_class: str
    kept: bool = True
    seat_id: int | None = None
    organisation_id: int | None = None
    needed_for_quorum: bool = False


def draft_of(group: LeadershipGroup) -> FoundingDraft:
    """The group's answers so far; a fresh sheet if there are none yet (not saved)."""
    return group.founding_drafts.first() or FoundingDraft(group=group)


@whole()
def set_basis(
    group: LeadershipGroup, *, version: int, basis: str, contact: str, quorum: int, by: Person
) -> LeadershipGroup:
    """What the group says it is, how partners reach it, how many make a quorum. Raises `EditedMeanwhile`."""
    group = _held(group)
    if group.version != version:
        raise EditedMeanwhile(MEANWHILE)
    before = {"basis": group.basis, "quorum": group.quorum}
    group.basis, group.contact, group.quorum = basis, contact, quorum
    group.version += 1
    group.save(update_fields=["basis", "contact", "quorum", "version"])
    after = {"basis": basis, "quorum": quorum}
    record(group.pk, "basis stated", by=by, subject=group, before=before, after=after, personal={"contact": contact})
    _done(group, Step.BASIS)
    return group


@whole()
def choose_seats(group: LeadershipGroup, *, chosen: Sequence[ChosenSeat], by: Person) -> list[Seat]:
    """Who is at the table: add, rename, reclass and withdraw seats until they are as chosen. Raises `Refused`."""
    group = _held(group)
    if not any(line.kept and line.seat_class == SeatClass.CORE for line in chosen):
        raise Refused("Tick at least one core seat: without one nobody can decide anything.")
    there = {seat.pk: seat for seat in group.seats.filter(withdrawn_at=None)}
    ids = [line.organisation_id for line in chosen if line.organisation_id and not line.seat_id]
    organisations = Organisation.objects.in_bulk(ids)
    for line in chosen:
        if line.seat_id in there:
            _change(there[line.seat_id], line, by=by)
        elif line.kept and line.seat_id is None:
            _add(group, line, organisations.get(line.organisation_id or 0), by=by)
    _done(group, Step.SEATS)
    return list(group.seats.filter(withdrawn_at=None))


@whole()
def seat_people(
    group: LeadershipGroup,
    *,
    version: int,
    sitters: Mapping[int, Mapping[str, str]],
    own_seat: int | None,
    last_day: date,
    by: Person,
) -> FoundingDraft:
    """Keep who is to be invited to which seat; nobody is written to yet. Raises `EditedMeanwhile`."""
    group = _held(group)
    draft = draft_of(group)
    if draft.version != version:
        raise EditedMeanwhile(MEANWHILE)
    draft.sitters = {str(seat): dict(sitter) for seat, sitter in sitters.items()}
    draft.own_seat, draft.last_day = own_seat, last_day
    _save(draft, Step.PEOPLE)
    record(group.pk, "sitters noted", by=by, subject=group, after={"seats": sorted(sitters)})
    return draft


def _held(group: LeadershipGroup) -> LeadershipGroup:
    held = LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    check_draft(held)
    return held


def _done(group: LeadershipGroup, step: Step) -> None:
    _save(draft_of(group), step)


def _save(draft: FoundingDraft, step: Step) -> None:
    draft.done = [each.value for each in Step if each in (step, *draft.done)]
    draft.version += 1
    draft.save()


def _change(seat: Seat, line: ChosenSeat, *, by: Person) -> None:
    if not line.kept:
        withdraw_seat(seat, by=by)
    elif (seat.title, seat.seat_class) != (line.title, line.seat_class):
        core = line.seat_class == SeatClass.CORE
        edit_seat(
            seat,
            version=seat.version,
            title=line.title,
            constituency=seat.constituency,
            seat_class=line.seat_class,
            votes=core,
            needed_for_quorum=core and seat.needed_for_quorum,
            by=by,
        )


def _add(group: LeadershipGroup, line: ChosenSeat, organisation: Organisation | None, *, by: Person) -> None:
    core = line.seat_class == SeatClass.CORE
    add_seat(
        group,
        title=line.title,
        constituency=line.constituency,
        seat_class=line.seat_class,
        organisation=organisation,
        needed_for_quorum=core and line.needed_for_quorum,
        by=by,
    )
