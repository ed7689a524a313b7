"""What appointing a chair brings to others: the kind of its ballots, sentences for the log, what follows a leaving."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock
from groups.audit.sentences import Sentence, Told, register_sentence
from groups.ballots.additions import register_addition
from groups.ballots.enums import BallotKind
from groups.ballots.kinds import Kind, register_kind
from groups.ballots.models import Ballot
from groups.ballots.queries import running as running_ballot
from groups.chair.actions import follow
from groups.chair.following import chair_left, chair_stays
from groups.chair.presenters.addition import addition
from groups.seats.cautions import register_caution
from groups.seats.leaving import register_follow_up
from groups.tenancy.models import LeadershipGroup

TOPIC = "Appointing a chair"


def _address(ballot: Ballot) -> str:
    return reverse("ballots:result", args=[ballot.group.slug, ballot.number])


def caution(group: LeadershipGroup) -> str | None:
    """What must be known before changing who sits while the ballot is open."""
    ballot = running_ballot(group, BallotKind.CHAIR)
    if ballot is None:
        return None
    return (
        f"The trust ballot for the chair is open until {date_and_clock(ballot.closes_at)}. If who votes changes before "
        "then, the round ends without a count and everybody votes anew."
    )


def _until(told: Told) -> str:
    closes = told.after.get("nominations_close_at")
    return f" until {date_and_clock(datetime.fromisoformat(str(closes)))}" if closes else ""


def _why(told: Told) -> str:
    reason = told.personal.get("reason")
    return f": {reason}" if reason else ""


_SENTENCES: Final[Mapping[str, Sentence | str]] = {
    "chair appointment proposed": "proposed to appoint a chair",
    "chair nominations opened": lambda told: f"opened nominations for a chair{_until(told)}",
    "chair nominations opened again": lambda told: f"opened nominations for a chair again{_until(told)}",
    "closing time of chair nominations changed": lambda told: f"let nominations for a chair go on{_until(told)}",
    "chair nomination made": lambda told: f"nominated {told.whom} as chair",
    "chair nomination taken back": lambda told: f"took back their nomination of {told.whom} as chair",
    "chair nomination withdrawn": lambda told: f"withdrew {told.whose} nomination as chair{_why(told)}",
    "chair nomination accepted": "accepted their nomination as chair",
    "chair nominee’s words changed": "changed what voters read of them as a nominee",
    "chair nomination declined": "declined their nomination as chair",
    "chair nominee stands no longer": "no longer stood as chair",
    "chair appointment went to ballot": "took the appointment of a chair to a trust ballot",
    "chair ballot to be held again": lambda told: f"noted that the ballot for the chair is held again{_why(told)}",
    "nobody trusted by all as chair yet": "noted that no one is yet trusted by all as chair",
    "chair chosen": lambda told: f"noted that {told.whom} was chosen as chair",
    "chosen chair stepped back": lambda told: f"noted that {told.whom}, chosen as chair, stepped back{_why(told)}",
    "chair appointed": lambda told: f"recorded that {told.whom} was appointed chair",
    "chair appointment withdrawn": lambda told: f"withdrew the appointment of a chair{_why(told)}",
    "chair letter could not be delivered": lambda told: f"could not deliver {told.whose} letter about the next chair",
}


def register() -> None:
    """Name everything, once, when Django starts."""
    register_kind(
        BallotKind.CHAIR,
        Kind(
            question="Who would you trust to speak for us?",
            asks="Would you trust {name} to speak for us?",
            contest=True,
            address=_address,
            follows=follow,
        ),
    )
    for verb, sentence in _SENTENCES.items():
        register_sentence(verb, TOPIC, sentence)
    register_addition(BallotKind.CHAIR, addition)
    register_follow_up("appointment of a chair", chair_left, undone=chair_stays)
    register_caution("trust ballot for the chair", caution)
