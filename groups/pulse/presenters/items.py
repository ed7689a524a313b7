"""What is talked about where trust was below the floor, and what was agreed: no more than is published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Duty, Link
from gpleadership.lib.words import listed, small
from groups.pulse.models import ConfidenceItem
from groups.pulse.policies import may_record
from groups.pulse.queries import Round
from groups.pulse.rules import missed_in
from groups.tenancy.capabilities import Capability
from groups.tenancy.standing import Standing

WHO_READS: Final = (
    "Those who read the group’s papers read this: its members, deputies, officers and people in attendance. "
    "Practices and the public do not"
)


@dataclass(frozen=True, slots=True)
class Past:
    """An item that was closed."""

    when: str
    what: str
    agreed: str


def title(item: ConfidenceItem) -> str:
    """Confidence in Ruth Calder, chair."""
    return f"Confidence in {item.person}, {small(item.was)}"


def not_the_chair(item: ConfidenceItem) -> str:
    """Who takes an item about the chair; nothing to say of another."""
    if not item.about_chair:
        return ""
    return (
        f"{item.person} does not take this item as chair: the deputy chair leads it, "
        "and the secretariat or the deputy chair records what was agreed."
    )


def why(item: ConfidenceItem, rounds: Iterable[Round]) -> str:
    """Where the floor was not met, as the pulse published it."""
    found = next((each for each in rounds if each.pulse.pk == item.pulse_id), None)
    subject = found.about(item.person_id) if found else None
    if found is None or subject is None:
        return ""
    where = listed(missed_in(found.published, subject.position))
    closed = long_date(found.ballot.closes_at)
    return f"In the pulse of {closed} the floor of {found.ballot.floor}% was not met {where}."


def to_talk_about(
    items: Iterable[ConfidenceItem], rounds: Sequence[Round], standing: Standing, person_id: int, slug: str
) -> list[Duty]:
    """The open items, with the way to note what was agreed for whoever may."""
    return [_duty(each, rounds, may_record(each, standing, person_id), slug) for each in items if each.is_open]


def _duty(item: ConfidenceItem, rounds: Sequence[Round], may: bool, slug: str) -> Duty:
    says = f"{why(item, rounds)} {not_the_chair(item)}".strip()
    address = reverse("pulse:confidence", args=[slug, item.pk])
    hidden = f"about {item.person} after the pulse of {long_date(item.pulse.ballot.closes_at)}"
    link = Link("Record what was agreed", address, hidden) if may else None
    return Duty(
        what=title(item), why=says, clock="Open", tone="due", when=f"since {long_date(item.raised_at)}", link=link
    )


def past(items: Iterable[ConfidenceItem], standing: Standing) -> list[Past]:
    """The closed items; what was agreed is read by those who read papers."""
    reads = standing.can(Capability.READ_PAPERS)
    return [_past(each, reads=reads) for each in items if each.closed_at]


def _past(item: ConfidenceItem, *, reads: bool) -> Past:
    raised, closed = long_date(item.raised_at), long_date(item.closed_at or item.raised_at)
    when = f"Raised on {raised}, closed on {closed}"
    return Past(when, title(item), (item.agreed or "What was agreed has been erased.") if reads else "")


def closed(item: ConfidenceItem) -> str:
    """What to say to whoever has just closed an item."""
    return (
        f"What was agreed about {item.person} is recorded, and the item is closed. Nobody is told by email: "
        "it stands on this page for those who read the group’s papers. It cannot be changed."
    )
