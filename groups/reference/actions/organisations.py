"""Shared organisations, entered by hand: LMCs, federations, councils, others."""

from datetime import date

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person
from groups.reference.actions._clashes import clashes_in_words
from groups.reference.editing import ORGANISATION_FIELDS, check_unchanged, mark, values
from groups.reference.enums import Status
from groups.reference.models import Organisation
from groups.reference.policies import check_by_hand, check_platform

TAKEN = {"ods_code": "Another organisation has this ODS code. Search for it in the list."}


def add_organisation(
    *, kind: str, name: str, ods_code: str | None, town: str, postcode: str, contact: str, by: Person
) -> Organisation:
    """Add an organisation that no file brings. Raises `Refused`."""
    check_platform(by)
    check_by_hand(kind)
    with clashes_in_words(TAKEN), system_scope("platform staff add a shared organisation"):
        organisation = Organisation.objects.create(
            kind=kind, name=name, ods_code=ods_code or None, town=town, postcode=postcode, contact=contact
        )
        after = {"kind": kind} | values(organisation, ORGANISATION_FIELDS)
        record(PLATFORM, "organisation added", by=by, subject=organisation, after=after)
    return organisation


def edit_organisation(
    organisation: Organisation,
    *,
    seen: str,
    name: str,
    ods_code: str | None,
    town: str,
    postcode: str,
    contact: str,
    closed: date | None,
    by: Person,
) -> Organisation:
    """Change a shared organisation everywhere it is used. Raises `Refused` or `EditedMeanwhile`."""
    check_platform(by)
    with clashes_in_words(TAKEN), system_scope("platform staff change a shared organisation"):
        organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        check_by_hand(organisation.kind)
        check_unchanged(organisation, seen, mark(organisation, ORGANISATION_FIELDS))
        before = values(organisation, ORGANISATION_FIELDS)
        organisation.name, organisation.ods_code, organisation.closed = name, ods_code or None, closed
        organisation.town, organisation.postcode, organisation.contact = town, postcode, contact
        organisation.status = Status.INACTIVE if closed and closed < today() else Status.ACTIVE
        organisation.save(update_fields=[*ORGANISATION_FIELDS, "status"])
        after = values(organisation, ORGANISATION_FIELDS)
        record(PLATFORM, "organisation changed", by=by, subject=organisation, before=before, after=after)
    return organisation
