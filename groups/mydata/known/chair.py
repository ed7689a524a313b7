"""A person’s part in choosing a chair. What anybody answered in a secret ballot is known to nobody, and not here."""

from collections.abc import Iterator
from typing import Any

from gpleadership.lib.dates import long_date
from groups.chair.enums import NominationState
from groups.mydata import keeper
from groups.mydata.holdings import Held, register_holding
from groups.mydata.rows import of_key, together
from groups.people.models import Person


def _nomination(row: Any) -> str:
    return f"{row.group}: nominated as chair on {long_date(row.proposed_at)}: {NominationState(row.state).label}"


def _support(row: Any) -> str:
    return f"{row.group}: you nominated somebody as chair on {long_date(row.at)}"


def _withdrew(row: Any) -> str:
    return f"You withdrew a nomination as chair that was made on {long_date(row.proposed_at)}"


def _candidate(row: Any) -> str:
    return f"{row.group}: you stood in a trust ballot as “{row.name}”"


def _asked_about(row: Any) -> str:
    return f"{row.group}: a trust pulse asked whether members trust you as {row.was}"


def _confidence(row: Any) -> str:
    agreed = f": “{row.agreed}”" if row.agreed else ""
    return f"{row.group}: the group talked about trust in you, raised on {long_date(row.raised_at)}{agreed}"


def _pulse(row: Any) -> str:
    return f"{row.group}: you opened a trust pulse"


def _closed(row: Any) -> str:
    return f"{row.group}: you noted what was agreed about trust in somebody"


def _rolls(person: Person) -> Iterator[Held]:
    for roll in keeper.my_rolls():
        says = f"{roll.group}: you were on the roll of trust ballot {roll.number}. What you answered is kept apart"
        yield Held(says, {"kind": "roll of a trust ballot", "ballot": roll.ballot_id, "seat": roll.seat_id})


def register() -> None:
    """Name the part."""
    register_holding(
        "choosing a chair",
        together(
            of_key("groups.Nomination.person", _nomination, related=("group",)),
            of_key("groups.Nomination.withdrawn_by", _withdrew),
            of_key("groups.Support.person", _support, related=("group",)),
            of_key("groups.Candidate.person", _candidate, related=("group",)),
            of_key("groups.PulseSubject.person", _asked_about, related=("group",)),
            of_key("groups.ConfidenceItem.person", _confidence, related=("group",)),
            of_key("groups.Pulse.opened_by", _pulse, related=("group",)),
            of_key("groups.ConfidenceItem.closed_by", _closed, related=("group",)),
            _rolls,
        ),
        title="Choosing and trusting a chair",
        what="Nominations of you and by you, what voters read of you, trust pulses that asked about you, and that you "
        "were on the roll of a ballot. Never what you answered: the ballot box has no names.",
        seen_by="everybody in the group sees who stands; whom you nominated, the nominee and those who run the group",
        kept="with the group; your words and your name go when you are erased",
        covers=[
            "groups.Nomination.person",
            "groups.Nomination.withdrawn_by",
            "groups.Support.person",
            "groups.Candidate.person",
            "groups.PulseSubject.person",
            "groups.ConfidenceItem.person",
            "groups.Pulse.opened_by",
            "groups.ConfidenceItem.closed_by",
        ],
        more=True,
    )
