"""Addresses of `groups.pulse`, below `/g/<slug:group>/pulse/`."""

from django.urls import path

from groups.pulse.views import confidence, opening, settings, trend

app_name = "pulse"
urlpatterns = [
    path("", trend.pulse, name="pulse"),
    path("trend.csv", trend.trend_file, {"kind": "csv"}, name="csv"),
    path("trend.xlsx", trend.trend_file, {"kind": "xlsx"}, name="xlsx"),
    path("open/", opening.open_now, name="open"),
    path("settings/", settings.floor, name="settings"),
    path("confidence/<int:item>/", confidence.agreed, name="confidence"),
]
