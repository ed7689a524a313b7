"""Principles as a list shows them: the statement large, what it means in the room, who adopted it and who cites it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Badge, BadgeKind, Link, Option
from gpleadership.lib.words import capital, in_words, small
from groups.principles.enums import PENDING, State
from groups.principles.listing import FOR_MEMBERS, SHOWS, Listing, chosen_version
from groups.principles.models import PrincipleVersion
from groups.principles.queries import Entry
from groups.principles.uses import Use

UNUSED: Final = "No decision cites it yet."
KINDS: Final[dict[str, BadgeKind]] = {State.OUT: "due", State.DISCUSSED: "pine", State.ADOPTED: "good"}
ORDERS: Final = (
    Option("number", "Number"),
    Option("title", "Title"),
    Option("-adopted", "Adopted last"),
    Option("-cited", "Cited most"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One principle."""

    number: str
    title: Link
    statement: str
    meaning: str
    lines: tuple[str, ...]
    badges: tuple[Badge, ...] = ()
    cited: tuple[Link, ...] = ()


def lede(found: Listing) -> tuple[str, str]:
    """What the group stands by, in two parts: the answer, and what it rests on."""
    adopted = [each for each in found.every if each.adopted]
    if not adopted:
        return "The group has adopted no principle yet.", ""
    count = len(adopted)
    answer = f"We stand by {in_words(count)} principle{'' if count == 1 else 's'}."
    unused = sum(not each.uses for each in adopted)
    rest = "Each organisation signed off for itself."
    if unused == count:
        return answer, f"{rest} No decision cites {'it' if count == 1 else 'any of them'} yet."
    if unused:
        return answer, f"{rest} {capital(in_words(unused))} {'has' if unused == 1 else 'have'} never been cited."
    return answer, f"{rest} Decisions cite {'it' if count == 1 else 'every one'}."


def cards(shown: Iterable[Entry], show: str, slug: str, *, drafts: bool) -> list[Card]:
    """The principles of a list; `drafts`: for those who also read what is on its way."""
    return [_card(each, chosen_version(each, show), slug, drafts=drafts) for each in shown]


def _card(entry: Entry, version: PrincipleVersion, slug: str, *, drafts: bool) -> Card:
    number = entry.principle.number
    pending = entry.pending if drafts and entry.pending is not version else None
    is_new = version.state in PENDING and number is not None
    return Card(
        number=str(number) if number and version.state not in PENDING else "",
        title=Link(version.title, address(version, slug), f"version {version.number}" if is_new else ""),
        statement=version.statement,
        meaning=version.meaning,
        lines=tuple(_lines(version, entry.uses)),
        badges=tuple(
            each
            for each in (
                None if version.state == State.ADOPTED else state_badge(version),
                Badge(f"New version of principle {number}") if is_new else None,
                Badge(f"A new version is {_where(pending)}", "due") if pending else None,
            )
            if each
        ),
        cited=tuple(use_links(entry.uses)[:3]),
    )


def _where(version: PrincipleVersion) -> str:
    return "drafted" if version.state == State.DRAFTED else small(State(version.state).label)


def _lines(version: PrincipleVersion, uses: Sequence[Use]) -> Iterator[str]:
    if version.adopted_at is not None:
        yield adopted_words(version)
    if version.state == State.RETIRED:
        yield f"Retired on {long_date(version.state_since)}: {getattr(version, 'why', '')}"
    if version.state == State.ADOPTED or uses:
        yield cited_words(uses)


def adopted_words(version: PrincipleVersion) -> str:
    """“Adopted on 3 December 2026 by 6 of 7 organisations.”."""
    when = long_date(version.adopted_at) if version.adopted_at else ""
    found = version.round
    return f"Adopted on {when} by {found.agreed} of {found.asked} organisations." if found else f"Adopted on {when}."


def cited_words(uses: Sequence[Use]) -> str:
    """How many decisions cite a principle."""
    if not uses:
        return UNUSED
    return f"{capital(in_words(len(uses)))} decision{' cites' if len(uses) == 1 else 's cite'} it."


def use_links(uses: Iterable[Use]) -> list[Link]:
    """Links to what cites it."""
    return [Link(f"{use.label}, {long_date(use.date)}", use.href) for use in uses]


def state_badge(version: PrincipleVersion) -> Badge:
    """Where a version stands."""
    return Badge(State(version.state).label, KINDS.get(version.state, ""))


def address(version: PrincipleVersion, slug: str) -> str:
    """The page of a version; what holds has the principle's own."""
    if version.state == State.ADOPTED:
        return reverse("principles:principle", args=[slug, version.principle_id])
    return reverse("principles:version", args=[slug, version.pk])


def show_options(*, drafts: bool) -> list[Option]:
    """The filter's choices beside “Adopted”, which is the first."""
    return [Option(key, label) for key, (label, _) in SHOWS.items() if key and (drafts or key not in FOR_MEMBERS)]
