"""How an appointment goes on: the transition table, the diagram drawn from it, and the days that are offered."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from gpleadership.lib.dates import LONDON
from groups.chair.enums import OVER, AppointmentStatus

S = AppointmentStatus
NOMINATE_FOR: Final = timedelta(days=14)
VOTE_FOR: Final = timedelta(days=7)
PREPARE_FOR: Final = timedelta(days=28)
"""From the first nomination to the first day of a term, where nothing says when it should begin."""
USUAL_FLOOR: Final = 60
USUAL_HOUR: Final = 17
YEARS: Final = 2

TRANSITIONS: Final[Mapping[tuple[AppointmentStatus, AppointmentStatus], str]] = {
    (S.PROPOSED, S.NOMINATING): "nominations are opened",
    (S.NOMINATING, S.NOMINATING): "nominations get another closing time",
    (S.NOMINATING, S.BALLOTING): "the ballot is opened",
    (S.BALLOTING, S.CHOSEN): "counted, somebody is trusted in every constituency",
    (S.BALLOTING, S.NOBODY): "counted, no one is yet trusted by all",
    (S.BALLOTING, S.AGAIN): "the roll changed, the round ends without a count",
    (S.AGAIN, S.BALLOTING): "a new round with the same names",
    (S.AGAIN, S.NOMINATING): "nominations are opened again",
    (S.NOBODY, S.NOMINATING): "nominations are opened again",
    (S.CHOSEN, S.NOMINATING): "the chosen one steps back",
    (S.CHOSEN, S.APPOINTED): "the term of office is recorded",
} | {(each, S.WITHDRAWN): "withdrawn" for each in S if each not in OVER}
"""From where to where, and what happens on the way. What is not here cannot happen."""


def may_become(now: str, then: str) -> bool:
    """Whether the table has this step."""
    return (AppointmentStatus(now), AppointmentStatus(then)) in TRANSITIONS


def diagram() -> str:
    """The table as a Mermaid diagram."""
    return "\n".join(("stateDiagram-v2", *_arrows()))


def _arrows() -> Iterator[str]:
    yield f"    [*] --> {S.PROPOSED.value}: a chair leaves early"
    yield f"    [*] --> {S.NOMINATING.value}: opened at once"
    for (now, then), words in TRANSITIONS.items():
        yield f"    {now.value} --> {then.value}: {words}"
    for each in OVER:
        yield f"    {each.value} --> [*]"


def offered_first_day(chair_until: date | None, today: date) -> date:
    """The day after the present chair's last, if one is agreed and still to come."""
    if chair_until is not None and chair_until >= today:
        return chair_until + timedelta(days=1)
    return today + PREPARE_FOR


def offered_last_day(first: date) -> date:
    """The last day of a term of two years."""
    year = first.year + YEARS
    if (first.month, first.day) == (2, 29):
        return date(year, 2, 28)
    return first.replace(year=year) - timedelta(days=1)


def at_hour(day: date, hour: int) -> datetime:
    """The instant of an hour of a London day."""
    return datetime.combine(day, time(hour), LONDON)
