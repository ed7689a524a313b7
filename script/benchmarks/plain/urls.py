"""Addresses of the plain pages and of the admin."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.urls import path

from script.benchmarks.plain import admin, views


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The server answers."""
    return HttpResponse("ok")


urlpatterns = [
    path("plain/", views.home, name="home"),
    path("plain/sign-in/", LoginView.as_view(template_name="plain/sign_in.html"), name="account_login"),
    path("plain/g/<slug:group>/", views.group_home, name="group_home"),
    path("plain/g/<slug:group>/members/", views.members, name="members"),
    path("plain/s/<slug:system>/", views.roster, name="roster"),
    path("plain/s/<slug:system>/places/<slug:place>/", views.coverage, name="coverage"),
    path("bench-admin/", admin.site.urls),
    path("healthz", healthz),
]
