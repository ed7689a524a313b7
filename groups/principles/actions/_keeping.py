"""What the verbs share: a principle is changed by one at a time, and each step is kept."""

from django.utils import timezone

from groups.log.record import record
from groups.people.models import Person
from groups.principles.enums import State
from groups.principles.models import Principle, PrincipleStep, PrincipleVersion
from groups.principles.policies import check_step


def hold(principle: Principle) -> Principle:
    """The principle as it is now, nobody else's to change until the transaction ends."""
    rows = Principle.objects.select_for_update(no_key=True, of=("self",)).select_related("group")
    return rows.get(group_id=principle.group_id, pk=principle.pk)


def hold_version(version: PrincipleVersion) -> PrincipleVersion:
    """The version as it is now, with its principle held."""
    principle = hold(Principle(pk=version.principle_id, group_id=version.group_id))
    fresh = PrincipleVersion.objects.get(group_id=version.group_id, pk=version.pk)
    fresh.principle, fresh.group = principle, principle.group
    return fresh


def step(version: PrincipleVersion, then: State, verb: str, *, by: Person, reason: str = "") -> None:
    """Take a version to its next state, and keep that it was. Raises `Refused` for a step that the table has not."""
    check_step(version, then)
    version.state, version.state_since = then, timezone.now()
    version.save(update_fields=["state", "state_since", "adopted_at", "round"])
    kept(version, verb, by=by, reason=reason)


def kept(version: PrincipleVersion, verb: str, *, by: Person, reason: str = "") -> None:
    """Keep that a version came to its state, and record it."""
    PrincipleStep.objects.create(
        group_id=version.group_id, version=version, state=version.state, actor=by, reason=reason
    )
    note(version, verb, by=by, reason=reason)


def note(version: PrincipleVersion, verb: str, *, by: Person, reason: str = "") -> None:
    """Record what was done to a version. Its words are the group's; a reason may be about somebody."""
    after = {"title": version.title, "version": version.number, "number": version.principle.number}
    personal = {"reason": reason} if reason else None
    record(
        version.group_id,
        verb,
        by=by,
        subject=version,
        after=after | {"principle": version.principle_id, "state": str(version.state)},
        personal=personal,
    )
