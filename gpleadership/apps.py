"""Django's entry for the composition layer."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal as a whole: no models, the commands."""

    name = "gpleadership"
    verbose_name = "GP Leadership"
