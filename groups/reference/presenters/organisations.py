"""An organisation’s page. No query."""

from collections.abc import Iterable

from gpleadership.lib.dates import long_date, period
from gpleadership.lib.parts import Fact, Moment
from gpleadership.lib.words import number
from groups.reference.enums import Kind
from groups.reference.models import (
    NetworkMembership,
    Organisation,
    PlaceOrganisation,
)
from groups.reference.presenters.words import days_of, size_words
from groups.reference.sizes import Size


def organisation_facts(organisation: Organisation, size: Size | None) -> list[Fact]:
    """What is known of an organisation."""
    patients = size_words(size) if size and organisation.kind == Kind.PCN else ""
    if organisation.kind == Kind.PRACTICE and organisation.list_size is not None:
        patients = number(organisation.list_size)
    told = [
        ("Kind", organisation.get_kind_display()),
        ("ODS code", organisation.ods_code or "None"),
        ("Register", organisation.register_code),
        ("Standing", organisation.get_status_display()),
        ("Days", period(organisation.opened, organisation.closed) if organisation.opened else ""),
        ("Last day", long_date(organisation.closed) if organisation.closed and not organisation.opened else ""),
        ("Patients", patients),
        ("Where", ", ".join(part for part in (organisation.town, organisation.postcode) if part)),
        ("Sub-ICB", str(organisation.sub_icb) if organisation.sub_icb else ""),
        ("How to reach it", organisation.contact),
    ]
    return [Fact(name, value) for name, value in told if value]


def place_spells(spells: Iterable[PlaceOrganisation]) -> list[Moment]:
    """The places that an organisation was in, or will be, as a history."""
    return [Moment(days_of(spell), str(spell.place)) for spell in spells]


def network_moments(organisation: Organisation, spells: Iterable[NetworkMembership]) -> list[Moment]:
    """A practice's PCNs, or a PCN's practices, as a history."""
    own = organisation.kind == Kind.PRACTICE
    return [Moment(days_of(spell), str(spell.pcn if own else spell.practice)) for spell in spells]
