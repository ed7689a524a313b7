"""Asking the organisations, and what follows from their words."""

from datetime import date
from typing import Final

from django.db.models import Max
from django.utils import timezone

from groups.log.whole import whole
from groups.people.models import Person
from groups.principles.actions._keeping import hold_version, step
from groups.principles.enums import State
from groups.principles.models import Principle, PrincipleVersion
from groups.principles.policies import check_step
from groups.signoff.actions import open_round
from groups.signoff.enums import Outcome
from groups.signoff.models import Round
from groups.tenancy.models import LeadershipGroup

KIND: Final = "principle"
ENDED: Final = {
    Outcome.NOT_ADOPTED: ("principle not adopted", "the organisations did not adopt it"),
    Outcome.WITHDRAWN: ("principle no longer put out", "the question was withdrawn"),
}


@whole()
def put_out(version: PrincipleVersion, *, answer_by: date, by: Person) -> PrincipleVersion:
    """Ask every organisation to sign it off. From now on its words stand. Raises `Refused`."""
    version = hold_version(version)
    check_step(version, State.OUT)
    version.round = open_round(
        version.group,
        kind=KIND,
        subject_id=version.pk,
        title=version.title,
        summary=_summary(version),
        answer_by=answer_by,
        by=by,
    )
    step(version, State.OUT, "principle put to the organisations", by=by)
    return version


def follow(found: Round, by: Person) -> None:
    """What a closed round means for its version: adopted, or back to the discussion. Part of closing it."""
    version = hold_version(PrincipleVersion.objects.get(group_id=found.group_id, pk=found.subject_id))
    version.round = found
    if found.outcome == Outcome.ADOPTED:
        _adopt(version, by)
    else:
        verb, reason = ENDED[Outcome(found.outcome)]
        step(version, State.DISCUSSED, verb, by=by, reason=reason)


def _adopt(version: PrincipleVersion, by: Person) -> None:
    """The version that held gives way first; a principle that is adopted for the first time gets its number."""
    before = version.principle.versions.filter(group_id=version.group_id, state=State.ADOPTED).first()
    if before is not None:
        before.principle = version.principle
        step(before, State.SUPERSEDED, "principle superseded", by=by)
    if version.principle.number is None:
        version.principle.number = _next_number(version.group_id)
        version.principle.save(update_fields=["number"])
    version.adopted_at = timezone.now()
    step(version, State.ADOPTED, "principle adopted", by=by)


def _next_number(group_id: int) -> int:
    """Numbers are never given twice: a retired principle keeps its own."""
    LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group_id)
    last = Principle.objects.filter(group_id=group_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _summary(version: PrincipleVersion) -> str:
    said = f"{version.statement}\n\nIn the room: {version.meaning}"
    held = version.principle.versions.filter(group_id=version.group_id, state=State.ADOPTED).first()
    return f"{said}\n\nIt replaces: “{held.statement}”" if held else said
