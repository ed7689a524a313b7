"""Django's entry for this app."""

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created


class GroupsConfig(AppConfig):
    """The app `groups`: who we are."""

    name = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Set the third lock's guard, and let each package bring its standing, menu lines and jobs."""
        from gpleadership.lib.scopes import guard_tables, install_guard
        from gpleadership.lib.startup import register_packages
        from groups.log.models import AccessEntry, LogEntry, LogPersonal
        from groups.tenancy import systems
        from groups.tenancy.models import TenantModel

        kept = (AccessEntry, LogEntry, LogPersonal)
        guard_tables(model._meta.db_table for model in apps.get_models() if issubclass(model, (TenantModel, *kept)))
        connection_created.connect(install_guard, dispatch_uid="scope guard")
        systems.register()
        register_packages(self.name)
