"""Words for the pages of founding. No query."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.urls import reverse
from django.utils.html import format_html

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.parts import Column, Duty, Fact, Option, Tone
from gpleadership.lib.words import listed, plural
from groups.founding.enums import ChangeState, Step
from groups.founding.forms.seats import Line
from groups.founding.models import FoundingDraft, ProposedChange
from groups.reference.presenters.words import link
from groups.seats.enums import Constituency, SeatClass
from groups.seats.models import Seat
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup

HINTS: Final = {
    Step.BASIS: "Its basis, how partners reach it, its quorum",
    Step.SEATS: "Proposed from the GP organisations of your place",
    Step.PEOPLE: "Names and addresses; nobody is written to until the end",
}
WANTED: Final = {
    Constituency.PCN: "a PCN",
    Constituency.LMC: "the LMC",
    Constituency.FEDERATION: "a federation",
}
STATE_TONES: Final[dict[str, Tone]] = {
    ChangeState.WAITING: "due",
    ChangeState.ACCEPTED: "good",
    ChangeState.DECLINED: "late",
}


def tasks(group: LeadershipGroup, draft: FoundingDraft) -> list[dict[str, Any]]:
    """The three pages and the last look, as a task list."""
    found = []
    for step in Step:
        item: dict[str, Any] = {"title": {"text": step.label}, "hint": {"text": HINTS[step]}}
        item["href"] = reverse(f"founding:{step.value}", args=[group.slug])
        item["status"] = {"text": "Done" if step.value in draft.done else "Not started"}
        found.append(item)
    last: dict[str, Any] = {"title": {"text": "Check your answers and send the invitations"}}
    if len(draft.done) == len(Step):
        last |= {"href": reverse("founding:check", args=[group.slug]), "status": {"text": "Ready to send"}}
    else:
        last["status"] = {"text": "After the three above", "classes": "nhsuk-task-list__status--cannot-start-yet"}
    return [*found, last]


def lede(draft: FoundingDraft) -> str:
    """How far it is."""
    left = len(Step) - len(draft.done)
    if not left:
        return "All three questions are answered. Look at your answers once more, then send the invitations."
    asked = "Three questions" if left == len(Step) else plural(left, "question")
    return f"{asked} {'is' if left == 1 else 'are'} left. What you answer is kept: you can stop and come back."


def next_step(draft: FoundingDraft) -> str:
    """The page that comes next."""
    return next((step.value for step in Step if step.value not in draft.done), "check")


# ---- Groups, for platform staff ----

GROUP_COLUMNS: Final = (
    Column("Group", "name"),
    Column("Place", "place"),
    Column("State", "status"),
    Column("Started", "started"),
)
STATE_OPTIONS: Final = tuple(Option(state.value, state.label) for state in GroupStatus)
STATE_BADGES: Final = {GroupStatus.READY: "due", GroupStatus.ACTIVE: "good"}


def group_cells(group: LeadershipGroup) -> list[object]:
    """A group as a row of the list."""
    kind = STATE_BADGES.get(GroupStatus(group.status), "")
    name, place, state, started = group_values(group)
    badge = format_html('<span class="gpl-badge gpl-badge--{}">{}</span>', kind, state)
    return [link(name, "founding_platform:group", group.slug), place, badge, long_date(started)]


def group_values(group: LeadershipGroup) -> tuple[str, str, str, date]:
    """A group as a row of a file."""
    return group.name, group.place.name, group.get_status_display(), london_day(group.created_at)


# ---- Who is at the table ----


class Bench(NamedTuple):
    """The lines of one constituency: its name, what is proposed in words, the lines."""

    name: str
    words: str
    lines: list[Line]


def benches(lines: Iterable[Line]) -> list[Bench]:
    """The lines by constituency, in the order in which pages show them."""
    found = list(lines)
    return [
        Bench(kind.label, _proposed(own), own)
        for kind in Constituency
        if (own := [line for line in found if line.constituency == kind])
    ]


def _proposed(lines: Sequence[Line]) -> str:
    there, new = (
        sum(line.seat_id is not None for line in lines),
        sum(line.ticked and not line.seat_id for line in lines),
    )
    return ", ".join([*([plural(there, "seat")] if there else []), *([f"{new} proposed"] if new else [])]) or "offered"


# ---- Check your answers ----


class Row(NamedTuple):
    """A seat on the last page: what it is, who is invited."""

    title: str
    what: str
    who: str
    empty: bool


def basis_facts(group: LeadershipGroup) -> list[Fact]:
    """The first page's answers."""
    return [
        Fact("The group is", group.get_basis_display()),
        Fact("Partners reach it", group.contact),
        Fact("Quorum", plural(group.quorum, "member")),
    ]


def rows(seats: Iterable[Seat], draft: FoundingDraft) -> list[Row]:
    """Every seat with who is to sit in it."""
    return [_row(seat, draft.sitters.get(str(seat.pk)), own=draft.own_seat == seat.pk) for seat in seats]


def _row(seat: Seat, sitter: Mapping[str, str] | None, *, own: bool) -> Row:
    kind = Constituency(seat.constituency).label
    what = kind if seat.seat_class == SeatClass.CORE else f"{kind}, {SeatClass(seat.seat_class).label.lower()}"
    if own:
        return Row(seat.title, what, "You", empty=False)
    held: str = getattr(seat, "holder", None) or getattr(seat, "asked", None) or ""
    if sitter:
        return Row(seat.title, what, f"{sitter['name']}, {sitter['email']}", empty=False)
    return Row(seat.title, what, held or "Empty for now", empty=not held)


def gaps(seats: Sequence[Seat], rows: Sequence[Row]) -> str:
    """What the table lacks, so that a gap is chosen and not overlooked."""
    there = {seat.constituency for seat in seats if seat.seat_class == SeatClass.CORE}
    lacking = [name for kind, name in WANTED.items() if kind not in there]
    said = [f"There is no core seat for {listed(lacking, 'or')}. Is that meant?"] if lacking else []
    needed = [row.title for seat, row in zip(seats, rows, strict=True) if seat.needed_for_quorum and row.empty]
    if needed:
        said.append(f"Nobody is named for {listed(needed)}, which a quorum needs.")
    return " ".join(said)


# ---- Proposed changes ----


def change_duties(changes: Iterable[ProposedChange]) -> list[Duty]:
    """A group's proposals, with their state and the answer."""
    return [
        Duty(
            what=f"{change.subject}: {change.words}",
            why=_answer(change),
            clock=ChangeState(change.state).label,
            tone=STATE_TONES[change.state],
            when=f"proposed {long_date(change.proposed_at)} by {change.proposed_by}",
        )
        for change in changes
    ]


def _answer(change: ProposedChange) -> str:
    if change.decided_at is None:
        return ""
    return f"{change.decided_by}, {long_date(change.decided_at)}: {change.reason}"


def changes_to_decide(changes: Iterable[ProposedChange]) -> list[Duty]:
    """All groups' proposals, for platform staff."""
    return [
        Duty(
            what=f"{change.subject}, proposed by {change.group}",
            href=reverse("founding_platform:change", args=[change.pk]),
            why=change.words,
            clock=ChangeState(change.state).label,
            tone=STATE_TONES[change.state],
            when=long_date(change.proposed_at),
        )
        for change in changes
    ]
