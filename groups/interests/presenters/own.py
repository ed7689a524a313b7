"""One’s own interests: what is declared, by when to look again, what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from gpleadership.lib.dates import days_left, last_day, london_day, long_date
from gpleadership.lib.parts import Badge, Link, Moment, Tone
from groups.interests.enums import Category
from groups.interests.models import Interest
from groups.interests.presenters.register import days
from groups.interests.queries import Sitter, said
from groups.interests.rules import SOON
from groups.seats.presenters.cards import SYSTEM_ROLE
from groups.system_roles.enums import RoleKind
from groups.system_roles.models import SystemRole


@dataclass(frozen=True, slots=True)
class Card:
    """An interest or a role of one’s own, with what can be done about it."""

    title: str
    lines: tuple[str, ...]
    badges: tuple[Badge, ...] = ()
    links: tuple[Link, ...] = ()


def lede(sitter: Sitter, today: date) -> tuple[str, Tone]:
    """By when to look again."""
    due = f"{long_date(sitter.due)}, {days_left(sitter.due, today)}"
    tone: Tone = "late" if sitter.due < today else "due" if sitter.due - today <= SOON else "good"
    if sitter.reviewed_at is None:
        return f"You have not declared yet. Do so by {due}.", tone
    what = "said that you have nothing to declare" if sitter.nothing else "looked at your interests"
    return f"You last {what} on {long_date(sitter.reviewed_at)}. Look again by {due}.", tone


def cards(interests: Iterable[Interest], slug: str, today: date, *, by_others: bool = False) -> list[Card]:
    """Those that hold now first. `by_others`: as chair and secretariat may change and end them."""
    found = sorted(interests, key=lambda each: (_over(each, today), -(said(each).start or today).toordinal()))
    return [_card(each, slug, today, by_others=by_others) for each in found]


def _over(interest: Interest, today: date) -> bool:
    end = said(interest).end
    return end is not None and end < today


def _card(interest: Interest, slug: str, today: date, *, by_others: bool) -> Card:
    content, over = said(interest), _over(interest, today)
    badges = [Badge(Category(content.category).label)]
    badges += [Badge("Withheld", "room")] if interest.withheld else []
    badges += [Badge("Ended")] if over else []
    what = content.what if len(content.what) <= 80 else f"{content.what[:79].rstrip()}…"
    return Card(
        title=content.what,
        lines=tuple(
            line
            for line in (
                f"With {content.with_whom}. {days(content.start, content.end)}",
                f"Indirect: {content.whose}" if content.whose else "",
                f"What is done about it: {content.mitigation}" if content.mitigation else "",
                _entered(interest),
            )
            if line
        ),
        badges=tuple(badges),
        links=(_others_links if by_others else _links)(interest, slug, what, over=over),
    )


def _entered(interest: Interest) -> str:
    """Who wrote it down, if it was somebody else."""
    if interest.declared_by_id == interest.person_id:
        return ""
    return f"Entered by {interest.declared_by} on {long_date(interest.declared_at)}."


def _links(interest: Interest, slug: str, what: str, *, over: bool) -> tuple[Link, ...]:
    def link(text: str, route: str) -> Link:
        return Link(text, reverse(f"interests:{route}", args=[slug, interest.pk]), f": {what}")

    ending = () if over else (link("End", "end"),)
    return (link("Change", "change"), *ending, link("History", "history"))


def _others_links(interest: Interest, slug: str, what: str, *, over: bool) -> tuple[Link, ...]:
    ways = (("Change", "change_for"),) if over else (("Change", "change_for"), ("End", "end_for"))
    args = [slug, interest.person_id, interest.pk]
    return tuple(Link(text, reverse(f"interests:{route}", args=args), f": {what}") for text, route in ways)


def role_cards(roles: Iterable[SystemRole], slug: str, now: datetime) -> list[Card]:
    """One’s own declared roles that hold or will."""
    return [_role(each, slug, now) for each in roles]


def _role(role: SystemRole, slug: str, now: datetime) -> Card:
    begun = role.period.lower <= now
    badge = Badge(SYSTEM_ROLE, "due") if begun else Badge(f"From {long_date(role.period.lower)}")
    end = Link("End this role", reverse("interests:end_role", args=[slug, role.pk]), f": {role.title}")
    when = days(london_day(role.period.lower), last_day(role.period))
    return Card(role.title, (f"{RoleKind(role.kind).label}, {role.system}. {when}",), (badge,), (end,))


def ended(interest: Interest, last: date, today: date) -> str:
    """What became of an interest that its person let end."""
    if not interest.withheld:
        return f"Your interest ends on {long_date(last)}, and stays in the register as past."
    if last <= today:
        return f"Your interest ended on {long_date(last)}. The register says nothing of it any more."
    return f"Your interest ends on {long_date(last)}. Until then the register says that there is one, and then nothing."


def history(found: Iterable[Interest]) -> list[Moment]:
    """What it says and what it said before."""
    return [_moment(each) for each in found]


def _moment(interest: Interest) -> Moment:
    content = said(interest)
    until = f", until {long_date(interest.superseded_at)}" if interest.superseded_at else ", as it stands"
    note = f"{Category(content.category).label}. With {content.with_whom}. {days(content.start, content.end)}"
    note += f". {content.mitigation}" if content.mitigation else ""
    note += f" {_entered(interest)}" if _entered(interest) else ""
    return Moment(f"Declared on {long_date(interest.declared_at)}{until}", f"“{content.what}”", note=note)
