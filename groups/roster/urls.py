"""Addresses of `groups.roster`, under a system's own."""

from django.urls import path

from groups.roster.views import coverage, places

app_name = "roster"
urlpatterns = [
    path("", places.places, name="places"),
    path("roster.csv", places.places_file, {"kind": "csv"}, name="places_csv"),
    path("roster.xlsx", places.places_file, {"kind": "xlsx"}, name="places_xlsx"),
    path("views/", places.views, name="views"),
    path("places/<slug:place>/", coverage.coverage, name="coverage"),
    path("places/<slug:place>/coverage.csv", coverage.coverage_file, {"kind": "csv"}, name="coverage_csv"),
    path("places/<slug:place>/coverage.xlsx", coverage.coverage_file, {"kind": "xlsx"}, name="coverage_xlsx"),
    path("places/<slug:place>/seats/", places.seats, name="seats"),
]
