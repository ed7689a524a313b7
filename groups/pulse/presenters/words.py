"""How the pulse stands: the answer first, what runs, and when the next one opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, long_date
from gpleadership.lib.parts import Link
from gpleadership.lib.words import listed, small
from groups.ballots.enums import BallotState
from groups.ballots.models import Ballot
from groups.ballots.presenters.words import closing, so_far, turnout
from groups.ballots.rules.disclosure import Published
from groups.ballots.rules.wording import headline
from groups.pulse.models import PulseSubject
from groups.pulse.queries import Round, Turnout
from groups.pulse.subjects import Speaker, roles_in_words

NOT_ASKED: Final = "We have not asked yet."
AGAIN: Final = "A new round opens by itself within a day, and everybody votes anew."
NOT_PLANNED: Final = (
    "No pulse is planned: there is no chair and no representative to ask about. An acting chair is not asked about."
)
EVERY: Final = "It is held every six months, counted from the last count or from the beginning of the chair’s term."
WAITS: Final = "It opens by itself within a day, or as soon as who votes stays the same for a week."
FEW: Final = (
    "In a constituency in which fewer than 4 people voted, only “met” or “not met” is shown. "
    "“Not met” can also mean that nobody voted there."
)


def result_link(ballot: Ballot, hidden: str = "") -> Link:
    """The page of a ballot."""
    return Link(ballot.reference, reverse("ballots:result", args=[ballot.group.slug, ballot.number]), hidden)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to the page's question: in a sentence, and what it rests on."""

    say: str
    rests_on: str


def answer(counted: Sequence[Round]) -> Answer:
    """What the last count said."""
    if not counted:
        return Answer(NOT_ASKED, "Twice a year everybody who holds a core seat is asked, in secret.")
    last = counted[0]
    names = {each.position: each.person.full_name for each in last.subjects}
    voted = turnout(last.ballot.cast or 0, last.ballot.electors)
    closed = f"The last pulse closed on {long_date(last.ballot.closes_at)}."
    return Answer(headline(last.published, names), f"{closed} {voted} {_changed(counted)}".strip())


def _changed(counted: Sequence[Round]) -> str:
    """Whose floor was met by one of the last two pulses and not by the other."""
    if len(counted) < 2 or not counted[0].published.cast or not counted[1].published.cast:
        return ""
    trusted = [
        {each.person_id for each in found.subjects if each.position in found.published.trusted} for found in counted[:2]
    ]
    both = [each for each in counted[0].subjects if counted[1].about(each.person_id)]
    now = [each.person.full_name for each in both if each.person_id in trusted[0] - trusted[1]]
    no_more = [each.person.full_name for each in both if each.person_id in trusted[1] - trusted[0]]
    said = [f"{listed(now)} {_was(now)} not in the one before."] if now else []
    said += [f"{listed(no_more)} {_was(no_more)} in the one before."] if no_more else []
    return " ".join(said)


def _was(names: Sequence[str]) -> str:
    return "was" if len(names) == 1 else "were"


@dataclass(frozen=True, slots=True)
class Running:
    """A pulse that has not ended."""

    say: str
    voted: str
    about: str
    gone: tuple[str, ...]
    vote: str
    link: Link


def running(found: Round, cast: Turnout, asked: Sequence[Speaker], now: datetime) -> Running:
    """How it stands, and who is no longer what they were when it opened."""
    ballot, speaks = found.ballot, {each.person.pk: each for each in asked}
    is_open = ballot.state(now) == BallotState.OPEN
    if is_open:
        say, voted = f"The pulse is open until {closing(ballot)}.", so_far(cast.cast, ballot.electors)
    else:
        say, voted = f"The pulse closed on {closing(ballot)} and is being counted.", turnout(cast.cast, ballot.electors)
    gone = (lost_roles(each, speaks.get(each.person_id)) for each in found.subjects)
    address = reverse("ballots:vote", args=[ballot.group.slug, ballot.number])
    return Running(
        say=say,
        voted=voted,
        about=f"It asks about {people([(each.person.full_name, each.was) for each in found.subjects])}.",
        gone=tuple(each for each in gone if each),
        vote=address if is_open and cast.to_cast else "",
        link=Link("See how the ballot stands", result_link(ballot).href),
    )


def lost_roles(was: PulseSubject, now: Speaker | None) -> str:
    """Which of the roles that a pulse asked about somebody no longer has: what was asked stands all the same."""
    gone = [role for role in was.roles if now is None or role not in now.roles]
    return f"{was.person} is no longer {small(roles_in_words(gone))}. What the pulse asked stands." if gone else ""


def people(named: Sequence[tuple[str, str]]) -> str:
    """Ruth Calder (chair) and Dr Mei Tan (representative on the ICB board)."""
    return listed(f"{name} ({small(role)})" for name, role in named)


def next_opening(due: date | None, today: date, last: Round | None) -> str:
    """When the next pulse opens by itself."""
    if due is None:
        return NOT_PLANNED
    ended = f"The last round ended without a count. {last.ballot.why_ended} " if last and not last.counted else ""
    if due <= today:
        return f"{ended}{AGAIN}" if ended else f"The next pulse has been due since {long_date(due)}. {WAITS}"
    return f"{ended}The next pulse opens by itself on {long_date(due)}. {EVERY}"


def for_chair_page(ballot: Ballot | None) -> str:
    """How the pulse stands, in a sentence for the page of the chair."""
    if ballot is None:
        return (
            "Twice a year the core seats are asked in secret whether those who speak for the group are still trusted."
        )
    if ballot.ended_at is None:
        return f"A pulse is open until {date_and_clock(ballot.closes_at)}."
    if ballot.result is None:
        return f"The last round ended without a count. {AGAIN}"
    published = Published.from_json(ballot.result)
    everybody = len(published.trusted) == len(published.answers)
    trusted = "everybody asked about met" if everybody else "not everybody asked about met"
    return f"In the pulse of {long_date(ballot.closes_at)} {trusted} the floor in every constituency."
