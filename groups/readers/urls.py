"""Addresses of `groups.readers`."""

from django.urls import URLPattern

app_name = "readers"
urlpatterns: list[URLPattern] = []
