"""Every address of the portal."""

from django.conf import settings
from django.urls import include, path

from gpleadership import admin
from gpleadership.lib.static import uncollected
from gpleadership.views import errors, gallery, health, home, static_pages

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", include("gpleadership.account_urls")),
    path("admin/", admin.site.urls),
    # ---- Apps: one line each ----
    path("", include("groups.urls")),
    # ---- For everybody ----
    path("help/", static_pages.help_page, name="help"),
    path("who-sees-what/", static_pages.who_sees_what, name="who_sees_what"),
    path("accessibility/", static_pages.accessibility, name="accessibility"),
    path("privacy/", static_pages.privacy, name="privacy"),
    path("components/", gallery.gallery, name="gallery"),
    path("components/matches/", gallery.matches, name="gallery_matches"),
    path("components/progress/", gallery.progress, name="gallery_progress"),
    path("static/<path:path>", uncollected, name="static_file"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

if settings.DEMO:
    urlpatterns += [path("demo/mail/", include("gpleadership.demo.mail_urls"))]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many_requests
handler500 = errors.server_error
