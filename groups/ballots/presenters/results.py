"""A result in words and bars, from what is published and from nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.parts import Badge, Fact, Link
from groups.ballots.models import Ballot
from groups.ballots.presenters.words import turnout
from groups.ballots.rules.disclosure import Answers, Published, Shown
from groups.ballots.rules.electorate import SMALL
from groups.ballots.rules.wording import headline, sentence, steps, withheld

FEW: Final = f"fewer than {SMALL} ballots"
HELD: Final = "not shown"


@dataclass(frozen=True, slots=True)
class Bar:
    """What one pool answered about one name. `width`: the share for SVG; none where no count is shown."""

    pool: str
    value: str
    width: str
    met: bool

    @property
    def floor(self) -> str:
        """Whether the floor is met, in words."""
        return "Floor met" if self.met else "Not met"


@dataclass(frozen=True, slots=True)
class Judged:
    """One name of the ballot with what every pool answered."""

    name: str
    anchor: str
    badge: Badge
    says: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the count: its name, and what it said."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """A result, ready for its page."""

    eyebrow: str
    say: str
    turnout: str
    floor: str
    judged: tuple[Judged, ...]
    steps: tuple[Step, ...]
    withheld: tuple[str, ...]


def result(ballot: Ballot, names: Mapping[int, str]) -> Result:
    """The result of a ballot that was counted."""
    published = Published.from_json(ballot.result)
    counted = date_and_clock(ballot.counted_at or ballot.closes_at)
    return Result(
        eyebrow=f"Trust ballot {ballot.reference} · counted {counted}",
        say=headline(published, names),
        turnout=turnout(published.cast, published.electors),
        floor=f"{published.floor}%",
        judged=tuple(_judged(published, each, names[each.position]) for each in _first_the_elected(published)),
        steps=tuple(_step(each) for each in steps(published, names)),
        withheld=withheld(published),
    )


def _first_the_elected(published: Published) -> list[Answers]:
    """Whoever is elected, then all others as they stood on the paper."""
    return sorted(published.answers, key=lambda each: (each.position != published.elected, each.position))


def _judged(published: Published, answers: Answers, name: str) -> Judged:
    names = {pool.key: pool.name for pool in published.pools}
    hidden = HELD if _held_back(published, answers.position) else FEW
    bars = tuple(_bar(names[shown.pool], shown, hidden) for shown in answers.shown)
    return Judged(
        name=name,
        anchor=f"name-{answers.position}",
        badge=_badge(published, answers.position, [bar.pool for bar in bars if not bar.met]),
        says=sentence(published, answers.position),
        bars=bars,
    )


def _held_back(published: Published, position: int) -> bool:
    """Whether the counts of a name are withheld in every pool for what they would say together with who was chosen."""
    if not published.contest or position not in published.trusted or len(published.trusted) < 2:
        return False
    return not any(shown.count for each in published.trusted for shown in published.of(each))


def _bar(pool: str, shown: Shown, hidden: str) -> Bar:
    width = f"{shown.approvals / shown.cast:.4%}" if shown.approvals is not None and shown.cast else ""
    return Bar(pool, shown.count or hidden, width, shown.met)


def _badge(published: Published, position: int, missed: list[str]) -> Badge:
    if position == published.elected:
        return Badge("Elected", "pine")
    if position in published.trusted:
        return Badge("Trusted in all", "good")
    if len(missed) == len(published.pools):
        return Badge("Not trusted in all")
    return Badge(f"Not trusted in all: {', '.join(missed)}")


def _step(text: str) -> Step:
    name, rest = re.split(r"(?<=[.:]) ", text, maxsplit=1)
    return Step(name, rest)


def evidence(ballot: Ballot) -> list[Fact]:
    """What is published so that the count can be checked."""
    address = reverse("ballots:roll", args=[ballot.group.slug, ballot.number])
    facts = [
        Fact("Fingerprint of the roll", ballot.roll_hash, (Link("See the roll", address),)),
        Fact("Fingerprint of the lot’s seed, fixed at the opening", ballot.lot_commitment),
    ]
    if ballot.lot_seed:
        facts.append(Fact("The seed, shown since the end", ballot.lot_seed))
    if ballot.box_hash:
        facts.append(Fact("Fingerprint of the box", ballot.box_hash))
    return facts
