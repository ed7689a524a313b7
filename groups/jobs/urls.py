"""Addresses of `groups.jobs`."""

from django.urls import path

from groups.jobs import views

app_name = "jobs"
urlpatterns = [path("<uuid:job>/", views.job_page, name="job")]
