"""What somebody at the table declares, for chair and secretariat."""

from collections.abc import Iterable, Sequence
from datetime import date

from gpleadership.lib.dates import days_left, long_date
from gpleadership.lib.parts import Tone
from gpleadership.lib.words import capital, in_words
from groups.interests.models import Interest
from groups.interests.presenters import own
from groups.interests.presenters.own import Card
from groups.interests.queries import Sitter
from groups.interests.rules import SOON


def lede(sitter: Sitter, today: date) -> tuple[str, Tone]:
    """By when they look again."""
    due = f"{long_date(sitter.due)}, {days_left(sitter.due, today)}"
    tone: Tone = "late" if sitter.due < today else "due" if sitter.due - today <= SOON else "good"
    if sitter.reviewed_at is None:
        return f"{sitter.name} has not declared yet, and should by {due}.", tone
    what = "said that there is nothing to declare" if sitter.nothing else "looked"
    return f"{sitter.name} last {what} on {long_date(sitter.reviewed_at)}, and looks again by {due}.", tone


def cards(interests: Iterable[Interest], slug: str, today: date) -> list[Card]:
    """Those that are published, those that hold now first."""
    return own.cards((each for each in interests if not each.withheld), slug, today, by_others=True)


def withheld(interests: Sequence[Interest], name: str) -> str:
    """That there are some which only their person changes."""
    count = sum(1 for each in interests if each.withheld)
    if not count:
        return ""
    verb = "interest is" if count == 1 else "interests are"
    return f"{capital(in_words(count))} {verb} withheld from publication. Only {name} can change that."
