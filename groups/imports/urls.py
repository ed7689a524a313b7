"""Addresses of `groups.imports`, for platform staff."""

from django.urls import path

from groups.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("add/", views.add, name="add"),
    path("<uuid:batch>/", views.import_page, name="import"),
    path("<uuid:batch>/dates/", views.dates, name="dates"),
    path("<uuid:batch>/apply/", views.apply, name="apply"),
    path("<uuid:batch>/discard/", views.discard, name="discard"),
    path("<uuid:batch>/changes.csv", views.changes_file, {"kind": "csv"}, name="changes_csv"),
    path("<uuid:batch>/changes.xlsx", views.changes_file, {"kind": "xlsx"}, name="changes_xlsx"),
]
