"""Django's entry for this app."""

from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    """The app `representation`."""

    name = "representation"
    default_auto_field = "django.db.models.BigAutoField"
