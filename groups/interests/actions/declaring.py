"""Declaring, correcting and ending an interest. What it said before stays."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import EditedMeanwhile
from groups.documents.actions import forget_made
from groups.interests.actions.reviewing import looked
from groups.interests.actions.telling import tell
from groups.interests.enums import KIND, SUBJECT
from groups.interests.models import Interest, InterestWithheld
from groups.interests.policies import check_can_end, check_own, check_stands, check_values
from groups.interests.values import InterestValues
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


@whole()
def declare(group: LeadershipGroup, person: Person, values: InterestValues, *, by: Person) -> Interest:
    """Declare an interest of a person. Raises `Refused`."""
    interest = _keep(group, person, values, corrects=None, by=by)
    _note(interest, "interest declared", by=by)
    tell(interest, "declared", by=by)
    looked(group, person, by=by)
    return interest


@whole()
def correct(interest: Interest, values: InterestValues, *, version: int, by: Person) -> Interest:
    """Say it anew; the row that it replaces keeps what it said. Raises `EditedMeanwhile` or `Refused`."""
    old = _held(interest)
    check_stands(old, version)
    check_own(old.person, by, old.withheld)
    old.superseded_at, old.version = timezone.now(), old.version + 1
    old.save(update_fields=["superseded_at", "version"])
    new = _keep(old.group, old.person, values, corrects=old, by=by)
    if new.withheld and not old.withheld:
        forget_made([old.group_id], kind=KIND, subject=SUBJECT)  # a register in a file may still say it
    _note(new, "interest corrected", by=by, before=_values(old))
    tell(new, "changed", by=by)
    looked(old.group, old.person, by=by)
    return new


@whole()
def end(interest: Interest, *, last: date, version: int, by: Person) -> Interest:
    """Let it end with a day: from then on it is history. Raises `EditedMeanwhile` or `Refused`."""
    interest = _held(interest)
    check_stands(interest, version)
    check_own(interest.person, by, interest.withheld)
    said: Interest | InterestWithheld = interest.contents.get() if interest.withheld else interest
    before = _values(interest)
    check_can_end(said.start or last, said.end, last)
    said.end = last
    said.save(update_fields=["end"])
    interest.version += 1
    if interest.withheld and last <= today():  # nobody else knows its last day: the line goes with it
        interest.superseded_at = timezone.now()
    interest.save(update_fields=["version", "superseded_at"])
    _note(interest, "interest ended", by=by, before=before)
    tell(interest, "ended", by=by)
    looked(interest.group, interest.person, by=by)
    return interest


@whole()
def let_go(group: LeadershipGroup) -> int:
    """Take the lines of withheld interests whose last day is past out of the register; how many.

    Needs the closed room, where alone their days are known; it looks at nothing but those.
    """
    over = InterestWithheld.objects.filter(group=group, end__lt=today(), interest__superseded_at=None)
    ended = Interest.objects.filter(group=group, pk__in=list(over.values_list("interest_id", flat=True)))
    return ended.update(superseded_at=timezone.now(), version=F("version") + 1)


def _keep(
    group: LeadershipGroup, person: Person, values: InterestValues, *, corrects: Interest | None, by: Person
) -> Interest:
    values = _stripped(values)
    check_values(values)
    withheld = bool(values.withheld_because)
    check_own(person, by, withheld)
    said = values.content()
    interest = Interest.objects.create(
        group=group,
        person=person,
        withheld=withheld,
        corrects=corrects,
        declared_by=by,
        **({} if withheld else said),
    )
    if withheld:
        InterestWithheld.objects.create(
            group=group, person=person, interest=interest, reason=values.withheld_because, **said
        )
    return interest


def _stripped(values: InterestValues) -> InterestValues:
    names = ("what", "with_whom", "whose", "mitigation", "withheld_because")
    return replace(values, **{name: getattr(values, name).strip() for name in names})


def _held(interest: Interest) -> Interest:
    rows = Interest.objects.select_for_update(of=("self",)).select_related("group", "person")
    found = rows.filter(group_id=interest.group_id, pk=interest.pk).first()
    if found is None:
        raise EditedMeanwhile("Somebody else has just removed this.")
    return found


def _values(interest: Interest) -> dict[str, Any]:
    values: dict[str, Any] = {"person": interest.person_id, "withheld": interest.withheld, "version": interest.version}
    if interest.withheld:
        return values
    ends = interest.end.isoformat() if interest.end else None
    return values | {"category": interest.category, "start": str(interest.start), "end": ends}


def _note(interest: Interest, verb: str, *, by: Person, before: dict[str, Any] | None = None) -> None:
    """Of a withheld one nothing but that it is there; of the others their words apart, where they can be erased."""
    personal = {"name": interest.person.full_name}
    if not interest.withheld:
        personal |= {"what": interest.what, "with_whom": interest.with_whom, "mitigation": interest.mitigation}
    record(interest.group_id, verb, by=by, subject=interest, before=before, after=_values(interest), personal=personal)
