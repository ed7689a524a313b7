"""The portal's addresses as they are in the demo."""

from django.urls import include, path

from gpleadership.urls import handler404, urlpatterns

__all__ = ["handler404"]
urlpatterns = [*urlpatterns, path("demo/mail/", include("gpleadership.demo.mail_urls"))]
