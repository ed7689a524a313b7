"""Addresses of `groups.readers`, below `/g/<slug:group>/readers/`. Bringing readers in is `groups.invitations`’ own."""

from django.urls import path

from groups.readers import views

app_name = "readers"
urlpatterns = [
    path("", views.readers, name="list"),
    path("readers.csv", views.readers_file, {"kind": "csv"}, name="csv"),
    path("readers.xlsx", views.readers_file, {"kind": "xlsx"}, name="xlsx"),
    path("mine/", views.mine, name="mine"),
    path("<int:readership>/end/", views.end, name="end"),
    path("<int:readership>/leave/", views.leave, name="leave"),
]
