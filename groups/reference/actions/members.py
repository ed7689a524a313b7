"""What a place consists of, and who serves it: spells that begin and end, and are never deleted."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person
from groups.reference.actions._clashes import clashes_in_words
from groups.reference.actions.places import hold_place
from groups.reference.models import Organisation, Place, PlaceOrganisation
from groups.reference.policies import MEMBERS, check_can_leave, check_free_from, check_platform

MET = {"placeorg_one_spell_at_a_time": "One of these was added by somebody else just now. Look again."}


def add_members(
    place: Place, *, version: int, organisation_ids: Collection[int], start: date, by: Person
) -> list[Organisation]:
    """Let organisations join a place from a day on. Being in another place too is allowed.

    Raises `Refused` if one is there already for some of that time, and `EditedMeanwhile`.
    """
    check_platform(by)
    with clashes_in_words(MET), system_scope("platform staff choose what a place consists of"):
        place = hold_place(place, version)
        joining = list(Organisation.objects.filter(pk__in=organisation_ids, kind__in=MEMBERS))
        if not joining:
            raise Refused("Choose at least one organisation to add.")
        spells = defaultdict(list)
        for spell in place.organisations.filter(organisation__in=joining).order_by("start"):
            spells[spell.organisation_id].append(spell)
        for organisation in joining:
            check_free_from(organisation, spells[organisation.pk], start)
        PlaceOrganisation.objects.bulk_create(
            PlaceOrganisation(place=place, organisation=organisation, start=start) for organisation in joining
        )
        after = {"organisations": [organisation.pk for organisation in joining], "from": start}
        record(PLATFORM, "organisations joined a place", by=by, subject=place, after=after)
    return joining


def end_member(spell: PlaceOrganisation, *, version: int, last_day: date, by: Person) -> PlaceOrganisation:
    """Let an organisation leave a place after a day. Raises `Refused` or `EditedMeanwhile`."""
    check_platform(by)
    with system_scope("platform staff choose what a place consists of"):
        place = hold_place(spell.place, version)
        spell = place.organisations.select_related("organisation", "place").get(pk=spell.pk)
        check_can_leave(spell, last_day)
        before = {"organisation": spell.organisation_id, "end": spell.end}
        spell.end = last_day
        spell.save(update_fields=["end"])
        after = {"organisation": spell.organisation_id, "end": last_day}
        record(PLATFORM, "organisation leaves a place", by=by, subject=place, before=before, after=after)
    return spell
