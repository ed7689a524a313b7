"""Coverage under a group's own address."""

from django.urls import path

from groups.roster.views import coverage as views

app_name = "coverage"
urlpatterns = [
    path("", views.own_coverage, name="own"),
    path("coverage.csv", views.own_coverage_file, {"kind": "csv"}, name="own_csv"),
    path("coverage.xlsx", views.own_coverage_file, {"kind": "xlsx"}, name="own_xlsx"),
]
