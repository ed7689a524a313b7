"""What the trust pulse brings to others: the kind of its ballots, whom it asks about, sentences and sections."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, london_day
from gpleadership.lib.parts import Link
from groups.audit.sentences import Sentence, Told, register_sentence
from groups.ballots.additions import Addition, register_addition
from groups.ballots.enums import BallotKind, Ending
from groups.ballots.kinds import Kind, register_kind
from groups.ballots.models import Ballot
from groups.ballots.queries import running
from groups.chair.links import Added, register_section
from groups.pulse.actions import follow
from groups.pulse.presenters.words import AGAIN, for_chair_page
from groups.pulse.queries import held_again, newest
from groups.pulse.subjects import CHAIR, Subject, register_subjects
from groups.seats.cautions import register_caution
from groups.seats.enums import Office
from groups.tenancy.models import LeadershipGroup

TOPIC: Final = "Trust pulse"


def chair(group: LeadershipGroup, at: datetime) -> Iterable[Subject]:
    """The chair at an instant; whoever only acts was not chosen to speak for the group."""
    held = group.office_terms.filter(office=Office.CHAIR, acting=False, period__contains=at)
    return [Subject(each.person, CHAIR, london_day(each.period.lower)) for each in held.select_related("person")]


def address(ballot: Ballot) -> str:
    """Where the result of a pulse is read."""
    return reverse("ballots:result", args=[ballot.group.slug, ballot.number])


def addition(ballot: Ballot) -> Addition | None:
    """What the page of a pulse's ballot says of the pulse. One query."""
    link = Link("See the trust pulse", reverse("pulse:pulse", args=[ballot.group.slug]))
    return Addition(_next(ballot), (link,))


def _next(ballot: Ballot) -> str:
    if ballot.ending == Ending.ABANDONED:
        return AGAIN if held_again(ballot) else "The next pulse opens by itself when it is due."
    if ballot.result is None:
        return "After the count the group is told the result."
    raised = ballot.group.confidence_items.filter(pulse__ballot_id=ballot.pk).count()
    if not raised:
        return "Nothing follows from it: the next pulse opens half a year later."
    return "Where the floor was not met, the group talks about it and notes what was agreed."


def section(group: LeadershipGroup) -> Added:
    """What the page of the chair says of the pulse."""
    last = newest(group)
    link = Link("See the trust pulse", reverse("pulse:pulse", args=[group.slug]))
    return Added("Trust pulse", for_chair_page(last.ballot if last else None), link)


def caution(group: LeadershipGroup) -> str | None:
    """What must be known before changing who sits while a pulse is open."""
    ballot = running(group, BallotKind.PULSE)
    if ballot is None:
        return None
    return (
        f"The trust pulse is open until {date_and_clock(ballot.closes_at)}. If who votes changes before then, "
        "the round ends without a count and everybody votes anew."
    )


def _floor(told: Told) -> str:
    return f"set the floor of the trust pulse to {told.after.get('floor')}%, before {told.before.get('floor')}%"


_SENTENCES: Final[dict[str, Sentence | str]] = {
    "trust pulse opened": lambda told: f"opened a trust pulse, ballot {told.after.get('number')}",
    "trust pulse floor changed": _floor,
    "confidence item raised": lambda told: f"noted that trust in {told.whom} is below the floor somewhere",
    "confidence item closed": lambda told: f"recorded what was agreed about trust in {told.whom}",
}


def register() -> None:
    """Name everything, once, when Django starts."""
    register_kind(
        BallotKind.PULSE,
        Kind(
            question="Do you still trust those who speak for us?",
            asks="Do you trust {name} to speak for us?",
            contest=False,
            address=address,
            follows=follow,
        ),
    )
    register_addition(BallotKind.PULSE, addition)
    register_subjects("chair", chair)
    register_section("trust pulse", section)
    register_caution("trust pulse", caution)
    for verb, sentence in _SENTENCES.items():
        register_sentence(verb, TOPIC, sentence)
