"""Before a pulse opens: who is asked, about whom, until when, and what voters are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gpleadership.lib.dates import clock, date_and_clock, day_and_date
from gpleadership.lib.parts import Fact
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import capital, plural
from groups.ballots.models import Ballot
from groups.ballots.rules.electorate import Pool
from groups.ballots.rules.telling import told
from groups.chair.presenters.opening import pools as pool_facts
from groups.pulse.models import Pulse
from groups.pulse.policies import NO_ELECTOR, check_can_open
from groups.pulse.rules import closing
from groups.pulse.subjects import Speaker
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Confirm:
    """All that the page says before the button. `refusal`: why there is none."""

    about: list[Fact]
    electors: list[Fact]
    until: str
    floor: str
    told: tuple[str, ...]
    refusal: str


def confirm(
    group: LeadershipGroup,
    asked: Sequence[Speaker],
    pools: Sequence[Pool],
    floor: int,
    running: Ballot | None,
    now: datetime,
) -> Confirm:
    """What is asked, or why nothing can be."""
    until = closing(now)
    return Confirm(
        about=[Fact(each.person.full_name, capital(each.words)) for each in asked],
        electors=pool_facts(pools),
        until=f"{day_and_date(until)} at {clock(until)}",
        floor=f"{floor}%",
        told=told(pools, floor, max(len(asked), 1), contest=False) if pools else (),
        refusal=_refusal(group, running, asked) or ("" if pools else NO_ELECTOR),
    )


def _refusal(group: LeadershipGroup, running: Ballot | None, asked: Sequence[Speaker]) -> str:
    try:
        check_can_open(group, running, asked)
    except Refused as refused:
        return str(refused)
    return ""


def opened(pulse: Pulse) -> str:
    """What to say to whoever has just opened a pulse."""
    electors = plural(pulse.ballot.electors, "elector is", "electors are")
    return (
        f"The trust pulse is open until {date_and_clock(pulse.ballot.closes_at)}. The {electors} told by email. "
        "If it was a mistake, end the round without a count on the page of the ballot."
    )
