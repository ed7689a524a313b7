"""What a nominee answers: they accept with a statement, decline, or no longer stand. Nobody else answers for them."""

from django.utils import timezone

from groups.chair import policies
from groups.chair.actions._keeping import check_version, hold_nomination, save_nomination
from groups.chair.enums import NominationState
from groups.chair.models import Nomination
from groups.log.whole import whole
from groups.people.models import Person

LATE = "Your answer came after that, and nobody is added to the ballot any more."
LATE_WORDS = "What voters will read stays as it is."


@whole()
def accept(nomination: Nomination, *, about: str, statement: str, version: int, by: Person) -> Nomination:
    """Accept, or change what voters will read, until nominations close; also after a no. Raises `Refused`."""
    nomination, now = hold_nomination(nomination), timezone.now()
    about, statement = about.strip(), statement.strip()
    policies.check_own(nomination, by)
    stands = nomination.state == NominationState.ACCEPTED
    policies.check_nominations_open(nomination.appointment, now, late=LATE_WORDS if stands else LATE)
    policies.check_can_answer(nomination)
    check_version(nomination, version)
    policies.check_words(about, statement)
    policies.check_may_stand(nomination.appointment, nomination.person)
    words = {"about": about, "statement": statement, "reason": ""}
    if stands:
        return save_nomination(nomination, "chair nominee’s words changed", by=by, **words)
    answer = {"state": NominationState.ACCEPTED, "answered_at": now, "withdrawn_by": None}
    return save_nomination(nomination, "chair nomination accepted", by=by, **answer, **words)


@whole()
def decline(nomination: Nomination, *, reason: str = "", by: Person) -> Nomination:
    """Decline; those who run the group read why. Raises `Refused`."""
    nomination = hold_nomination(nomination)
    policies.check_own(nomination, by)
    policies.check_before_ballot(nomination.appointment)
    policies.check_can_answer(nomination)
    policies.check_withdrawable(nomination)
    if nomination.state == NominationState.ACCEPTED:
        return withdraw_consent(nomination, reason=reason, by=by)
    answer = {"state": NominationState.DECLINED, "answered_at": timezone.now(), "reason": reason.strip()[:300]}
    return save_nomination(nomination, "chair nomination declined", by=by, **answer)


@whole()
def withdraw_consent(nomination: Nomination, *, reason: str = "", by: Person) -> Nomination:
    """Stand no longer, until the ballot opens. Raises `Refused`."""
    nomination = hold_nomination(nomination)
    policies.check_own(nomination, by)
    policies.check_before_ballot(nomination.appointment)
    policies.check_withdrawable(nomination)
    changes = {"state": NominationState.WITHDRAWN, "withdrawn_by": by, "reason": reason.strip()[:300]}
    return save_nomination(nomination, "chair nominee stands no longer", by=by, **changes)
