"""Django's admin, for platform staff: reference data to look at, and an account to switch off.

It shows no group's rows. What changes systems, places and shared organisations has pages of its own.
"""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from groups.models import Job, NetworkMembership, Organisation, Person, SubIcb, System
from groups.people.second_factor import used_second_factor


class PlatformAdmin(admin.AdminSite):
    """An admin without a sign-in page of its own: people come through the portal's, with its second step."""

    site_header = "GP Leadership: reference data"
    site_title = "GP Leadership"
    index_title = "Reference data and accounts"

    def has_permission(self, request: HttpRequest) -> bool:
        """Platform staff, who have used a second step where one is required."""
        person = request.user
        if not (person.is_authenticated and person.is_active and person.is_staff):
            return False
        return not settings.SECOND_FACTOR_REQUIRED or used_second_factor(request)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """To the portal's own sign-in; to others who are signed in, there is nothing here."""
        if request.user.is_authenticated and not request.user.is_staff:
            raise Http404
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


site = PlatformAdmin(name="admin")


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows to look at. The portal's own pages and the import change them, with a log."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The site has let them in already."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As above."""
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nowhere."""
        return False


@admin.register(Organisation, site=site)
class OrganisationAdmin(LookOnly):
    """Organisations by code."""

    list_display = ("name", "ods_code", "kind", "status", "sub_icb", "list_size")
    list_filter = ("kind", "status")
    list_select_related = ("sub_icb",)
    search_fields = ("name", "ods_code", "register_code")


@admin.register(System, SubIcb, NetworkMembership, Job, site=site)
class PlainAdmin(LookOnly):
    """As they are."""


@admin.register(Person, site=site)
class PersonAdmin(LookOnly):
    """Accounts: whether somebody can sign in is the one thing to change."""

    list_display = ("full_name", "email", "is_active", "is_platform_staff", "last_login")
    search_fields = ("full_name", "email")
    fields = ("full_name", "email", "is_active", "is_platform_staff", "joined_at", "last_login")
    readonly_fields = ("full_name", "email", "is_platform_staff", "joined_at", "last_login")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Platform staff may switch an account off."""
        return True
