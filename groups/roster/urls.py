"""Addresses of `groups.roster`."""

from django.urls import URLPattern

app_name = "roster"
urlpatterns: list[URLPattern] = []
