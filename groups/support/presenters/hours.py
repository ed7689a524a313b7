"""Hours paid for and used, in words and as bars with their values."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.urls import reverse

from gpleadership.lib.parts import Bar, Column
from groups.support.independence import hours_words
from groups.support.models import SupportRole
from groups.support.policies import month_words
from groups.support.rules import MonthUse, Spell, month_of, paid_in

HEADS: Final = ("Month", "Used and paid for")
TWIN: Final = (
    Column("Month"),
    Column("Hours used", number=True),
    Column("Hours paid for", number=True),
    Column("Roles not entered", number=True),
)
FULL: Final = 0.8
"""Where a bar that uses all that is paid for ends: beyond it there is room for what is over."""
LINE: Final = f"{FULL * 100:.0f}%"
LINE_LABEL: Final = "The line is all that is paid for"


def rounded(hours: Fraction) -> str:
    """To a tenth of an hour, in words."""
    return hours_words(round(float(hours), 1))


def figure(hours: Fraction) -> str:
    """The same without its unit."""
    return rounded(hours).split(" ", maxsplit=1)[0]


def paid_for(role: SupportRole, month: date) -> str:
    """What is paid for of a role in a month, for the hint beside its box."""
    paid = paid_in(month, Spell(role.pk, role.paid_hours, role.start, role.end))
    return f"{rounded(paid)} paid for by {role.funder}"


def lede(found: Sequence[MonthUse], today: date) -> str:
    """What was used in the newest month that is over and entered, in a sentence."""
    whole = [each for each in found if each.month < month_of(today) and each.used is not None]
    if not whole:
        return "No hours have been entered for a month that is over."
    last = whole[-1]
    used = hours_words(last.used or 0)
    if last.over:
        return f"In {month_words(last.month)}, {used} were used, {rounded(-last.left)} more than were paid for."
    return f"In {month_words(last.month)}, {used} of the {figure(last.paid)} paid for were used."


def bars(found: Iterable[MonthUse], today: date, slug: str, *, manages: bool) -> list[Bar]:
    """A row for each month, the newest first; for those who manage it leads to where its hours are entered."""
    return [_bar(each, today, slug if manages else "") for each in reversed(list(found))]


def _bar(each: MonthUse, today: date, slug: str) -> Bar:
    share = float(Fraction(each.used or 0) / each.paid) if each.paid else float(bool(each.used))
    return Bar(
        label=month_words(each.month),
        value=_value(each, today),
        share=share * FULL,
        tone="late" if each.over else "due" if each.missing and each.month < month_of(today) else "",
        href=reverse("support:hours", args=[slug, f"{each.month:%Y-%m}"]) if slug else "",
    )


def _value(each: MonthUse, today: date) -> str:
    """How it stands, in so few words that they fit beside the month on a phone."""
    if each.used is None:
        return "Not entered" if each.paid else "Nothing paid for"
    if each.missing:
        return "Entered in part"
    so_far = " so far" if each.month == month_of(today) else ""
    return f"{rounded(abs(each.left))} {'over' if each.over else 'left'}{so_far}"


def twin(found: Iterable[MonthUse]) -> list[tuple[str, str, str, str]]:
    """The same with every figure, the newest first."""
    return [
        (month_words(each.month), _figure(each.used), figure(each.paid), str(each.missing))
        for each in reversed(list(found))
    ]


def _figure(used: Decimal | None) -> str:
    return "Not entered" if used is None else hours_words(used).split(" ", maxsplit=1)[0]
