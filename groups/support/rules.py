"""Hours paid for and hours used, by London months. Values in, a result out: nothing here asks the database.

Hours a week are spread evenly over its days, so a month is paid for by its days: hours × days ÷ 7.
Fractions, so that the months of a spell add up to the spell exactly.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from gpleadership.lib.dates import london_day

SHOWN: Final = 6
"""So many months are shown."""
STALE: Final = 2
"""What was used more than so many months ago says nothing about today."""


def month_of(when: date | datetime) -> date:
    """The first day of the London month of a day or an instant."""
    return london_day(when).replace(day=1)


def later(month: date, months: int) -> date:
    """The month that comes so many months after another; before it, if negative."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def last_of(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def shown_from(day: date) -> date:
    """The month before the first one that is shown on a day."""
    return later(month_of(day), -SHOWN)


def months_to(month: date, count: int = SHOWN) -> list[date]:
    """So many months that end with this one, the oldest first."""
    return [later(month, back - count + 1) for back in range(count)]


def days_in(month: date, start: date, end: date | None) -> int:
    """How many days of a month lie in a spell of whole days; no end is open."""
    last = last_of(month) if end is None else min(end, last_of(month))
    return max(0, (last - max(start, month) + timedelta(days=1)).days)


@dataclass(frozen=True, slots=True)
class Spell:
    """What of a role counts here: its number, the hours a week that are paid for, from when until when."""

    role: int
    hours: Decimal
    start: date
    end: date | None


def paid_in(month: date, spell: Spell) -> Fraction:
    """The hours that are paid for in a month."""
    return Fraction(spell.hours) * days_in(month, spell.start, spell.end) / 7


@dataclass(frozen=True, slots=True)
class MonthUse:
    """A month of the whole group: hours paid for, hours used as far as entered, roles without an entry."""

    month: date
    paid: Fraction
    used: Decimal | None
    missing: int

    @property
    def left(self) -> Fraction:
        """Hours paid for and not used; negative where more was used."""
        return self.paid - Fraction(self.used or 0)

    @property
    def over(self) -> bool:
        """Whether more was used than is paid for."""
        return self.used is not None and self.left < 0


def by_month(
    months: Iterable[date], spells: Sequence[Spell], used: Mapping[tuple[int, date], Decimal]
) -> list[MonthUse]:
    """Each of these months; `used` by role and month."""
    return [_month(month, spells, used) for month in months]


def _month(month: date, spells: Sequence[Spell], used: Mapping[tuple[int, date], Decimal]) -> MonthUse:
    counted = [spell for spell in spells if days_in(month, spell.start, spell.end)]
    entered = [used[spell.role, month] for spell in counted if (spell.role, month) in used]
    paid = sum((paid_in(month, spell) for spell in counted), Fraction(0))
    return MonthUse(month, paid, sum(entered, Decimal(0)) if entered else None, len(counted) - len(entered))


def two_months_over(found: Iterable[MonthUse], today: date) -> MonthUse | None:
    """The later of two months running in which more was used than is paid for, if the newest two entered are such.

    The month that is not over does not count, and neither does what is long past.
    """
    this = month_of(today)
    entered = sorted((each for each in found if each.used is not None and each.month < this), key=lambda e: e.month)
    if len(entered) < 2:
        return None
    before, last = entered[-2:]
    running = before.month == later(last.month, -1) and last.month >= later(this, -STALE)
    return last if running and before.over and last.over else None
