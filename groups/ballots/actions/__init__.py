"""What can be done with a ballot: open it, cast in it, count it, end it without a count."""

from groups.ballots.actions.casting import cast
from groups.ballots.actions.ending import abandon, close
from groups.ballots.actions.opening import Named, open_ballot

__all__ = ["Named", "abandon", "cast", "close", "open_ballot"]
