"""Addresses of `groups.interests`, below `/g/<slug:group>/interests/`."""

from django.urls import path

from groups.interests.views import others, overview, own, register, roles

app_name = "interests"
urlpatterns = [
    path("", register.register, name="register"),
    path("interests.csv", register.register_file, {"kind": "csv"}, name="csv"),
    path("interests.xlsx", register.register_file, {"kind": "xlsx"}, name="xlsx"),
    path("withheld/", register.withheld, name="withheld"),
    # ---- One's own ----
    path("mine/", own.own, name="own"),
    path("declare/", own.declare, name="declare"),
    path("confirm/", own.confirm, name="confirm"),
    path("nothing/", own.nothing, name="nothing"),
    path("<int:interest>/change/", own.change, name="change"),
    path("<int:interest>/end/", own.end, name="end"),
    path("<int:interest>/history/", own.history, name="history"),
    # ---- Chair and secretariat ----
    path("overview/", overview.overview, name="overview"),
    path("overview/<int:person>/", others.of, name="of"),
    path("overview/<int:person>/declare/", others.declare, name="declare_for"),
    path("overview/<int:person>/<int:interest>/change/", others.change, name="change_for"),
    path("overview/<int:person>/<int:interest>/end/", others.end, name="end_for"),
    path("overview/<int:person>/remind/", overview.remind, name="remind"),
    # ---- System roles ----
    path("system-role/", roles.system_role, name="system_role"),
    path("system-role/of/<int:person>/", roles.system_role_of, name="system_role_of"),
    path("system-role/<int:role>/", roles.system_role_done, name="system_role_done"),
    path("system-role/<int:role>/end/", roles.end_role, name="end_role"),
]
