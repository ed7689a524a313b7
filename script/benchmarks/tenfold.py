"""The same pages with ten times the rows: made inside a transaction, counted, and taken back."""

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.test import Client
from django.utils import timezone

from gpleadership.lib.scopes import system_scope
from groups.interests.queries import sitters
from groups.models import LeadershipGroup, OfficeTerm, Organisation, PlaceOrganisation, PlaceSystem
from script.benchmarks import adopted, agreed
from script.benchmarks.capture import capture
from script.benchmarks.cast import GROUPS, ROWS, WHY, Cast, add_seat, now_on
from script.benchmarks.declarations import declare
from script.benchmarks.pages import Page

TIMES: Final = 10


def own_queries(page: Page, cast: Cast, client: Client) -> int:
    """How many queries of its own a page needs with ten times the rows."""
    with transaction.atomic():
        with system_scope(WHY):
            _GROW.get(page.name, _nothing)(cast)
        captured = capture(client, page.path)
        transaction.set_rollback(True)
    if captured.status != 200:
        raise ValueError(f"{page.title} with ten times the rows: status {captured.status}")
    return captured.own


def _nothing(cast: Cast) -> None:
    """A page without rows."""


def _more_groups(cast: Cast) -> None:
    groups = LeadershipGroup.objects.filter(status="active").exclude(pk__in=[each.pk for each in cast.groups])
    OfficeTerm.objects.bulk_create(
        OfficeTerm(group=group, office="secretariat", person=cast.secretariat, period=now_on())
        for group in groups[: GROUPS * (TIMES - 1)]
    )


def _more_seats(cast: Cast) -> None:
    for number in range(ROWS, ROWS * TIMES):
        add_seat(cast.group, number)


def _more_places(cast: Cast) -> None:
    own = PlaceSystem.objects.filter(system=cast.system, end=None).count()
    others = PlaceSystem.objects.exclude(system=cast.system).filter(end=None).values("pk")[: own * (TIMES - 1)]
    PlaceSystem.objects.filter(pk__in=list(others.values_list("pk", flat=True))).update(system=cast.system)


def _more_networks(cast: Cast) -> None:
    spells = PlaceOrganisation.objects.filter(place=cast.place, organisation__kind="pcn", end=None)
    begin = spells[0].start
    others = Organisation.objects.filter(kind="pcn", status="active").exclude(places__place=cast.place)
    PlaceOrganisation.objects.bulk_create(
        PlaceOrganisation(place=cast.place, organisation=each, start=begin)
        for each in others[: spells.count() * (TIMES - 1)]
    )


def _more_interests(cast: Cast) -> None:
    declare(cast.group, sitters(cast.group, timezone.now()), TIMES - 1)


def _more_principles(cast: Cast) -> None:
    """Among them are those that a page of the list does not show."""
    for number in range(adopted.ROWS + 1, adopted.ROWS * TIMES + 1):
        adopted.adopt(cast.group, number, cast.secretariat)


def _more_terms(cast: Cast) -> None:
    """Versions before this one, each with the words of all organisations."""
    for _ in range(agreed.VERSIONS, agreed.VERSIONS * TIMES):
        agreed.adopt(cast.group, cast.secretariat)


_GROW: Final[dict[str, Callable[[Cast], None]]] = {
    "home": _more_groups,
    "group-home": _more_seats,
    "members": _more_seats,
    "ballot": _more_seats,
    "ballot-result": _more_seats,
    "interests": _more_interests,
    "principles": _more_principles,
    "terms": _more_terms,
    "roster": _more_places,
    "coverage": _more_networks,
}
