"""Django's admin, unlocked, over the rows of the measured pages: its changelist is what one gets for nothing."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from groups.models import LeadershipGroup, OfficeTerm, Organisation, Place, Seat


class Site(admin.AdminSite):
    """Open to whoever is signed in: the bench measures lists, not who may see them."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Anybody."""
        return request.user.is_authenticated


class Rows(admin.ModelAdmin):  # type: ignore[type-arg]
    """All rows on one page, related names fetched with them."""

    list_per_page = 2000
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Anybody."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Anybody."""
        return True

    def lookup_allowed(self, *args: Any, **kwargs: Any) -> bool:
        """Whatever the bench asks for."""
        return True


class Groups(Rows):
    """The rows of a person's home."""

    list_display = ("name", "place", "status", "basis", "contact")
    list_select_related = ("place",)


class Seats(Rows):
    """The rows of a table: the holder by a method, as admins do."""

    list_display = ("title", "organisation", "constituency", "seat_class", "votes", "holder")
    list_select_related = ("organisation", "group")

    def holder(self, seat: Seat) -> str:
        """Who holds it now."""
        from django.utils import timezone

        term = seat.terms.filter(part="holder", period__contains=timezone.now()).select_related("person").first()
        return str(term.person) if term else ""


class OfficeTerms(Rows):
    """The rows of a group's home."""

    list_display = ("person", "office", "group", "period")
    list_select_related = ("person", "group")


class Places(Rows):
    """The rows of a roster."""

    list_display = ("name", "council", "slug")
    list_select_related = ("council",)


class Organisations(Rows):
    """The rows of a place's coverage."""

    list_display = ("name", "ods_code", "kind", "status", "list_size", "town", "postcode")


site = Site(name="admin")
site.register(LeadershipGroup, Groups)
site.register(Seat, Seats)
site.register(OfficeTerm, OfficeTerms)
site.register(Place, Places)
site.register(Organisation, Organisations)
