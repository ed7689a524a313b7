"""The end of a round: by what the organisations said, or withdrawn."""

from django.utils import timezone

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.log.whole import whole
from groups.people.models import Person
from groups.signoff import policies, sending
from groups.signoff.actions._keeping import hold, note_round
from groups.signoff.enums import Outcome
from groups.signoff.kinds import kind_of
from groups.signoff.models import Round
from groups.signoff.queries import board_of


@whole()
def close_round(found: Round, *, expects: str = "", by: Person) -> Round:
    """Close a round; whether it is adopted follows from the words alone. Then what follows from it is done.

    `expects`: the outcome that the person was shown; if words have changed it since, raises `EditedMeanwhile`.
    Raises `Refused` while organisations may still answer and none objects.
    """
    found = hold(found)
    policies.check_open(found)
    standing = board_of(found).standing
    outcome = Outcome.ADOPTED if standing.adoptable else Outcome.NOT_ADOPTED
    if not standing.may_close:
        raise Refused(f"{standing.why} Until then it stays open; if it is not to go on, withdraw it.")
    if expects and expects != outcome:
        raise EditedMeanwhile(f"A word has come in while you were reading, and changes what follows. {standing.why}")
    found.agreed = standing.agreed
    _end(found, outcome, f"{standing.record} {_verdict(outcome, standing.why)}", by=by)
    return found


@whole()
def withdraw_round(found: Round, *, reason: str, by: Person) -> Round:
    """Take back the question. What was said is kept, and decides nothing. Raises `Refused`."""
    found, reason = hold(found), reason.strip()
    policies.check_open(found)
    if not reason:
        raise Refused("Say why it is withdrawn.", field="reason")
    _end(found, Outcome.WITHDRAWN, f"Withdrawn: {reason}", by=by, reason=reason)
    return found


def _verdict(outcome: Outcome, why: str) -> str:
    return "So it is adopted." if outcome == Outcome.ADOPTED else f"So it is not adopted. {why}"


def _end(found: Round, outcome: Outcome, explanation: str, *, by: Person, reason: str = "") -> None:
    found.closed_at, found.closed_by, found.outcome, found.explanation = timezone.now(), by, outcome, explanation
    found.save(update_fields=["closed_at", "closed_by", "outcome", "explanation", "agreed"])
    verb = "sign-off withdrawn" if outcome == Outcome.WITHDRAWN else "sign-off closed"
    note_round(found, verb, by=by, reason=reason)
    kind_of(found).follows(found, by)
    sending.tell_end(found, by=by)
