"""What appointing a chair brings to others."""

from django.urls import reverse

from groups.ballots.kinds import Kind, register_kind
from groups.ballots.models import Ballot


def _address(ballot: Ballot) -> str:
    return reverse("ballots:result", args=[ballot.group.slug, ballot.number])


def follow(ballot: Ballot) -> None:
    """What follows when a chair's ballot has ended."""


def register() -> None:
    """Say what ballots are held for here, once, when Django starts."""
    register_kind(
        "chair",
        Kind(
            question="Who would you trust to speak for us?",
            asks="Would you trust {name} to speak for us?",
            contest=True,
            address=_address,
            follows=follow,
        ),
    )
