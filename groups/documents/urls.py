"""Addresses of `groups.documents`, under a group's own."""

from django.urls import path

from groups.documents import views

app_name = "documents"
urlpatterns = [
    path("make/<slug:kind>/<slug:subject>/<slug:wanted>/", views.ask, name="ask"),
    path("making/<uuid:job>/", views.making, name="making"),
    path("<int:document>/<slug:name>.<slug:wanted>", views.file, name="file"),
]
