"""Addresses of `groups.mydata`, below `/account/my-data/`."""

from django.urls import path

from groups.mydata.views import erasure, overview

app_name = "mydata"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("copy/", overview.export, name="export"),
    path("copies/<uuid:export>/", overview.download, name="download"),
    path("erase/", erasure.ask, name="erase"),
    path("erase/take-back/", erasure.take_back, name="take_back"),
]
