"""Nominating somebody, taking one's own nomination back, withdrawing a nomination that was a mistake."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.chair import policies
from groups.chair.actions._keeping import hold, hold_nomination, note_nomination, save_nomination
from groups.chair.enums import LetterKind, NominationState
from groups.chair.models import Appointment, Nomination, Support
from groups.chair.sending import tell_nominee
from groups.log.whole import whole
from groups.people.actions import make_person, person_of
from groups.people.models import Person

MADE = "chair nomination made"
LATE = "Nobody can be nominated after that."


@whole()
def nominate(appointment: Appointment, person: Person, *, about: str = "", name: str = "", by: Person) -> Nomination:
    """Nominate somebody, oneself too; whom others have nominated is nominated by one more. Raises `Refused`.

    `name`: as it was typed, where they came by an email address. The first nomination of somebody else is
    told to them by letter.
    """
    appointment, now = hold(appointment), timezone.now()
    policies.check_nominations_open(appointment, now, late=LATE)
    policies.check_may_stand(appointment, person, name=name)
    there = appointment.nominations.filter(person=person).select_related("person").first()
    if there is None:
        words = {"name": name.strip()[:120], "about": about.strip()[: policies.MOST_ABOUT]}
        nomination = Nomination.objects.create(group=appointment.group, appointment=appointment, person=person, **words)
        asked = True
    else:
        nomination, asked = _again(there, by=by)
    _support(nomination, by=by)
    nomination.appointment = appointment
    note_nomination(nomination, MADE, by=by)
    if asked and person.pk != by.pk:
        tell_nominee(nomination, LetterKind.NOMINATED, by=by)
    return nomination


@whole()
def nominate_by_email(
    appointment: Appointment, *, full_name: str, email: str, about: str = "", by: Person
) -> Nomination:
    """Nominate somebody by their email address. Who has no account gets one, and signs in by a code. Raises `Refused`.

    What an account says of their name is told to nobody before they accept.
    """
    name, email = full_name.strip(), email.strip().lower()
    if not name:
        raise Refused("Enter their name", field="full_name")
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("Enter an email address in the correct format, like name@example.com", field="email") from None
    policies.check_nominations_open(appointment, timezone.now(), late=LATE)
    person = person_of(email) or make_person(email, full_name=name)
    return nominate(appointment, person, about=about, name=name, by=by)


@whole()
def take_back(nomination: Nomination, *, by: Person) -> Nomination:
    """Take one's own nomination back; whom nobody nominates any more is out. Raises `Refused`.

    Somebody who has accepted keeps the last one: they stand by their own word.
    """
    nomination = hold_nomination(nomination)
    policies.check_nominations_open(nomination.appointment, timezone.now(), late="What was nominated stays.")
    policies.check_withdrawable(nomination)
    own = nomination.supports.filter(person=by)
    if not own.exists():
        raise Refused(f"You have not nominated {nomination}, or have taken it back already.")
    count = nomination.supports.count()
    policies.check_can_take_back(nomination, count)
    own.delete()
    note_nomination(nomination, "chair nomination taken back", by=by)
    if count == 1:
        _withdraw(nomination, reason="", by=by)
    return nomination


@whole()
def withdraw_nomination(nomination: Nomination, *, reason: str, by: Person) -> Nomination:
    """Withdraw a nomination that was a mistake; the nominee is told why. Raises `Refused`."""
    nomination = hold_nomination(nomination)
    policies.check_before_ballot(nomination.appointment)
    policies.check_withdrawable(nomination)
    if not reason.strip():
        raise Refused("Enter why the nomination is withdrawn: the nominee is told", field="reason")
    return _withdraw(nomination, reason=reason.strip()[:300], by=by)


def _withdraw(nomination: Nomination, *, reason: str, by: Person) -> Nomination:
    nomination.supports.all().delete()
    changes = {"state": NominationState.WITHDRAWN, "withdrawn_by": by, "reason": reason}
    save_nomination(nomination, "chair nomination withdrawn", by=by, **changes)
    if nomination.person_id != by.pk:
        tell_nominee(nomination, LetterKind.NOMINATION_WITHDRAWN, by=by)
    return nomination


def _again(nomination: Nomination, *, by: Person) -> tuple[Nomination, bool]:
    """Somebody who was nominated before: by one more, or afresh after it was withdrawn. Whether to ask them."""
    if nomination.person_id != by.pk:
        policies.check_not_over_their_head(nomination)
    if nomination.state not in {NominationState.WITHDRAWN, NominationState.DECLINED}:
        return nomination, False
    nomination.state, nomination.withdrawn_by, nomination.reason = NominationState.PROPOSED, None, ""
    nomination.version += 1
    nomination.save()
    return nomination, True


def _support(nomination: Nomination, *, by: Person) -> None:
    _, new = Support.objects.get_or_create(group_id=nomination.group_id, nomination=nomination, person=by)
    if not new:
        raise Refused(f"You have nominated {nomination} already.", field="email")
