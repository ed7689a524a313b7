"""Addresses of `groups.roster`, under a system's own."""

from django.urls import path

from groups.roster import views

app_name = "roster"
urlpatterns = [
    path("", views.places, name="places"),
    path("roster.csv", views.places_file, {"kind": "csv"}, name="places_csv"),
    path("roster.xlsx", views.places_file, {"kind": "xlsx"}, name="places_xlsx"),
    path("views/", views.views, name="views"),
    path("places/<slug:place>/", views.coverage, name="coverage"),
    path("places/<slug:place>/coverage.csv", views.coverage_file, {"kind": "csv"}, name="coverage_csv"),
    path("places/<slug:place>/coverage.xlsx", views.coverage_file, {"kind": "xlsx"}, name="coverage_xlsx"),
    path("places/<slug:place>/seats/", views.seats, name="seats"),
]
