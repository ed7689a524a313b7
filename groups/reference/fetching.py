"""What an address names, or a 404. Reference data is nobody's own: there is no group to start at."""

from django.shortcuts import get_object_or_404

from groups.reference.enums import Kind
from groups.reference.models import Organisation, Place, PlaceOrganisation, System


def system_at(slug: str) -> System:
    """The system of this address."""
    return get_object_or_404(System, slug=slug)


def place_at(slug: str) -> Place:
    """The place of this address, with its council."""
    return get_object_or_404(Place.objects.select_related("council"), slug=slug)


def organisation_at(pk: int) -> Organisation:
    """The organisation of this number."""
    return get_object_or_404(Organisation.objects.select_related("sub_icb"), pk=pk)


def spell_at(slug: str, pk: int) -> PlaceOrganisation:
    """The spell of this number in the place of this address."""
    spells = PlaceOrganisation.objects.select_related("place__council", "organisation")
    return get_object_or_404(spells, place__slug=slug, pk=pk)


def council_at(pk: int) -> Organisation | None:
    """The council of this number; 0 is none."""
    return get_object_or_404(Organisation, pk=pk, kind=Kind.COUNCIL) if pk else None
