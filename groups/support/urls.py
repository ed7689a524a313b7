"""Addresses of `groups.support`, below `/g/<slug:group>/support/`."""

from django.urls import path

from groups.support.views import adding, changing, hours, overview

app_name = "support"
urlpatterns = [
    path("", overview.support, name="support"),
    path("roles.csv", overview.roles_file, {"kind": "csv"}, name="csv"),
    path("roles.xlsx", overview.roles_file, {"kind": "xlsx"}, name="xlsx"),
    path("history/", overview.history, name="history"),
    # ---- Hours ----
    path("hours.csv", hours.hours_file, {"kind": "csv"}, name="hours_csv"),
    path("hours.xlsx", hours.hours_file, {"kind": "xlsx"}, name="hours_xlsx"),
    path("hours/<slug:month>/", hours.enter, name="hours"),
    # ---- Roles ----
    path("add/", adding.choose, name="add"),
    path("add/<int:person>/", adding.add, name="add_person"),
    path("add/named/", adding.add, {"named": True}, name="add_named"),
    path("add/vacant/", adding.add, name="add_vacant"),
    path("<int:role>/change/", changing.change, name="change"),
    path("<int:role>/end/", changing.end, name="end"),
    path("<int:role>/remove/", changing.remove, name="remove"),
    path("<int:role>/fill/", adding.choose_for, name="fill"),
    path("<int:role>/fill/<int:person>/", adding.fill, name="fill_person"),
    path("<int:role>/fill/named/", adding.fill, name="fill_named"),
]
