"""The measured pages in plain Django: querysets to templates, a permission asked for each row, obvious joins."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from guardian.shortcuts import get_objects_for_user

from groups.models import AccessEntry, LeadershipGroup, Organisation, Place, Seat, SeatTerm, System

SOON: Final = timedelta(days=90)
Row = dict[str, Any]


def home(request: HttpRequest) -> HttpResponse:
    """My groups, and what waits in them."""
    now = timezone.now()
    groups = get_objects_for_user(request.user, "see_members", LeadershipGroup, use_groups=False)
    rows = [_group_row(request, group, now) for group in groups.select_related("place")]
    return render(request, "plain/home.html", {"rows": rows, "now": now})


def _group_row(request: HttpRequest, group: LeadershipGroup, now: datetime) -> Row:
    seats = _seat_rows(group, now)
    return {"group": group, "manages": _may(request, "manage", group)} | _waiting(seats, now)


def group_home(request: HttpRequest, group: str) -> HttpResponse:
    """One group: four measures, what waits, who runs it."""
    now, found = timezone.now(), _group(request, group)
    seats = _seat_rows(found, now)
    practices = list(_practices(found.place))
    unread = [each for each in practices if not each.readerships.filter(group=found, period__contains=now).exists()]
    context = {
        "group": found,
        "seats": seats,
        "practices": practices,
        "unread": unread,
        "views": AccessEntry.objects.filter(group_id=found.pk, at__gte=now - timedelta(days=30)).count(),
        "officers": found.office_terms.filter(period__contains=now),
        "manages": _may(request, "manage", found),
    }
    return render(request, "plain/group_home.html", context | _waiting(seats, now))


def members(request: HttpRequest, group: str) -> HttpResponse:
    """Everybody at the table."""
    now, found = timezone.now(), _group(request, group)
    seats = [row for row in _seat_rows(found, now) if _may(request, "see_members", row["seat"].group)]
    for row in seats:
        row["manages"] = _may(request, "manage", row["seat"].group)
    seated = {row["seat"].organisation_id for row in seats}
    present = found.place.organisations.filter(end=None).select_related("organisation")
    context = {
        "group": found,
        "seats": seats,
        "unseated": [each.organisation for each in present if each.organisation_id not in seated],
        "officers": found.office_terms.filter(period__contains=now),
        "manages": _may(request, "manage", found),
    }
    return render(request, "plain/members.html", context | _waiting(seats, now))


def roster(request: HttpRequest, system: str) -> HttpResponse:
    """Every place of a system with its group."""
    now, found = timezone.now(), get_object_or_404(System, slug=system)
    spells = found.places.filter(end=None).select_related("place").order_by("place__name")
    rows = [_place_row(request, spell.place, now) for spell in spells]
    return render(request, "plain/roster.html", {"system": found, "rows": rows})


def _place_row(request: HttpRequest, place: Place, now: datetime) -> Row:
    group = place.groups.exclude(status="closed").first()
    row: Row = {"place": place, "group": group, "practices": _practices(place)}
    if group and _may(request, "see_members", group):
        seats = _seat_rows(group, now)
        row |= {"seats": seats, "chair": group.office_terms.filter(office="chair", period__contains=now).first()}
        row |= _waiting(seats, now)
    return row


def coverage(request: HttpRequest, system: str, place: str) -> HttpResponse:
    """Every PCN of a place with its practices, and which of them have a voice."""
    now, found = timezone.now(), get_object_or_404(Place, slug=place, systems__system__slug=system)
    group = found.groups.exclude(status="closed").first()
    spells = found.organisations.filter(end=None, organisation__kind="pcn").select_related("organisation")
    rows = [_pcn_row(request, group, spell.organisation, now) for spell in spells]
    alone = found.organisations.filter(end=None, organisation__kind="practice").select_related("organisation")
    context = {
        "place": found,
        "group": group,
        "rows": rows,
        "alone": [_practice_row(group, spell.organisation, now) for spell in alone],
        "patients": sum(row["patients"] for row in rows),
    }
    return render(request, "plain/coverage.html", context)


def _pcn_row(request: HttpRequest, group: LeadershipGroup | None, pcn: Organisation, now: datetime) -> Row:
    members = pcn.practices.filter(end=None, practice__status="active").select_related("practice")
    practices = [_practice_row(group, membership.practice, now) for membership in members]
    may = group is not None and _may(request, "see_members", group)
    seat = group.seats.filter(organisation=pcn, withdrawn_at=None).first() if group and may else None
    return {
        "pcn": pcn,
        "practices": practices,
        "patients": sum(row["practice"].list_size or 0 for row in practices),
        "holder": _holder(seat, now) if seat else None,
    }


def _practice_row(group: LeadershipGroup | None, practice: Organisation, now: datetime) -> Row:
    readers = practice.readerships.filter(group=group, period__contains=now).count()
    return {"practice": practice, "readers": readers}


# ---- Rows ----


def _group(request: HttpRequest, slug: str) -> LeadershipGroup:
    group = get_object_or_404(LeadershipGroup.objects.select_related("place"), slug=slug)
    if not _may(request, "see_members", group):
        raise PermissionDenied
    return group


def _may(request: HttpRequest, permission: str, group: LeadershipGroup) -> bool:
    return request.user.has_perm(f"groups.{permission}", group)


def _seat_rows(group: LeadershipGroup, now: datetime) -> list[Row]:
    seats = group.seats.filter(withdrawn_at=None).select_related("organisation").order_by("position")
    return [_seat_row(seat, now) for seat in seats]


def _seat_row(seat: Seat, now: datetime) -> Row:
    deputies = seat.terms.filter(part="deputy", period__contains=now).select_related("person")
    return {"seat": seat, "holder": _holder(seat, now), "deputy": deputies.first()}


def _holder(seat: Seat, now: datetime) -> SeatTerm | None:
    return seat.terms.filter(part="holder", period__contains=now).select_related("person").first()


def _waiting(seats: Iterable[Row], now: datetime) -> Row:
    rows = list(seats)
    ends = [row for row in rows if row["holder"] and row["holder"].period.upper]
    return {
        "empty": [row for row in rows if not row["holder"] and row["seat"].seat_class == "core"],
        "ending": [row for row in ends if row["holder"].period.upper <= now + SOON],
    }


def _practices(place: Place) -> Iterable[Organisation]:
    chosen = place.organisations.filter(end=None).values("organisation")
    joined = Q(networks__pcn__in=chosen, networks__end=None)
    found = Organisation.objects.filter(Q(pk__in=chosen) | joined, kind="practice", status="active")
    return found.distinct()
