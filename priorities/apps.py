"""Django's entry for this app."""

from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    """The app `priorities`."""

    name = "priorities"
    default_auto_field = "django.db.models.BigAutoField"
