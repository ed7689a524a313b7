"""Addresses of `groups.founding` under a group's own."""

from django.urls import path

from groups.founding.views import changes, steps

app_name = "founding"
urlpatterns = [
    path("", steps.overview, name="overview"),
    path("basis/", steps.basis, name="basis"),
    path("seats/", steps.seats, name="seats"),
    path("people/", steps.people, name="people"),
    path("check/", steps.check, name="check"),
    path("place/", changes.place, name="place"),
    path("place/propose/", changes.propose, name="propose"),
]
