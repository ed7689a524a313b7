"""Leaving a group: an address of the group’s own."""

from django.urls import path

from groups.mydata.views import leaving

app_name = "leaving"
urlpatterns = [path("", leaving.leave, name="leave")]
