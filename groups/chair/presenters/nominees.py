"""Those who are nominated, as cards: who they are, by how many, and whether they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.parts import Badge, BadgeKind, Link
from gpleadership.lib.words import listed
from groups.chair.enums import AppointmentStatus, NominationState
from groups.chair.models import Appointment
from groups.chair.policies import nominations_open
from groups.chair.presenters.viewer import Viewer
from groups.chair.presenters.words import address, by_people
from groups.chair.queries import Nominee

S, N = AppointmentStatus, NominationState
ORDER: Final = (N.ACCEPTED, N.PROPOSED, N.DECLINED, N.WITHDRAWN)
KINDS: Final[dict[NominationState, BadgeKind]] = {N.ACCEPTED: "good", N.PROPOSED: "due"}
TEXTS: Final = {N.ACCEPTED: "Stands", N.PROPOSED: "No answer yet", N.DECLINED: "Declined", N.WITHDRAWN: "Withdrawn"}
UNDELIVERED: Final = (
    "The letter could not be delivered. Withdraw this nomination, and nominate them again with the right address."
)


@dataclass(frozen=True, slots=True)
class Card:
    """A nominee on the page of an appointment."""

    pk: int
    name: str
    who: str
    badge: Badge
    statement: str = ""
    notes: tuple[str, ...] = ()
    trouble: str = ""
    links: tuple[Link, ...] = ()


def cards(appointment: Appointment, nominees: Iterable[Nominee], viewer: Viewer, now: datetime) -> list[Card]:
    """Those who stand first. Who does not stand, or has not answered, is shown to those who may nominate."""
    inside = viewer.nominates or viewer.manages
    shown = [each for each in nominees if each.state == N.ACCEPTED or inside]
    shown.sort(key=lambda each: ORDER.index(each.state))
    is_open = nominations_open(appointment, now)
    return [_card(appointment, each, viewer, is_open=is_open) for each in shown]


def _card(appointment: Appointment, each: Nominee, viewer: Viewer, *, is_open: bool) -> Card:
    nomination = each.nomination
    stands, late = each.state == N.ACCEPTED, each.state == N.PROPOSED and not is_open
    return Card(
        nomination.pk,
        nomination.shown_name,
        " ".join(part for part in (_about(nomination.about), _by(each, viewer)) if part),
        Badge("Did not answer") if late else Badge(TEXTS[each.state], KINDS.get(each.state, "")),
        nomination.statement if stands else "",
        tuple(_notes(each, viewer)),
        UNDELIVERED if nomination.undelivered and each.state == N.PROPOSED and viewer.manages else "",
        tuple(_links(appointment, each, viewer)),
    )


def _about(about: str) -> str:
    return about if not about or about.endswith((".", "!", "?")) else f"{about}."


def _by(each: Nominee, viewer: Viewer) -> str:
    if not each.by_ids:
        return ""
    names = f": {listed(each.by_names)}" if viewer.manages else ""
    return f"{by_people(len(each.by_ids))}{names}."


def _notes(each: Nominee, viewer: Viewer) -> Iterable[str]:
    nomination = each.nomination
    if viewer.person in each.by_ids and not viewer.manages:
        yield "You are one of them." if len(each.by_ids) > 1 else "That was you."
    if viewer.manages and nomination.reason and each.state in {N.DECLINED, N.WITHDRAWN}:
        yield f"Why: {nomination.reason}"


def _links(appointment: Appointment, each: Nominee, viewer: Viewer) -> Iterable[Link]:
    nomination, of = each.nomination, f"of {each.nomination.shown_name}"
    here = {"nomination": nomination.pk}
    if nomination.person_id == viewer.person:
        yield Link("Your own nomination", reverse("nominations:nomination", args=[nomination.pk]))
    if each.state not in {N.PROPOSED, N.ACCEPTED}:
        return
    if appointment.status == S.NOMINATING and viewer.person in each.by_ids:
        yield Link("Take back your nomination", address(appointment, "take_back", **here), of)
    if viewer.manages and appointment.status in {S.NOMINATING, S.AGAIN, S.NOBODY}:
        yield Link("Withdraw the nomination", address(appointment, "withdraw_nomination", **here), of)
