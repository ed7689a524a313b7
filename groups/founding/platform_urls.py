"""Addresses of `groups.founding` for platform staff."""

from django.urls import path

from groups.founding.views import platform

app_name = "founding_platform"
urlpatterns = [
    path("groups/", platform.groups, name="groups"),
    path("groups.csv", platform.groups_file, {"kind": "csv"}, name="groups_csv"),
    path("groups.xlsx", platform.groups_file, {"kind": "xlsx"}, name="groups_xlsx"),
    path("groups/<slug:slug>/", platform.group, name="group"),
    path("groups/<slug:slug>/activate/", platform.activate, name="activate"),
    path("groups/<slug:slug>/ask-again/", platform.ask, name="ask_again"),
    path("groups/<slug:slug>/chair/", platform.offer, name="offer_chair"),
    path("groups/<slug:slug>/close/", platform.close, name="close"),
    path("changes/", platform.changes, name="changes"),
    path("changes/<int:pk>/", platform.change, name="change"),
]
