"""Addresses of `groups.reference`, for platform staff."""

from django.urls import path

from groups.reference.views import members, organisations, overview, places, succession, systems

app_name = "reference"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("systems/", systems.systems, name="systems"),
    path("systems.csv", systems.systems_file, {"kind": "csv"}, name="systems_csv"),
    path("systems.xlsx", systems.systems_file, {"kind": "xlsx"}, name="systems_xlsx"),
    path("systems/add/", systems.system_add, name="system_add"),
    path("systems/<slug:slug>/", systems.system, name="system"),
    path("systems/<slug:slug>/edit/", systems.system_edit, name="system_edit"),
    path("systems/<slug:slug>/succession/", succession.succession, name="succession"),
    path("systems/<slug:slug>/succession/check/", succession.succession_check, name="succession_check"),
    path("places/", places.places, name="places"),
    path("places.csv", places.places_file, {"kind": "csv"}, name="places_csv"),
    path("places.xlsx", places.places_file, {"kind": "xlsx"}, name="places_xlsx"),
    path("places/add/", places.place_add, name="place_add"),
    path("places/<slug:slug>/", places.place, name="place"),
    path("places/<slug:slug>/edit/", places.place_edit, name="place_edit"),
    path("places/<slug:slug>/council/", places.place_council, name="place_council"),
    path("places/<slug:slug>/members/", members.find, name="place_find"),
    path("places/<slug:slug>/members/add/", members.join, name="place_join"),
    path("places/<slug:slug>/members/<int:spell>/end/", members.leave, name="place_leave"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations.csv", organisations.organisations_file, {"kind": "csv"}, name="organisations_csv"),
    path("organisations.xlsx", organisations.organisations_file, {"kind": "xlsx"}, name="organisations_xlsx"),
    path("organisations/add/", organisations.organisation_add, name="organisation_add"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.organisation_edit, name="organisation_edit"),
]
