"""Practice readers in words."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from gpleadership.lib.dates import last_day, london_day, long_date
from gpleadership.lib.parts import Column, Fact, Link, Option
from gpleadership.lib.words import capital, in_words, listed, plural
from groups.readers.models import Readership
from groups.readers.queries import LEFT, Read, Readers
from groups.seats.rules.spans import begun

MOST_OPTIONS: Final = 30
COLUMNS: Final = (
    Column("Practice", "name"),
    Column("PCN", "pcn"),
    Column("Who reads", "readers"),
    Column("What you can do"),
)
HEADER: Final = ("Practice", "ODS code", "PCN", "State", "Reader", "Email address", "Since", "Until")
SHOW: Final = (
    Option("nobody", "Nobody reads"),
    Option("somebody", "Somebody reads"),
    Option("invited", "Somebody is invited"),
)
GONE: Final = Option(LEFT, "No longer in this place")


def lede(found: Readers) -> str:
    """Which practices have nobody: the answer, in one sentence."""
    if not found.practices:
        return "This place has no practices yet."
    if not found.unread:
        return "Every practice has somebody who reads what the group decides."
    have = "has" if found.unread == 1 else "have"
    of = plural(found.practices, "practice")
    return f"{capital(in_words(found.unread))} of {of} {have} nobody who reads what the group decides."


def show_options(found: Readers) -> list[Option]:
    """The states to filter by; practices that left only where there are some."""
    return [*SHOW, GONE] if found.left else list(SHOW)


def pcn_options(found: Readers) -> list[Option]:
    """The PCNs to filter by; none where they are too many for a list, since the search finds them too."""
    options = [Option(str(pk), name) for pk, name in found.pcns]
    return options if len(options) <= MOST_OPTIONS else []


def rows(shown: Iterable[Read], slug: str, now: datetime) -> list[dict[str, Any]]:
    """A practice a row: its name, its readers with how to end each, and who is invited."""
    return [_row(each, slug, now) for each in shown]


def _row(each: Read, slug: str, now: datetime) -> dict[str, Any]:
    return {
        "name": each.name,
        "code": each.code,
        "pcn": each.pcn,
        "anchor": f"practice-{each.practice_id}",
        "readers": [
            {
                "name": term.person.full_name,
                "term": term_words(term, now),
                "end": Link("End", reverse("readers:end", args=[slug, term.pk]), f"{term.person}’s reading"),
            }
            for term in each.readers
        ],
        "invited": listed(one.full_name or one.email for one in each.invited),
        "invite": _invite(each, slug),
    }


def _invite(each: Read, slug: str) -> Link | None:
    if not each.here:
        return None
    address = reverse("invitations:invite_reader", kwargs={"group": slug, "practice": each.practice_id})
    return Link("Invite" if not each.readers else "Invite another", address, f"reader for {each.name} ({each.code})")


def term_words(term: Readership, now: datetime) -> str:
    """Since when, and until when if an end is set."""
    first, last = long_date(term.period.lower), last_day(term.period)
    return f"{'since' if begun(term.period, now) else 'from'} {first}{f' until {long_date(last)}' if last else ''}"


def values(shown: Iterable[Read]) -> Iterator[tuple[object, ...]]:
    """The same as lines of a file: one for each reader and each person invited, one for a practice with neither."""
    for each in shown:
        practice = (each.name, each.code, each.pcn)
        for term in each.readers:
            dates = (london_day(term.period.lower), last_day(term.period))
            yield (*practice, "Reads", term.person.full_name, term.person.email, *dates)
        for one in each.invited:
            yield (*practice, "Invited", one.full_name, one.email, None, None)
        if not each.readers and not each.invited:
            yield (*practice, "Nobody", "", "", None, None)


def own_facts(terms: Iterable[Readership], others: dict[int, list[str]], slug: str, now: datetime) -> list[Fact]:
    """One's own practices: since when, who else reads, and the way out."""
    return [_own(term, others.get(term.practice_id, []), slug, now) for term in terms]


def _own(term: Readership, others: list[str], slug: str, now: datetime) -> Fact:
    also = f"{listed(others)} {'reads' if len(others) == 1 else 'read'} too." if others else "Nobody else reads for it."
    leave = Link("Stop reading", reverse("readers:leave", args=[slug, term.pk]), f"for {term.practice}")
    return Fact(str(term.practice), f"You read {term_words(term, now)}. {also}", (leave,))
