"""How a person stands, and stood, in groups and systems: seats, offices, readerships, staff, support, invitations."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from gpleadership.lib.dates import last_day, long_date, period
from gpleadership.lib.words import small
from groups.invitations.models import Invitation, StaffInvitation
from groups.mydata.holdings import Held, register_holding
from groups.mydata.queries import addresses_of
from groups.mydata.rows import of_key, together, values_of
from groups.people.models import Person
from groups.seats.enums import Part

WITH_GROUP = "with the group: a decision must say who sat there. Your name goes from it when you are erased"
GROUP = "everybody in the group"


def _days(row: Any) -> str:
    return period(row.period.lower, last_day(row.period))


def _seat(row: Any) -> str:
    job = f", {row.job_title}" if row.job_title else ""
    return f"{row.group}: {row.seat}, {small(Part(row.part).label)}{job}, {_days(row)}"


def _office(row: Any) -> str:
    return f"{row.group}: {row.title}, {_days(row)}"


def _letter(row: Any) -> str:
    return f"{row.group}: a letter about an office went to you on {long_date(row.sent_at)}"


def _reading(row: Any) -> str:
    return f"{row.group}: reading for {row.practice}, {_days(row)}"


def _staff(row: Any) -> str:
    return f"{row.system} ICB: {row.job_title or 'staff'}, {_days(row)}"


def _role(row: Any) -> str:
    return f"{row.system}: {row.title}, {_days(row)}"


def _declared(row: Any) -> str:
    return f"You declared a role in a system on {long_date(row.declared_at)}"


def _interest(row: Any) -> str:
    if row.withheld:
        return f"{row.group}: an interest that is withheld from publication, declared on {long_date(row.declared_at)}"
    return f"{row.group}: an interest, {row.what}, with {row.with_whom}, declared on {long_date(row.declared_at)}"


def _withheld(row: Any) -> str:
    return (
        f"{row.group}: what a withheld interest says: {row.what}, with {row.with_whom}. Withheld because: {row.reason}"
    )


def _declared_interest(row: Any) -> str:
    return f"{row.group}: you entered an interest on {long_date(row.declared_at)}"


def _review(row: Any) -> str:
    return f"{row.group}: you looked at your interests on {long_date(row.at)}"


def _reminder(row: Any) -> str:
    return f"{row.group}: we asked you to look at your interests on {long_date(row.sent_on)}"


def _support(row: Any) -> str:
    return f"{row.group}: {row.role}, {period(row.start, row.end)}"


def _invitations(person: Person) -> Iterator[Held]:
    """Invitations to one’s addresses, and those one accepted at an address that one has no more."""
    emails = addresses_of(person)
    kinds: tuple[tuple[Any, str], ...] = ((Invitation, "group"), (StaffInvitation, "system"))
    for model, to in kinds:
        found = model.objects.filter(Q(email__in=emails) | Q(accepted_by=person))
        for row in found.select_related(to).order_by("pk"):
            where = getattr(row, to)
            says = f"{where}: invited at {row.email} on {long_date(row.invited_at)}"
            yield Held(says, {"kind": model._meta.label} | values_of(row))


def register() -> None:
    """Name every part."""
    register_holding(
        "seats",
        of_key("groups.SeatTerm.person", _seat, related=("group", "seat")),
        title="Your seats",
        what="Each seat you hold or held, as holder or deputy, with your job, the days, and why it ended.",
        seen_by=f"{GROUP}; ICB staff of the system see who holds a seat now, and the job",
        kept=WITH_GROUP,
        covers=["groups.SeatTerm.person"],
    )
    register_holding(
        "offices",
        together(
            of_key("groups.OfficeTerm.person", _office, related=("group",)),
            of_key("groups.OfficeLetter.person", _letter, related=("group",)),
        ),
        title="Your offices",
        what="Each term as chair, deputy chair or secretariat, why it ended, and which letters about it went to you.",
        seen_by=f"{GROUP}; who got a letter, nobody",
        kept=WITH_GROUP,
        covers=["groups.OfficeTerm.person", "groups.OfficeLetter.person"],
    )
    register_holding(
        "readerships",
        of_key("groups.Readership.person", _reading, related=("group", "practice")),
        title="Your reading for practices",
        what="The practices you read for, from when until when, and why it ended.",
        seen_by="chair and secretariat, and whoever reads for the same practice",
        kept="the term and its end, with the group",
        covers=["groups.Readership.person"],
    )
    register_holding(
        "icb staff",
        of_key("groups.SystemStaffTerm.person", _staff, related=("system",)),
        title="Your work for an ICB",
        what="Terms on an ICB’s staff, with your job.",
        seen_by="the ICB’s staff list, platform staff, and the groups whose roster you viewed",
        kept="with the system; your job goes when you are erased",
        covers=["groups.SystemStaffTerm.person"],
    )
    register_holding(
        "system roles",
        together(
            of_key("groups.SystemRole.person", _role, related=("system",)),
            of_key("groups.SystemRole.declared_by", _declared),
        ),
        title="Your roles in a system",
        what="Roles such as pathway lead, which make your seat one in attendance while they last.",
        seen_by=f"{GROUP} whose place is in the system",
        kept="with the system; what the role was called goes when you are erased",
        covers=["groups.SystemRole.person", "groups.SystemRole.declared_by"],
    )
    register_holding(
        "interests",
        together(
            of_key("groups.Interest.person", _interest, related=("group",)),
            of_key("groups.InterestWithheld.person", _withheld, related=("group",)),
            of_key("groups.Interest.declared_by", _declared_interest, related=("group",)),
            of_key("groups.InterestReview.person", _review, related=("group",)),
            of_key("groups.InterestReminder.person", _reminder, related=("group",)),
        ),
        title="Your interests",
        what="What you declared, corrections and all, when you last looked, and when we reminded you.",
        seen_by=f"{GROUP}, and everybody once the register is published; a withheld one, you and the closed room",
        kept="with the group; what they say goes when you are erased",
        covers=[
            "groups.Interest.person",
            "groups.InterestWithheld.person",
            "groups.Interest.declared_by",
            "groups.InterestReview.person",
            "groups.InterestReminder.person",
        ],
    )
    register_holding(
        "support",
        of_key("groups.SupportRole.person", _support, related=("group",)),
        title="Your support roles",
        what="What you do for a group as its support, for how many hours a week, and who pays.",
        seen_by=f"{GROUP}; what it costs, chair and secretariat",
        kept="with the group, without your name when you are erased",
        covers=["groups.SupportRole.person"],
    )
    register_holding(
        "invitations",
        _invitations,
        title="Invitations to you",
        what="Invitations to your addresses: to what, when, and whether you accepted.",
        seen_by="chair and secretariat of the group; platform staff for an ICB’s staff",
        kept="until accepted, withdrawn or expired, then as history",
        covers=["groups.Invitation.accepted_by", "groups.StaffInvitation.accepted_by"],
        more=True,
    )
