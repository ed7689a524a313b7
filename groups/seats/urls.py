"""Addresses of `groups.seats`."""

from django.urls import URLPattern

app_name = "seats"
urlpatterns: list[URLPattern] = []
