"""What the trust pulse brings to others."""

from django.urls import reverse

from groups.ballots.kinds import Kind, register_kind
from groups.ballots.models import Ballot


def _address(ballot: Ballot) -> str:
    return reverse("ballots:result", args=[ballot.group.slug, ballot.number])


def follow(ballot: Ballot) -> None:
    """What follows when a pulse has ended."""


def register() -> None:
    """Say what ballots are held for here, once, when Django starts."""
    register_kind(
        "pulse",
        Kind(
            question="Do you still trust those who speak for us?",
            asks="Do you trust {name} to speak for us?",
            contest=False,
            address=_address,
            follows=follow,
        ),
    )
