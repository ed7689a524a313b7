"""Addresses of `groups.home`, under a group's own."""

from django.urls import path

from groups.home import views

app_name = "home"
urlpatterns = [path("", views.group_home, name="group")]
