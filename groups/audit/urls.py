"""Addresses of `groups.audit`, under a group's own."""

from django.urls import path

from groups.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.acts, name="acts"),
    path("log.csv", views.acts_file, {"kind": "csv"}, name="acts_csv"),
    path("log.xlsx", views.acts_file, {"kind": "xlsx"}, name="acts_xlsx"),
    path("views/", views.looks, name="views"),
    path("views.csv", views.looks_file, {"kind": "csv"}, name="views_csv"),
    path("views.xlsx", views.looks_file, {"kind": "xlsx"}, name="views_xlsx"),
]
